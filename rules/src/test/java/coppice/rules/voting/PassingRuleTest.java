package coppice.rules.voting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coppice.rules.voting.PassingRule.Method;
import coppice.rules.voting.PassingRule.Reason;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PassingRuleTest {
    private static Reason yesNo(Majority majority, int quorum, long eligible, long yes, long no, long abstain) {
        return new PassingRule(Method.YES_NO, majority, quorum)
                .judge(eligible, Map.of(Stance.YES, yes, Stance.NO, no, Stance.ABSTAIN, abstain))
                .reason();
    }

    @ParameterizedTest
    @CsvSource({
        "SIMPLE, 10, 3, 2, 5, PASSED",
        "SIMPLE, 10, 3, 3, 0, MAJORITY_MISSED",
        "SIMPLE, 10, 0, 0, 6, MAJORITY_MISSED",
        "ABSOLUTE, 10, 5, 0, 0, MAJORITY_MISSED",
        "ABSOLUTE, 10, 6, 4, 0, PASSED",
        "TWO_THIRDS, 9, 6, 3, 0, PASSED",
        "TWO_THIRDS, 100, 65, 33, 0, MAJORITY_MISSED",
        "THREE_QUARTERS, 5, 3, 1, 1, PASSED",
        "THREE_QUARTERS, 8, 5, 2, 0, MAJORITY_MISSED",
        "UNANIMOUS, 5, 3, 0, 2, PASSED",
        "UNANIMOUS, 5, 4, 1, 0, MAJORITY_MISSED"
    })
    void majoritiesAreCountedExactly(Majority majority, long eligible, long yes, long no, long abstain, Reason reason) {
        assertThat(yesNo(majority, 0, eligible, yes, no, abstain)).isEqualTo(reason);
    }

    /// Loomio's worked example: a quorum of 60 % of 5 needs 3.
    @ParameterizedTest
    @CsvSource({
        "60, 5, 2, QUORUM_MISSED",
        "60, 5, 3, PASSED",
        "50, 5, 2, QUORUM_MISSED",
        "50, 5, 3, PASSED",
        "0, 5, 0, QUORUM_MISSED",
        "100, 5, 4, QUORUM_MISSED",
        "100, 5, 5, PASSED"
    })
    void theQuorumIsMetByWholePeople(int quorum, long eligible, long yes, Reason reason) {
        assertThat(yesNo(Majority.SIMPLE, quorum, eligible, yes, 0, 0)).isEqualTo(reason);
    }

    @Test
    void abstainingTakesPart() {
        assertThat(yesNo(Majority.SIMPLE, 60, 5, 1, 0, 2)).isEqualTo(Reason.PASSED);
    }

    @Test
    void consentPassesWithoutAnObjectionOnly() {
        var rule = new PassingRule(Method.CONSENT, Majority.SIMPLE, 50);
        assertThat(rule.judge(4, Map.of(Stance.NO_OBJECTION, 1L, Stance.CONCERN, 1L))
                        .passed())
                .isTrue();
        assertThat(rule.judge(4, Map.of(Stance.NO_OBJECTION, 3L, Stance.OBJECTION, 1L))
                        .reason())
                .isEqualTo(Reason.OBJECTION_STANDS);
    }

    /// Enspiral's decision types: standard, significant and emergency.
    @ParameterizedTest
    @CsvSource({
        "CONSENSUS, NONE, 1, 5, 0, PASSED",
        "CONSENSUS, NONE, 9, 0, 1, BLOCKED",
        "CONSENSUS, SIMPLE, 5, 4, 0, PASSED",
        "CONSENSUS, SIMPLE, 5, 5, 0, MAJORITY_MISSED",
        "POSITIONS, THREE_QUARTERS, 9, 1, 2, PASSED",
        "POSITIONS, THREE_QUARTERS, 8, 1, 2, MAJORITY_MISSED"
    })
    void positionsPassByTheirThresholds(
            Method method, Majority majority, long agree, long disagree, long block, Reason reason) {
        var rule = new PassingRule(method, majority, 0);
        assertThat(rule.judge(20, Map.of(Stance.AGREE, agree, Stance.DISAGREE, disagree, Stance.BLOCK, block))
                        .reason())
                .isEqualTo(reason);
    }

    @Test
    void everyClassPassesAResolutionByItself() {
        var rule = new PassingRule(Method.YES_NO, Majority.THREE_QUARTERS, 0);
        var results = rule.judgeByClass(
                Map.of("workers", 8L, "users", 100L, "funders", 3L),
                Map.of(
                        "workers",
                        Map.of(Stance.YES, 6L, Stance.NO, 2L),
                        "users",
                        Map.of(Stance.YES, 50L, Stance.NO, 49L)));
        assertThat(results.get("workers").passed()).isTrue();
        assertThat(results.get("users").reason()).isEqualTo(Reason.MAJORITY_MISSED);
        assertThat(results.get("funders").reason()).isEqualTo(Reason.QUORUM_MISSED);
    }

    @Test
    void whatCannotHaveBeenSaidIsRefused() {
        var rule = new PassingRule(Method.CONSENT, Majority.SIMPLE, 0);
        assertThatThrownBy(() -> rule.judge(4, Map.of(Stance.YES, 1L))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> rule.judge(4, Map.of(Stance.CONCERN, 5L)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PassingRule(Method.CONSENT, Majority.SIMPLE, 101))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
