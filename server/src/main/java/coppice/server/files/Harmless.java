package coppice.server.files;

import coppice.server.kernel.Refused;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import net.coobird.thumbnailator.Thumbnails;
import net.coobird.thumbnailator.util.exif.ExifFilterUtils;
import net.coobird.thumbnailator.util.exif.ExifUtils;

/// What is left of a file when all that could do harm is taken away. What a file is, its first bytes say; its name
/// says nothing.
record Harmless(String type, byte[] bytes) {
    private static final int WIDEST = 2000;
    private static final Semaphore ONE_AT_A_TIME = new Semaphore(1);
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

    /// Drawn anew, upright, at most 2000 points wide or high. Its size is read before it is unpacked, a large one is
    /// read in part only, and one at a time: what unpacks to 50 million points is a file of 400 KB.
    private static Harmless picture(byte[] bytes, String format, String type) {
        ONE_AT_A_TIME.acquireUninterruptibly();
        try {
            var out = new ByteArrayOutputStream();
            var image = read(bytes);
            var drawing = Thumbnails.of(image);
            if (Math.max(image.getWidth(), image.getHeight()) > WIDEST) drawing.size(WIDEST, WIDEST);
            else drawing.scale(1);
            drawing.outputFormat(format).outputQuality(0.88).toOutputStream(out);
            return new Harmless(type, out.toByteArray());
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException broken) {
            throw new Refused(new FilesRefusal.FileBroken());
        } finally {
            ONE_AT_A_TIME.release();
        }
    }

    private static BufferedImage read(byte[] bytes) throws IOException {
        try (var in = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
            var readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) throw new IOException("no picture");
            var reader = readers.next();
            try {
                reader.setInput(in);
                long width = reader.getWidth(0);
                long height = reader.getHeight(0);
                if (width * height <= 0 || width * height > MOST_PIXELS) throw new IOException("no such picture");
                var part = reader.getDefaultReadParam();
                int every = (int) Math.max(1, Math.max(width, height) / WIDEST);
                part.setSourceSubsampling(every, every, 0, 0);
                var image = reader.read(0, part);
                return begins(bytes, JPEG) ? upright(image, reader) : image;
            } finally {
                reader.dispose();
            }
        }
    }

    /// As its camera was held; what says so in a form that nobody can read says nothing, and the picture stays.
    private static BufferedImage upright(BufferedImage image, ImageReader reader) {
        try {
            var orientation = ExifUtils.getExifOrientation(reader, 0);
            return orientation == null
                    ? image
                    : ExifFilterUtils.getFilterForOrientation(orientation).apply(image);
        } catch (IOException | RuntimeException unreadable) {
            return image;
        }
    }
}
