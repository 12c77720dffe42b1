package coppice.server.polls;

import static org.assertj.core.api.Assertions.assertThat;

import coppice.rules.voting.PollResult;
import coppice.rules.voting.PollRule.Method;
import coppice.server.Asking;
import coppice.server.Visitor;
import coppice.server.commons.Role;
import coppice.server.commons.Steward;
import coppice.server.polls.Poll.Kind;
import coppice.server.polls.Poll.Shows;
import coppice.server.polls.SecretBallots.Vote;
import coppice.server.web.Viewer.Scope;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Questions with several answers, from the asking to the record.
class PollsTest extends Asking {
    @ParameterizedTest
    @CsvSource({
        "CHOOSE, 1, 2, 0:1 1:1|1:1|1:1 2:1|2:1, b",
        "SCORE, 0, 5, 0:5 1:3|1:5|1:4 2:5|2:1, b",
        "DOTS, 0, 10, 0:10|1:6 2:4|1:5 2:5|2:1, b",
        "QUADRATIC, 0, 9, 0:3|1:2 0:-2|1:2|2:3, b",
        "RANKED, 0, 0, 0:1 1:2|1:1|1:1|2:1 1:2, b"
    })
    void everyKindIsCountedByItsRule(Kind kind, int least, int most, String ballots, String winner) {
        var poll = open(draft(kind, List.of("a", "b", "c"), least, most));
        String[] given = ballots.split("\\|");
        for (int i = 0; i < given.length; i++) {
            var marks = new java.util.HashMap<Integer, Integer>();
            for (var mark : given[i].split(" "))
                marks.put(Integer.valueOf(mark.split(":")[0]), Integer.valueOf(mark.split(":")[1]));
            vote(i, poll, marks);
        }
        var closed = close(poll);
        assertThat(closed.closed().orElseThrow().winners()).containsExactly(winner);
        assertThat(closed.closed().orElseThrow().took()).isEqualTo(4);
    }

    @Test
    void severalAreElectedInProportion() {
        var poll = open(by(Method.SCOTTISH_STV, 2, draft(Kind.RANKED, List.of("a", "b", "c"), 0, 0)));
        vote(0, poll, Map.of(0, 1, 1, 2));
        vote(1, poll, Map.of(0, 1, 1, 2));
        vote(2, poll, Map.of(0, 1, 1, 2));
        vote(3, poll, Map.of(2, 1));
        assertThat(close(poll).closed().orElseThrow().winners()).containsExactly("a", "c");
        var counted = counts.counted(commons, polls.poll(commons, poll), Optional.empty());
        assertThat(counted.result()).containsInstanceOf(PollResult.Transfers.class);
    }

    @Test
    void timesChecksAndQuestionsEndWhenWhoAskedSaysSo() {
        var time = open(draft(Kind.TIME, List.of("2026-12-01 10:00", "2026-12-02 18:30"), 0, 0));
        vote(1, time, Map.of(0, 1, 1, 2));
        assertThat(refusal(() -> polls.closeEarly(members.get(1), time)).code()).isEqualTo("still-open");
        assertThat(close(time).closed().orElseThrow().winners()).containsExactly("2026-12-02 18:30");
        assertThat(Poll.time("2026-12-02 18:30", "Europe/Berlin")).hasToString("2026-12-02T17:30:00Z");

        var check = open(draft(Kind.CHECK, List.of(), 0, 0));
        vote(1, check, Map.of(1, 1));
        assertThat(close(check).closed().orElseThrow().winners()).isEmpty();

        var question = open(draft(Kind.QUESTION, List.of(), 0, 0));
        polls.vote(members.get(2), question, new Vote(Map.of(), "Because", "", "q"));
        assertThat(refusal(() -> vote(3, question, Map.of())).code()).isEqualTo("bad-field-missing");
        assertThat(counts.counted(commons, close(question), Optional.empty()).ballots())
                .extracting(Poll.Ballot::words)
                .containsExactly("Because");
    }

    @Test
    void aVoteCanBeChangedUntilTheCloseAndTheLastOneCounts() {
        var poll = open(draft(Kind.CHOOSE, List.of("a", "b"), 1, 1));
        for (int i = 0; i < 4; i++) vote(i, poll, Map.of(0, 1));
        for (int i = 0; i < 4; i++) vote(i, poll, Map.of(1, 1));
        assertThat(close(poll).closed().orElseThrow().winners()).containsExactly("b");
        assertThat(refusal(() -> vote(0, poll, Map.of(0, 1))).code()).isEqualTo("already-closed");
        assertThat(counts.counted(commons, polls.poll(commons, poll), Optional.empty())
                        .ballots())
                .hasSize(4);
    }

    @Test
    void theCloseIsAFactOfTheClock() {
        var poll = open(draft(Kind.CHOOSE, List.of("a", "b"), 1, 1));
        vote(1, poll, Map.of(0, 1));
        assertThat(refusal(() -> close(poll)).code()).isEqualTo("still-open");
        polls.extend(members.getFirst(), poll, 3);
        assertThat(refusal(() -> polls.extend(members.get(1), poll, 3)).code()).isEqualTo("not-your-poll");
        assertThat(house.later(LATER, () -> polls.poll(commons, poll)).isOpen()).isTrue();
        house.later(LATER.plusDays(3), () -> {
            assertThat(refusal(() -> vote(2, poll, Map.of(1, 1))).code()).isEqualTo("already-closed");
            assertThat(polls.polls(members.getFirst().party(), commons, Optional.empty(), 5))
                    .noneMatch(Poll::isOpen);
            return true;
        });
        assertThat(polls.poll(commons, poll).closed().orElseThrow().winners()).containsExactly("a");
    }

    @Test
    void resultsAreShownWhenTheyMayBe() {
        var after = open(new PollDraft(
                Optional.empty(),
                "Hidden",
                "",
                Kind.CHOOSE,
                List.of("a", "b"),
                "",
                1,
                1,
                Optional.empty(),
                1,
                false,
                Shows.AFTER_OWN,
                7));
        vote(1, after, Map.of(0, 1));
        var poll = polls.poll(commons, after);
        assertThat(counts.mayRead(commons, poll, Optional.of(members.get(1).party())))
                .isTrue();
        assertThat(counts.mayRead(commons, poll, Optional.of(members.get(2).party())))
                .isFalse();
        assertThat(refusal(() -> counts.counted(commons, poll, Optional.empty()))
                        .code())
                .isEqualTo("still-open");
    }

    @Test
    void whatMakesNoSenseIsRefusedWhereItStands() {
        assertThat(refusal(() -> open(draft(Kind.CHOOSE, List.of("a"), 1, 1))).code())
                .isEqualTo("options-too-few");
        assertThat(refusal(() -> open(draft(Kind.CHOOSE, List.of("a", "A"), 1, 1)))
                        .code())
                .isEqualTo("option-twice");
        var many = IntStream.range(0, 10_000).mapToObj(String::valueOf).toList();
        assertThat(refusal(() -> open(draft(Kind.CHOOSE, many, 1, 1))).code()).isEqualTo("options-too-many");
        assertThat(refusal(() -> open(draft(Kind.TIME, List.of("soon", "later"), 0, 0)))
                        .code())
                .isEqualTo("not-a-time");
        assertThat(refusal(() -> open(draft(Kind.SCORE, List.of("a", "b"), 5, 1)))
                        .code())
                .isEqualTo("bad-range");
        assertThat(refusal(() -> open(by(Method.INSTANT_RUNOFF, 2, draft(Kind.RANKED, List.of("a", "b", "c"), 0, 0))))
                        .code())
                .isEqualTo("bad-seats");
        assertThat(refusal(() -> open(by(Method.STAR, 1, draft(Kind.RANKED, List.of("a", "b"), 0, 0))))
                        .code())
                .isEqualTo("bad-field-not-a-choice");
        var dots = open(draft(Kind.DOTS, List.of("a", "b"), 0, 10));
        assertThat(refusal(() -> vote(0, dots, Map.of(0, 6, 1, 5))).code()).isEqualTo("ballot-over-budget");
        assertThat(refusal(() -> vote(0, dots, Map.of(2, 1))).code()).isEqualTo("ballot-unknown-option");
        var outsider = house.story().person("Eve");
        commonses.join(outsider, commonses.invite((Steward) members.getFirst(), Role.MEMBER));
        assertThat(refusal(() -> polls.vote(member("Eve"), dots, new Vote(Map.of(0, 1), "", "", "late")))
                        .code())
                .isEqualTo("not-a-voter");
        assertThat(counts.part(
                                commons,
                                polls.poll(commons, dots),
                                members.getFirst().party())
                        .turnout()
                        .took())
                .isZero();
    }

    @Test
    void theSameKeyAsksOnceAndAnotherQuestionUnderItIsRefused() {
        var draft = draft(Kind.CHOOSE, List.of("a", "b"), 1, 1);
        var first = polls.open(members.getFirst(), draft, "one-key");
        assertThat(polls.open(members.getFirst(), draft, "one-key")).isEqualTo(first);
        assertThat(refusal(() -> polls.open(members.getFirst(), draft(Kind.CHOOSE, List.of("a", "c"), 1, 1), "one-key"))
                        .code())
                .isEqualTo("idempotency-key-reused");
    }

    @Test
    void programsAskVoteAndRead() {
        var ana = Visitor.program(house.story().person("Ana"), Scope.CONTRIBUTE);
        String base = "/api/c/" + commons.slug() + "/polls";
        var asked = ana.postJson(
                base,
                "poll",
                "{\"title\":\"Which?\",\"kind\":\"RANKED\",\"options\":[\"a\",\"b\",\"c\"],\"method\":\"MEEK_STV\",\"seats\":2}");
        assertThat(asked.statusCode()).as(asked.body()).isEqualTo(201);
        String id = asked.body().replaceAll("(?s).*?\"id\":\"([^\"]+)\".*", "$1");
        var voted = ana.postJson(base + "/" + id + "/ballots", "b1", "{\"marks\":{\"0\":1,\"2\":2}}");
        assertThat(voted.statusCode()).as(voted.body()).isEqualTo(200);
        assertThat(voted.body()).contains("\"given\":1", "\"elected\":[\"a\"", "\"a\":\"1\"");
        var wrong = ana.postJson(base + "/" + id + "/ballots", "b2", "{\"marks\":{\"0\":1,\"2\":1}}");
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("ballot-equal-ranks");
        assertThat(ana.get(base).body()).contains("Which?");
        house.later(LATER, () -> polls.poll(commons, new PollId(UUID.fromString(id))));
        var page = Visitor.signedIn(house.story().person("Ben"));
        String files = commons.address() + "/polls/" + id + "/";
        assertThat(page.get(files + "record.json").body()).contains("\"seedFingerprint\"", "\"marks\"");
        assertThat(page.get(files + "ballots.csv").body().lines()).containsExactly("a,b,c", "1,,2");
        assertThat(page.get(files + "ballots.blt").body()).startsWith("3 2\n1 1 3 0\n0\n\"a\"");
        assertThat(house.waiting("Ben")).noneMatch(line -> line.address().contains(id));
    }

    @Test
    void theSilentAreAskedOnceADay() {
        var poll = open(draft(Kind.CHOOSE, List.of("a", "b"), 1, 1));
        vote(1, poll, Map.of(0, 1));
        long before = letters("polls.mail.nudge\"");
        polls.nudge(members.getFirst(), poll);
        assertThat(letters("polls.mail.nudge\"") - before).as("to Cy and Dot").isEqualTo(2);
        assertThat(refusal(() -> polls.nudge(members.get(1), poll)).code()).isEqualTo("nudged-already");
    }

    private long letters(String words) {
        return house.sql()
                .sql("select count(*) from mail.outbox l where l::text like ?")
                .param("%" + words + "%")
                .query(Long.class)
                .single();
    }
}
