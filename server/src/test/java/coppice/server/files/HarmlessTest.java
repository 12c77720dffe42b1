package coppice.server.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import coppice.server.kernel.Refused;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/// Pictures are drawn anew, and cost little whatever they unpack to.
class HarmlessTest {
    private static byte[] png(int width, int height) throws IOException {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_BINARY);
        image.setRGB(0, 0, Color.WHITE.getRGB());
        var out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }

    private static BufferedImage drawn(byte[] bytes) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(Harmless.of(bytes).bytes()));
    }

    @Test
    void aSmallPictureKeepsItsSize() throws IOException {
        assertThat(drawn(png(300, 200)).getWidth()).isEqualTo(300);
        assertThat(drawn(png(300, 200)).getHeight()).isEqualTo(200);
    }

    /// 49 million points in a file of some KB: the memory for them is never taken.
    @Test
    void aLargeOneIsReadInPart() throws IOException {
        var bomb = png(7000, 7000);
        assertThat(bomb.length).isLessThan(100_000);
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        var kept = Harmless.of(bomb);
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(150_000_000L);
        var image = ImageIO.read(new ByteArrayInputStream(kept.bytes()));
        assertThat(Math.max(image.getWidth(), image.getHeight())).isEqualTo(2000);
    }

    @Test
    void moreThanFiftyMillionPointsAreRefused() throws IOException {
        var bomb = png(7100, 7100);
        assertThatThrownBy(() -> Harmless.of(bomb)).isInstanceOf(Refused.class);
    }

    @Test
    void aBrokenPictureIsRefusedAndTheNextOneStillRead() throws IOException {
        var whole = png(300, 200);
        for (int length : new int[] {8, 20, 33, whole.length / 2})
            assertThatThrownBy(() -> Harmless.of(Arrays.copyOf(whole, length)))
                    .as("%d bytes", length)
                    .isInstanceOf(Refused.class);
        assertThat(drawn(whole).getWidth()).isEqualTo(300);
    }

    /// What a file is, its first bytes say.
    @Test
    void aPageIsNoPicture() {
        assertThat(Harmless.of("<script>alert(1)</script>".getBytes(StandardCharsets.UTF_8))
                        .type())
                .isEqualTo("text/plain");
        assertThatThrownBy(() -> Harmless.of(new byte[] {0, 1, 2})).isInstanceOf(Refused.class);
    }
}
