package coppice.rules.voting;

import static org.assertj.core.api.Assertions.assertThat;

import coppice.rules.money.Ratio;
import coppice.rules.voting.RankedBallots.Rank;
import coppice.rules.voting.files.BallotFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InstantRunoffTest {
    private static final List<String> THREE = List.of("A", "B", "C");

    private static RankedBallots ballots(String... lines) {
        var all = RankedBallots.builder(THREE);
        for (var line : lines)
            all.add(
                    1,
                    line.chars()
                            .mapToObj(c -> Rank.of(String.valueOf((char) c)))
                            .toList());
        return all.build();
    }

    private static RankedRules several(int winners) {
        var one = RankedRules.instantRunoff(THREE);
        return new RankedRules(
                RankedRules.Mode.MULTI_WINNER,
                winners,
                one.tie(),
                one.seed(),
                one.order(),
                one.overvote(),
                one.maxSkippedRanks(),
                one.maxRankings(),
                one.exhaustOnDuplicate(),
                4,
                0,
                false,
                false,
                false,
                false,
                false,
                one.percentage(),
                one.excluded(),
                one.stopAfterRound(),
                "");
    }

    @Test
    void whoStandsIsElectedWhereMoreSeatsAreFree() {
        var rules = several(5);
        var count = InstantRunoff.count(ballots("A", "AB", "B", "C"), rules);
        assertThat(count.elected()).containsExactlyInAnyOrder("A", "B", "C");
        assertThat(count.rounds()).hasSize(1);
    }

    @Test
    void nobodyVotesAndStillItEnds() {
        var count = InstantRunoff.count(ballots(), RankedRules.instantRunoff(THREE));
        assertThat(count.ballots()).isZero();
        assertThat(count.elected()).hasSizeLessThanOrEqualTo(1);
    }

    /// Every ballot is held by somebody or is inactive, in every round of counts of random ballots.
    @Test
    void noBallotIsLostOnTheWay() {
        for (int seed = 1; seed <= 200; seed++) {
            var random = new Random(seed);
            var lines = IntStream.range(0, 1 + random.nextInt(30))
                    .mapToObj(_ -> IntStream.range(0, 1 + random.nextInt(3))
                            .mapToObj(_ -> String.valueOf((char) ('A' + random.nextInt(3))))
                            .collect(Collectors.joining()))
                    .toArray(String[]::new);
            var count = InstantRunoff.count(ballots(lines), RankedRules.instantRunoff(THREE));
            for (var round : count.rounds()) {
                var held = round.tally().values().stream().reduce(Ratio.ZERO, (a, b) -> a.plus(b));
                var lost = round.inactive();
                var all = held.plus(lost.exhausted())
                        .plus(lost.overvotes())
                        .plus(lost.repeated())
                        .plus(lost.skipped());
                assertThat(all).as("seed %d round %d", seed, round.number()).isEqualTo(Ratio.of(lines.length));
            }
            assertThat(count.elected()).hasSize(1);
        }
    }

    @Test
    void aFileWithoutBallotsIsCounted() {
        var file = BallotFormat.BLT.parse("2 1\n0\n\"A\"\n\"B\"\n");
        assertThat(InstantRunoff.count(
                                file.ballots(),
                                RankedRules.instantRunoff(file.ballots().candidates()))
                        .ballots())
                .isZero();
    }
}
