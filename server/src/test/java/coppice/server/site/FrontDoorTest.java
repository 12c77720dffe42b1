package coppice.server.site;

import static org.assertj.core.api.Assertions.assertThat;

import coppice.server.House;
import coppice.server.Visitor;
import coppice.server.charter.Charters;
import coppice.server.charter.Preset;
import coppice.server.charter.Presets;
import coppice.server.commons.Commons;
import coppice.server.commons.Commonses;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The list of all commons of a server: a page at a time, and found by name.
class FrontDoorTest {
    private static final House HOUSE = House.open();
    private static final String MARK = "Marked " + UUID.randomUUID().toString().substring(0, 8);
    private static final int MANY = 53;
    private static final Pattern NEXT = Pattern.compile("href=\"(/\\?search=[^\"]+)\"");

    static {
        for (int i = 0; i < MANY; i++) found(MARK + " %02d".formatted(i));
    }

    private final Commonses commonses = HOUSE.room(Commonses.class);

    private static void found(String name) {
        String slug = "front-" + UUID.randomUUID().toString().substring(0, 13);
        HOUSE.room(Charters.class)
                .found(
                        HOUSE.story().person("Fay"),
                        name,
                        slug,
                        "EUR",
                        HOUSE.room(Presets.class).charter(Preset.TIME_BANK, "Made for a test"),
                        slug);
    }

    private static String search(String words) {
        return "/?search=" + URLEncoder.encode(words, StandardCharsets.UTF_8);
    }

    private static List<String> names(String page) {
        var names = new ArrayList<String>();
        var name = Pattern.compile(">(" + MARK + " \\d\\d)<").matcher(page);
        while (name.find()) names.add(name.group(1));
        return names;
    }

    @Test
    void thePagesTogetherShowEachOnceAndInOrder() {
        var first = Visitor.nobody().get(search(MARK)).body();
        var shown = names(first);
        assertThat(shown).hasSize(50);
        var next = NEXT.matcher(first);
        assertThat(next.find()).isTrue();
        var second = Visitor.nobody().get(next.group(1).replace("&amp;", "&")).body();
        shown.addAll(names(second));
        assertThat(shown).hasSize(MANY).isSorted().doesNotHaveDuplicates();
        assertThat(NEXT.matcher(second).find()).isFalse();
    }

    @Test
    void aCommonsIsFoundByAPartOfItsNameInLargeOrSmallLetters() {
        for (var words : List.of(MARK + " 07", MARK.toUpperCase(java.util.Locale.ROOT) + " 07", "  " + MARK + " 07 "))
            assertThat(names(Visitor.nobody().get(search(words)).body()))
                    .as(words)
                    .containsExactly(MARK + " 07");
    }

    /// What means something to the database or to a page is only letters here.
    @ParameterizedTest
    @ValueSource(strings = {"%", "_", "' or 1=1 --", "<b>", "\\", "\"", "{search}", "no commons is called this"})
    void whatIsNotInANameFindsNothing(String words) {
        var answer = Visitor.nobody().get(search(MARK + words));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains("No commons here has that in its name")
                .doesNotContain("<b>x");
        assertThat(names(answer.body())).isEmpty();
    }

    @Test
    void whatIsTooLongOrNoTextIsRefused() {
        for (var path : List.of(search("x".repeat(81)), search("a\u0000b"), "/?after=" + "x".repeat(81))) {
            assertThat(Visitor.nobody().get(path).statusCode()).as(path).isEqualTo(422);
            assertThat(Visitor.nobody().get("/api/commons" + path.substring(1)).statusCode())
                    .as(path)
                    .isEqualTo(422);
        }
    }

    @Test
    void behindWhatIsNotThereIsNothing() {
        assertThat(commonses.page("", "there-is-none", 10)).isEmpty();
        assertThat(Visitor.nobody().get("/?after=there-is-none").statusCode()).isEqualTo(200);
    }

    @Test
    void aProgramWalksThroughAll() {
        var seen = new HashSet<String>();
        String after = "";
        int pages = 0;
        while (true) {
            var page = commonses.page(MARK, after, 10);
            if (page.isEmpty()) break;
            pages++;
            for (var commons : page) assertThat(seen.add(commons.slug())).isTrue();
            after = page.getLast().slug();
        }
        assertThat(pages).isEqualTo(6);
        assertThat(seen).hasSize(MANY);
        String last = commonses.page(MARK, "", MANY - 1).getLast().slug();
        assertThat(Visitor.nobody()
                        .get("/api/commons?search=" + URLEncoder.encode(MARK, StandardCharsets.UTF_8) + "&after="
                                + last)
                        .body())
                .contains(MARK + " 52")
                .doesNotContain(MARK + " 51");
    }

    /// Two of one name stand beside each other, and neither is lost between two pages.
    @Test
    void twoOfOneNameAreTwo() {
        String name = "Twins " + MARK.substring(7);
        found(name);
        found(name);
        var first = commonses.page(name, "", 1);
        var second = commonses.page(name, first.getFirst().slug(), 1);
        assertThat(second).hasSize(1).doesNotContainAnyElementsOf(first);
        assertThat(commonses.page(name, second.getFirst().slug(), 1)).isEmpty();
    }

    @Test
    void onesOwnStandFirstWhateverIsSearched() {
        var fay = HOUSE.story().person("Fay");
        assertThat(commonses.of(fay)).extracting(Commons::name).contains(MARK + " 00", MARK + " 52");
        var page =
                Visitor.signedIn(fay).get(search("no commons is called this")).body();
        assertThat(names(page)).contains(MARK + " 00", MARK + " 52");
        assertThat(names(Visitor.nobody()
                        .get(search("no commons is called this"))
                        .body()))
                .isEmpty();
    }
}
