package coppice.rules.voting.files;

import coppice.rules.voting.RankedBallots;
import coppice.rules.voting.ScoreBallots;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What a file of ballots says, whatever its format.
///
/// @param title     empty where the file has none
/// @param seats     how many are to be elected; 1 where the file does not say
/// @param withdrawn who stands on the ballots and cannot be elected
/// @param tieOrder  everyone, in the order in which equals are taken: the file's own, or that of the candidates
/// @param ballots   where the file gives scores only, whoever has more of them stands above
/// @param scores    the numbers on the ballots; without any where the file has none
public record BallotFile(
        String title,
        int seats,
        Set<String> withdrawn,
        List<String> tieOrder,
        RankedBallots ballots,
        ScoreBallots scores) {

    /// More candidates than any count could show.
    public static final int MOST_CANDIDATES = 10_000;

    static BallotFile of(String title, int seats, RankedBallots ballots, ScoreBallots scores) {
        return new BallotFile(title, seats, Set.of(), ballots.candidates(), ballots, scores);
    }

    static BallotFile ranked(String title, int seats, RankedBallots ballots) {
        return of(title, seats, ballots, ScoreBallots.none(ballots.candidates()));
    }

    /// Everyone, whoever is named first in front.
    static List<String> inOrder(List<String> first, List<String> all) {
        var order = new LinkedHashSet<>(first);
        order.addAll(all);
        return List.copyOf(order);
    }
}
