package coppice.rules.voting.files;

import coppice.rules.voting.RankedBallots;
import coppice.rules.voting.ScoreBallots;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// BLT, as election offices, OpenSTV and Droop write it: how many stand and are elected, who is withdrawn, options
/// in brackets, the ballots, a closing 0, the names in quotes. It is a row of words: line ends and indentation mean
/// nothing, `#` begins a comment up to the end of the line, and `/* … */` is one. Of options `[nick …]`,
/// `[withdrawn …]` and `[tie …]` are understood and others passed over. Runs of white space in a name are one space.
public final class Blt {
    private Blt() {}

    /// Ranks by number from 0, as they stand in the file before anybody has a name.
    private record Ballot(int line, int count, List<List<Integer>> ranks) {}

    static BallotFile parse(String text) {
        return new Reading(new BltWords(text)).file();
    }

    private static final class Reading {
        private final BltWords words;
        private final Map<String, Integer> nicks = new HashMap<>();
        private final Set<Integer> withdrawn = new LinkedHashSet<>();
        private final List<Integer> tieOrder = new ArrayList<>();
        private final List<Ballot> ballots = new ArrayList<>();
        private final int candidates;
        private final int seats;

        Reading(BltWords words) {
            this.words = words;
            if (words.isAtEnd()) throw new UnreadableBallots(1, "the file is empty");
            int line = words.line();
            if (!words.isNumber()) throw new UnreadableBallots(line, "the file begins with candidates and seats");
            candidates = Lines.whole(line, words.next(), 1, BallotFile.MOST_CANDIDATES);
            if (!words.isNumber()) throw new UnreadableBallots(line, "the file begins with candidates and seats");
            seats = Lines.whole(words.line(), words.next(), 1, candidates);
        }

        BallotFile file() {
            while (!words.isAtEnd() && !words.isQuoted()) {
                if (words.skip("[")) option();
                else if (words.isNegative())
                    withdrawn.add(-Lines.whole(words.line(), words.next(), -candidates, -1) - 1);
                else if (words.is("0")) break;
                else ballot();
            }
            if (words.isAtEnd() || words.isQuoted())
                throw new UnreadableBallots(words.line(), "the closing 0 is missing");
            words.next();
            var names = names();
            String title = words.isQuoted() ? words.next() : "";
            var ranked = RankedBallots.builder(names);
            for (var ballot : ballots)
                ranked.add(
                        ballot.count(),
                        ballot.ranks().stream().map(rank -> rank(names, rank)).toList());
            return new BallotFile(
                    title,
                    seats,
                    new LinkedHashSet<>(withdrawn.stream().map(names::get).toList()),
                    BallotFile.inOrder(tieOrder.stream().map(names::get).toList(), names),
                    ranked.build(),
                    ScoreBallots.none(names));
        }

        private static RankedBallots.Rank rank(List<String> names, List<Integer> rank) {
            return rank.isEmpty()
                    ? RankedBallots.Rank.SKIPPED
                    : new RankedBallots.Rank(rank.stream().map(names::get).toList(), false);
        }

        private void option() {
            int line = words.line();
            String name = words.next();
            var rest = words.until("]");
            switch (name) {
                case "nick" -> {
                    if (rest.size() != candidates)
                        throw new UnreadableBallots(
                                line, "there are " + rest.size() + " nicknames for " + candidates + " candidates");
                    for (var nick : rest)
                        if (nicks.put(nick, nicks.size()) != null)
                            throw new UnreadableBallots(
                                    line, "two candidates have the nickname \"" + Lines.shown(nick) + "\"");
                }
                case "withdrawn" -> rest.forEach(word -> withdrawn.add(candidate(line, word)));
                case "tie" -> rest.forEach(word -> tieOrder.add(candidate(line, word)));
                default -> {
                    // for other programs
                }
            }
        }

        /// A count, or a name of the ballot in parentheses; who is preferred, best first; a 0.
        private void ballot() {
            int line = words.line();
            int count = 1;
            if (words.skip("(")) words.until(")");
            else count = Lines.whole(line, words.next(), 1, Integer.MAX_VALUE);
            var ranks = new ArrayList<List<Integer>>();
            var seen = new HashSet<Integer>();
            while (!words.is("0")) {
                if (words.isAtEnd() || words.isQuoted()) throw new UnreadableBallots(line, "a ballot ends with 0");
                int at = words.line();
                var rank = new ArrayList<Integer>();
                String together = words.next();
                // OpenSTV writes a rank that was left out as a hyphen.
                if (!together.equals("-")) for (var one : together.split("=", -1)) rank.add(candidate(at, one));
                if (rank.stream().filter(one -> !seen.add(one)).count() > 0 && at > line)
                    throw new UnreadableBallots(
                            line, "somebody stands on this ballot and again in line " + at + "; a ballot ends with 0");
                ranks.add(rank);
            }
            words.next();
            ballots.add(new Ballot(line, count, ranks));
        }

        /// By nickname, where there are any, or by number.
        private int candidate(int line, String word) {
            return Optional.ofNullable(nicks.get(word)).orElseGet(() -> Lines.whole(line, word, 1, candidates) - 1);
        }

        private List<String> names() {
            var names = new ArrayList<String>();
            while (names.size() < candidates && words.isQuoted()) names.add(words.next());
            if (names.size() < candidates)
                throw new UnreadableBallots(
                        words.line(), "there are " + names.size() + " names for " + candidates + " candidates");
            if (new HashSet<>(names).size() < candidates)
                throw new UnreadableBallots(words.line(), "two candidates have one name");
            return names;
        }
    }

    /// The file that says this.
    public static String write(BallotFile file) {
        var names = file.ballots().candidates();
        var text = new StringBuilder(names.size() + " " + file.seats() + "\n");
        for (var one : file.withdrawn())
            text.append('-').append(names.indexOf(one) + 1).append('\n');
        for (var ballot : file.ballots().ballots()) {
            text.append(ballot.count());
            for (var rank : ballot.ranks())
                if (!rank.candidates().isEmpty())
                    text.append(' ')
                            .append(String.join(
                                    "=",
                                    rank.candidates().stream()
                                            .map(one -> String.valueOf(names.indexOf(one) + 1))
                                            .toList()));
            text.append(" 0\n");
        }
        text.append("0\n");
        for (var name : names) text.append('"').append(name.replace('"', '\'')).append("\"\n");
        return text.append('"')
                .append(file.title().replace('"', '\''))
                .append("\"\n")
                .toString();
    }
}
