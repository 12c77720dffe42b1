package coppice.server.mail;

import static org.assertj.core.api.Assertions.assertThat;

import coppice.server.BothFaces;
import coppice.server.Untouched;
import coppice.server.Visitor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Who hears, who does not, and who may see what waits to be sent.
class HearingTest extends BothFaces {
    private final Outbox outbox = house.room(Outbox.class);

    private long letters() {
        return house.sql()
                .sql("select count(*) from mail.outbox where commons_id = ?")
                .param(commons.id().value())
                .query(Long.class)
                .single();
    }

    private void propose(String key) {
        var answer = program(0)
                .postJson(api("/decisions"), key, body(Map.of("title", "A garden", "reason", "It is grey here")));
        assertThat(answer.statusCode()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "LOUD", "none at all", "0"})
    void howOneHearsIsOneOfTheWaysThereAre(String level) {
        refusedByPage(page(1), "/mail/mine", Map.of("level", level));
    }

    @ParameterizedTest
    @EnumSource(Level.class)
    void whatOneChoseIsShownAndKept(Level level) {
        for (int i = 0; i < 2; i++)
            assertThat(page(1).post(at("/mail/mine"), Map.of("level", level.name()))
                            .statusCode())
                    .isEqualTo(303);
        assertThat(outbox.level(members.get(1))).isEqualTo(level);
        assertThat(page(1).get(at("/mail/mine")).body())
                .containsPattern("value=\"" + level.name() + "\"[^>]*(checked|selected)");
        assertThat(outbox.level(members.get(2))).as("of somebody else").isEqualTo(Level.values()[0]);
    }

    @Test
    void whoWantsNoneGetsNoneAndARetryTellsNobodyTwice() {
        String key = key();
        long before = letters();
        propose(key);
        long each = letters() - before;
        assertThat(each).as("Ben, Cy and Dot").isEqualTo(3);
        var untouched = Untouched.of(commons);
        propose(key);
        untouched.check("the same key again");
        page(1).post(at("/mail/mine"), Map.of("level", Level.NONE.name()));
        before = letters();
        propose(key());
        assertThat(letters() - before).as("Cy and Dot").isEqualTo(2);
    }

    /// A refused verb tells nobody: letters are written in its transaction.
    @Test
    void whatWasRefusedIsToldToNobody() {
        long before = letters();
        program(0).postJson(api("/decisions"), key(), body(Map.of("title", "", "reason", "x")));
        program(0).postJson(api("/polls"), key(), body(Map.of("title", "x", "kind", "CHOOSE")));
        program(0).postJson(api("/talk"), key(), body(Map.of("title", "x", "words", "")));
        assertThat(letters()).isEqualTo(before);
    }

    @Test
    void onlyStewardsSeeWhatWaits() {
        propose(key());
        assertThat(page(0).get(at("/mail")).body())
                .as("before a mail server is set, to be passed on by hand")
                .contains("No mail server is set", "A garden", at("/decisions/"));
        for (int other : new int[] {1, 2, 3})
            assertThat(page(other).get(at("/mail")).statusCode()).isIn(403, 404);
        assertThat(page(1).post(at("/mail/test"), Map.of()).statusCode()).isIn(403, 404);
        assertThat(Visitor.signedIn(house.story().person("Eve"))
                        .get(at("/mail"))
                        .statusCode())
                .isIn(403, 404);
    }

    @Test
    void aLinkThatEndsLettersIsASecret() {
        propose(key());
        var untouched = Untouched.of(commons);
        for (var wrong : List.of("nothing", commons.id().toString(), "x".repeat(500), "%00")) {
            assertThat(Visitor.nobody().get("/unsubscribe/" + wrong).statusCode())
                    .as(wrong)
                    .isIn(400, 404);
            assertThat(Visitor.nobody().post("/unsubscribe/" + wrong, Map.of()).statusCode())
                    .as(wrong)
                    .isIn(400, 404);
        }
        untouched.check("links that are none");
    }
}
