package coppice.rules.voting.files;

import coppice.rules.voting.RankedBallots;
import coppice.rules.voting.ScoreBallots;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the readers of line formats share: numbers with their line, and ballots collected before all candidates are
/// known.
final class Lines {
    private Lines() {}

    static long count(int line, String text) {
        if (text.matches("[1-9][0-9]{0,11}")) return Long.parseLong(text);
        throw new UnreadableBallots(line, "\"" + shown(text) + "\" is not a count of ballots");
    }

    static int whole(int line, String text, int least, int most) {
        if (text.matches("-?[0-9]{1,9}")) {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) return number;
        }
        throw new UnreadableBallots(
                line, "\"" + shown(text) + "\" is not a whole number from " + least + " to " + most);
    }

    static String shown(String text) {
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }

    /// Ballots as groups of names, best first, and the numbers given to names.
    static final class Collected {
        private record Ballot(int line, long count, List<List<String>> groups, Map<String, Long> scores) {}

        private final Map<String, Integer> names = new LinkedHashMap<>();
        private final List<Ballot> ballots = new ArrayList<>();

        /// Candidates in the order in which they are first named.
        void name(int line, String candidate) {
            if (names.putIfAbsent(candidate, names.size()) == null && names.size() > BallotFile.MOST_CANDIDATES)
                throw new UnreadableBallots(line, "more than " + BallotFile.MOST_CANDIDATES + " candidates");
        }

        boolean knows(String candidate) {
            return names.containsKey(candidate);
        }

        void add(int line, long count, List<List<String>> groups, Map<String, Long> scores) {
            var seen = new HashSet<String>();
            for (var group : groups)
                for (var candidate : group)
                    if (!seen.add(candidate))
                        throw new UnreadableBallots(line, "\"" + shown(candidate) + "\" stands twice on one ballot");
            ballots.add(new Ballot(line, count, groups, scores));
        }

        BallotFile build(String title, int seats) {
            return build(title, seats, true);
        }

        BallotFile build(String title, int seats, boolean isUnrankedLast) {
            if (ballots.isEmpty()) throw new UnreadableBallots(1, "there is no ballot in the file");
            var candidates = List.copyOf(names.keySet());
            var ranked = RankedBallots.builder(candidates, isUnrankedLast);
            var scored = ScoreBallots.builder(candidates);
            for (var ballot : ballots) {
                ranked.add(
                        ballot.count(),
                        ballot.groups().stream()
                                .map(group -> new RankedBallots.Rank(group, false))
                                .toList());
                scored.add(ballot.count(), new HashMap<>(ballot.scores()));
            }
            return BallotFile.of(title, seats, ranked.build(), scored.build());
        }
    }
}
