package coppice.server.files;

import coppice.server.kernel.Refused;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.imageio.ImageIO;
import net.coobird.thumbnailator.Thumbnails;

/// What is left of a file when all that could do harm is taken away. What a file is, its first bytes say; its name
/// says nothing.
record Harmless(String type, byte[] bytes) {
    private static final int WIDEST = 2000;
    private static final long MOST_PIXELS = 50_000_000;
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G'};
    private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff};
    private static final byte[] GIF = {'G', 'I', 'F', '8'};
    private static final byte[] PDF = {'%', 'P', 'D', 'F', '-'};

    static Harmless of(byte[] bytes) {
        if (begins(bytes, JPEG)) return picture(bytes, "jpg", "image/jpeg");
        if (begins(bytes, PNG) || begins(bytes, GIF)) return picture(bytes, "png", "image/png");
        if (begins(bytes, PDF)) return new Harmless("application/pdf", bytes);
        if (isText(bytes)) return new Harmless("text/plain", bytes);
        throw new Refused(new FilesRefusal.FileKind());
    }

    private static boolean begins(byte[] bytes, byte[] with) {
        return bytes.length >= with.length && Arrays.equals(bytes, 0, with.length, with, 0, with.length);
    }

    private static boolean isText(byte[] bytes) {
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return text.chars().noneMatch(sign -> sign < ' ' && sign != '\n' && sign != '\r' && sign != '\t');
        } catch (CharacterCodingException notText) {
            return false;
        }
    }

    /// Drawn anew, upright, at most 2000 points wide or high. Its size is read before it is unpacked.
    private static Harmless picture(byte[] bytes, String format, String type) {
        try {
            long pixels = pixels(bytes);
            if (pixels <= 0 || pixels > MOST_PIXELS) throw new Refused(new FilesRefusal.FileBroken());
            var out = new ByteArrayOutputStream();
            var drawing = Thumbnails.of(new ByteArrayInputStream(bytes)).useExifOrientation(true);
            var size = dimensions(bytes);
            if (Math.max(size[0], size[1]) > WIDEST) drawing.size(WIDEST, WIDEST);
            else drawing.scale(1);
            drawing.outputFormat(format).outputQuality(0.88).toOutputStream(out);
            return new Harmless(type, out.toByteArray());
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException broken) {
            throw new Refused(new FilesRefusal.FileBroken());
        }
    }

    private static long pixels(byte[] bytes) throws IOException {
        var size = dimensions(bytes);
        return (long) size[0] * size[1];
    }

    private static int[] dimensions(byte[] bytes) throws IOException {
        try (var in = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
            var readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) throw new IOException("no picture");
            var reader = readers.next();
            try {
                reader.setInput(in);
                return new int[] {reader.getWidth(0), reader.getHeight(0)};
            } finally {
                reader.dispose();
            }
        }
    }
}
