package coppice.rules.voting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coppice.rules.money.Ratio;
import coppice.rules.voting.BallotForm.Fault;
import coppice.rules.voting.BallotForm.Kind;
import coppice.rules.voting.PollRule.Method;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PollRuleTest {
    /// The capital of Tennessee: 42 Memphis, 26 Nashville, 15 Chattanooga, 17 Knoxville, each by distance.
    private static final List<String> CITIES = List.of("Memphis", "Nashville", "Chattanooga", "Knoxville");

    private static Map<Map<Integer, Integer>, Long> tennessee() {
        return Map.of(
                Map.of(0, 1, 1, 2, 2, 3, 3, 4), 42L,
                Map.of(1, 1, 2, 2, 3, 3, 0, 4), 26L,
                Map.of(2, 1, 3, 2, 1, 3, 0, 4), 15L,
                Map.of(3, 1, 2, 2, 1, 3, 0, 4), 17L);
    }

    @ParameterizedTest
    @CsvSource({"INSTANT_RUNOFF, Knoxville", "SCHULZE, Nashville", "RANKED_PAIRS, Nashville", "SCOTTISH_STV, Knoxville"
    })
    void theCapitalOfTennesseeDependsOnTheMethod(Method method, String capital) {
        var kind = method.counts(Kind.RANKED) ? Kind.RANKED : Kind.RANKED_WITH_EQUALS;
        var result = new PollRule(new BallotForm(kind, 4, 0, 0), method, 1, 7).count(CITIES, tennessee());
        assertThat(result.winners()).containsExactly(capital);
        assertThat(result.isTied()).isFalse();
    }

    @Test
    void theRunoffAsksWhomMorePeopleGaveMore() {
        var ballots = Map.of(Map.of(0, 5, 1, 4), 3L, Map.of(1, 5), 2L);
        var form = new BallotForm(Kind.SCORE, 4, 0, 5);
        var result = (PollResult.Runoff) new PollRule(form, Method.STAR, 1, 0).count(CITIES, ballots);
        assertThat(result.runoff().finalists()).containsExactly("Nashville", "Memphis");
        assertThat(result.winners()).containsExactly("Memphis");
        var sums = (PollResult.Sums) new PollRule(form, Method.SUM, 1, 0).count(CITIES, ballots);
        assertThat(sums.winners()).containsExactly("Nashville");
        assertThat(sums.lines().getFirst().mean()).isEqualTo(Ratio.of(22, 5));
    }

    @ParameterizedTest
    @CsvSource({
        "CHOOSE, 3, 1, 2, 0:1, ",
        "CHOOSE, 3, 1, 2, '', TOO_FEW",
        "CHOOSE, 3, 1, 2, 0:1 1:1 2:1, TOO_MANY",
        "CHOOSE, 3, 1, 2, 0:2, OUT_OF_RANGE",
        "CHOOSE, 3, 1, 2, 3:1, UNKNOWN_OPTION",
        "SCORE, 2, 0, 5, 0:5 1:0, ",
        "SCORE, 2, 0, 5, 0:6, OUT_OF_RANGE",
        "DOTS, 3, 0, 10, 0:7 1:3, ",
        "DOTS, 3, 0, 10, 0:7 1:4, OVER_BUDGET",
        "DOTS, 3, 0, 10, 0:-1, OUT_OF_RANGE",
        "QUADRATIC, 2, 0, 9, 0:2 1:-2, ",
        "QUADRATIC, 2, 0, 9, 0:3 1:1, OVER_BUDGET",
        "QUADRATIC, 2, 0, 9, 0:65536 1:65536, OVER_BUDGET",
        "RANKED, 3, 0, 0, 2:1 0:2, ",
        "RANKED, 3, 0, 0, 2:1 0:1, EQUAL_RANKS",
        "RANKED_WITH_EQUALS, 3, 0, 0, 2:1 0:1, ",
        "RANKED, 3, 0, 0, 0:4, OUT_OF_RANGE",
        "TIME, 2, 0, 0, 0:2 1:1, ",
        "TIME, 2, 0, 0, 0:3, OUT_OF_RANGE"
    })
    void aBallotIsCheckedBeforeItIsTaken(Kind kind, int options, int least, int most, String marked, Fault fault) {
        var marks = new HashMap<Integer, Integer>();
        for (var mark : marked.isEmpty() ? new String[0] : marked.split(" "))
            marks.put(Integer.valueOf(mark.split(":")[0]), Integer.valueOf(mark.split(":")[1]));
        var form = new BallotForm(kind, options, least, most);
        assertThat(form.check(marks).map(BallotForm.Wrong::fault).orElse(null)).isEqualTo(fault);
        if (fault != null) {
            var rule = new PollRule(form, kind == Kind.RANKED ? Method.INSTANT_RUNOFF : Method.SUM, 1, 0);
            assertThatThrownBy(() -> rule.count(List.of("a", "b", "c").subList(0, options), Map.of(marks, 1L)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @ParameterizedTest
    @EnumSource(Method.class)
    void nobodyWinsWhereNobodyVoted(Method method) {
        for (var kind : Kind.values())
            if (method.counts(kind)) {
                var result = new PollRule(new BallotForm(kind, 3, 0, 5), method, 1, 3)
                        .count(List.of("a", "b", "c"), Map.of());
                assertThat(result.winners()).as(kind + " " + method).isEmpty();
            }
    }

    @Test
    void equalsAreDrawnFromTheSeedAndSaid() {
        var ballots = Map.of(Map.of(0, 1), 2L, Map.of(1, 1), 2L, Map.of(2, 1), 1L);
        var form = new BallotForm(Kind.CHOOSE, 3, 1, 1);
        var winners = new java.util.TreeSet<String>();
        for (int seed = 0; seed < 40; seed++) {
            var result = new PollRule(form, Method.SUM, 1, seed).count(List.of("a", "b", "c"), ballots);
            assertThat(result.isTied()).isTrue();
            assertThat(result)
                    .isEqualTo(new PollRule(form, Method.SUM, 1, seed).count(List.of("a", "b", "c"), ballots));
            winners.addAll(result.winners());
        }
        assertThat(winners).containsExactly("a", "b");
    }
}
