package coppice.server.files;

import static org.assertj.core.api.Assertions.assertThat;

import coppice.server.BothFaces;
import coppice.server.Untouched;
import coppice.server.files.Files.Brought;
import coppice.server.kernel.KernelRefusal;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Pictures and papers: what is kept of them, under which name, and for whom.
class FilesTest extends BothFaces {
    private final Files files = house.room(Files.class);

    private static byte[] text(String words) {
        return words.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] picture(String format, int width, int height) throws Exception {
        var out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), format, out);
        return out.toByteArray();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "plan.txt | plan.txt",
                "../../etc/passwd | passwd",
                "C:\\Users\\ana\\plan.txt | plan.txt",
                "/ | file",
                "'' | file",
                "a \"quoted\" name.txt | a \"quoted\" name.txt",
                "Größe.txt | Größe.txt"
            })
    void aNameIsANameAndNoPath(String brought, String kept) {
        var one = files.keep(members.getFirst(), new Brought(brought, text("x")));
        assertThat(one.name()).isEqualTo(kept);
        var header = Objects.requireNonNull(
                files.answer(commons.id(), one.id()).getHeaders().getFirst("Content-Disposition"));
        assertThat(header).startsWith("attachment").doesNotContain("\n", "\r", "/etc");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b.txt", "a\u0007.txt"})
    void aNameOfSignsThatAreNoneIsRefused(String name) {
        var untouched = Untouched.of(commons);
        assertThat(refusal(() -> files.keep(members.getFirst(), new Brought(name, text("x")))))
                .isInstanceOf(KernelRefusal.BadField.class);
        assertThat(refusal(() -> files.keep(members.getFirst(), new Brought("n".repeat(201), text("x"))))
                        .code())
                .isEqualTo("bad-field-too-long");
        untouched.check(name);
    }

    /// What a file is, its bytes say and never its name.
    @Test
    void theKindIsReadFromTheBytes() throws Exception {
        var me = members.getFirst();
        assertThat(files.keep(me, new Brought("a.pdf", text("words"))).type()).isEqualTo("text/plain");
        assertThat(files.keep(me, new Brought("a.txt", text("%PDF-1.7 and so on")))
                        .type())
                .isEqualTo("application/pdf");
        assertThat(files.keep(me, new Brought("a.txt", picture("png", 3, 2))).type())
                .isEqualTo("image/png");
        assertThat(files.keep(me, new Brought("a.png", picture("gif", 3, 2))).type())
                .isEqualTo("image/png");
        assertThat(files.keep(me, new Brought("a.html", picture("jpg", 3, 2))).type())
                .isEqualTo("image/jpeg");
        for (var bytes : new byte[][] {{}, text("<svg onload=alert(1)/>")})
            assertThat(files.keep(me, new Brought("a.svg", bytes)).type()).isEqualTo("text/plain");
        assertThat(refusal(() -> files.keep(me, new Brought("a.txt", new byte[] {(byte) 0xc3, 0x28})))
                        .code())
                .isEqualTo("file-kind");
        assertThat(refusal(() -> files.keep(me, new Brought("a.zip", text("PK\u0003\u0004"))))
                        .code())
                .isEqualTo("file-kind");
    }

    @Test
    void aPictureIsDrawnNoLargerThanAnyoneNeeds() throws Exception {
        var kept = files.keep(members.getFirst(), new Brought("wide.png", picture("png", 4000, 1000)));
        var drawn = ImageIO.read(new ByteArrayInputStream(
                Objects.requireNonNull(files.answer(commons.id(), kept.id()).getBody())));
        assertThat(drawn.getWidth()).isEqualTo(2000);
        assertThat(drawn.getHeight()).isEqualTo(500);
        var headers = files.answer(commons.id(), kept.id()).getHeaders();
        assertThat(headers.getFirst("Content-Disposition")).startsWith("inline");
        assertThat(headers.getFirst("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(headers.getFirst("Content-Security-Policy")).contains("default-src 'none'", "sandbox");
    }

    /// A picture that claims more points than there is memory for is not unpacked.
    @Test
    void aPictureThatWouldFillTheMemoryIsRefusedUnread() throws Exception {
        var bytes = picture("png", 10, 10);
        for (int i = 16; i < 24; i++) bytes[i] = (byte) (i % 4 == 0 ? 0x00 : 0x7f);
        assertThat(refusal(() -> files.keep(members.getFirst(), new Brought("bomb.png", bytes)))
                        .code())
                .isEqualTo("file-broken");
        var half = picture("jpg", 100, 100);
        var cut = java.util.Arrays.copyOf(half, 30);
        assertThat(refusal(() -> files.keep(members.getFirst(), new Brought("half.jpg", cut)))
                        .code())
                .isEqualTo("file-broken");
    }

    @Test
    void aFileIsOfOneCommons() {
        var kept = files.keep(members.getFirst(), new Brought("plan.txt", text("Ours")));
        assertThat(refusal(() -> files.answer(house.village().id(), kept.id())))
                .isInstanceOf(KernelRefusal.NotFound.class);
        assertThat(new String(
                        Objects.requireNonNull(
                                files.answer(commons.id(), kept.id()).getBody()),
                        StandardCharsets.UTF_8))
                .isEqualTo("Ours");
    }

    /// The file that is too large is said in place, with the words that were typed.
    @Test
    void whatIsTooLargeOrNoFileKeepsTheWords() {
        String thread =
                id(program(1).postJson(api("/talk"), key(), body(Map.of("title", "The roof", "words", "It leaks"))));
        var untouched = Untouched.of(commons);
        for (var bytes : new byte[][] {new byte[Files.LARGEST + 1], {0, 1, 2, 3}}) {
            var answer =
                    page(1).upload(at("/talk/" + thread + "/comments"), "file", bytes, Map.of("words", "Typed before"));
            assertThat(answer.statusCode()).isIn(413, 422);
            if (answer.statusCode() == 422) assertThat(answer.body()).contains("Typed before");
        }
        untouched.check("files that are none");
    }

    @Test
    void aFileOfACommentIsReadWhereTheCommentIs() {
        String thread =
                id(program(1).postJson(api("/talk"), key(), body(Map.of("title", "The roof", "words", "It leaks"))));
        page(1).upload(at("/talk/" + thread + "/comments"), "file", text("The plan"), Map.of("words", "See"));
        var match = java.util.regex.Pattern.compile("href=\"([^\"]+/files/[^\"]+)\"")
                .matcher(page(1).get(at("/talk/" + thread)).body());
        assertThat(match.find()).isTrue();
        String at = match.group(1);
        assertThat(page(2).get(at).body()).isEqualTo("The plan");
        String otherComment = at.replaceFirst("comments/[^/]+", "comments/" + java.util.UUID.randomUUID());
        assertThat(page(2).get(otherComment).statusCode()).isEqualTo(404);
        assertThat(page(2).get(at.replaceFirst(
                                "[^/]+$", java.util.UUID.randomUUID().toString()))
                        .statusCode())
                .isEqualTo(404);
        assertThat(coppice.server.Visitor.signedIn(house.story().person("Eve"))
                        .get(at)
                        .statusCode())
                .isIn(403, 404);
        assertThat(coppice.server.Visitor.nobody().get(at).statusCode()).isNotEqualTo(200);
    }
}
