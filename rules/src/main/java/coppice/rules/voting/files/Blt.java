package coppice.rules.voting.files;

import coppice.rules.voting.RankedBallots;
import coppice.rules.voting.ScoreBallots;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// BLT: how many stand and are elected, who is withdrawn, a line a pattern, a closing 0, the names in quotes.
/// Comments begin with `#`. Of option lines `[nick …]`, `[withdrawn …]` and `[tie …]` are understood and others
/// passed over.
public final class Blt {
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|[^\\s\"]+");

    private Blt() {}

    private record Line(int number, List<String> words, boolean isQuoted, boolean isOption) {}

    /// How candidates are named on ballots: by number, or by the nicknames that an option line gives them.
    private record Names(List<String> names, Map<String, Integer> nicks) {
        String of(int line, String word) {
            Integer nick = nicks.get(word);
            return names.get(nick != null ? nick : number(line, word, 1, names.size()) - 1);
        }
    }

    static BallotFile parse(String text) {
        var all = lines(text);
        var lines = all.stream().filter(line -> !line.isOption()).toList();
        if (lines.isEmpty()) throw new UnreadableBallots(1, "the file is empty");
        var head = lines.getFirst();
        if (head.words().size() != 2)
            throw new UnreadableBallots(head.number(), "the first line says candidates and seats");
        int candidates = whole(head, 0, 1, BallotFile.MOST_CANDIDATES);
        int seats = whole(head, 1, 1, candidates);
        int end = 1;
        while (end < lines.size() && !lines.get(end).isQuoted()) end++;
        var names = new Names(
                names(
                        lines.subList(end, lines.size()),
                        candidates,
                        lines.getLast().number()),
                new HashMap<>());
        var withdrawn = new HashSet<String>();
        var tieOrder = new ArrayList<String>();
        for (var option : all) if (option.isOption()) option(option, names, withdrawn, tieOrder);
        var ballots = ballots(lines.subList(1, end), lines.getLast().number(), names, withdrawn);
        String title = lines.size() > end + candidates ? lines.getLast().words().getFirst() : "";
        return new BallotFile(
                title,
                seats,
                withdrawn,
                BallotFile.inOrder(tieOrder, names.names()),
                ballots,
                ScoreBallots.none(names.names()));
    }

    private static void option(Line line, Names names, Set<String> withdrawn, List<String> tieOrder) {
        var words = line.words().subList(1, line.words().size());
        switch (line.words().getFirst()) {
            case "nick" -> {
                if (words.size() != names.names().size())
                    throw new UnreadableBallots(
                            line.number(),
                            "there are " + words.size() + " nicknames for "
                                    + names.names().size() + " candidates");
                for (var word : words) names.nicks().put(word, names.nicks().size());
            }
            case "withdrawn" -> words.forEach(word -> withdrawn.add(names.of(line.number(), word)));
            case "tie" -> words.forEach(word -> tieOrder.add(names.of(line.number(), word)));
            default -> {
                // for other programs
            }
        }
    }

    private static RankedBallots ballots(List<Line> lines, int last, Names names, Set<String> withdrawn) {
        var ballots = RankedBallots.builder(names.names());
        boolean isClosed = false;
        for (var line : lines) {
            if (isClosed) throw new UnreadableBallots(line.number(), "there is a ballot after the closing 0");
            String first = line.words().getFirst();
            if (first.startsWith("-")) {
                for (int i = 0; i < line.words().size(); i++)
                    withdrawn.add(
                            names.names().get(-whole(line, i, -names.names().size(), -1) - 1));
            } else if (first.equals("0") && line.words().size() == 1) {
                isClosed = true;
            } else {
                ballots.add(whole(line, 0, 1, Integer.MAX_VALUE), ranks(line, names));
            }
        }
        if (!isClosed) throw new UnreadableBallots(last, "the closing 0 is missing");
        return ballots.build();
    }

    private static List<Line> lines(String text) {
        var lines = new ArrayList<Line>();
        int number = 0;
        for (var raw : text.replace("\u001A", "").lines().toList()) {
            number++;
            String line = raw.strip();
            if (!line.startsWith("\"") && line.indexOf('#') >= 0)
                line = line.substring(0, line.indexOf('#')).strip();
            if (line.isEmpty()) continue;
            boolean isOption = line.startsWith("[");
            if (isOption) line = line.substring(1, line.endsWith("]") ? line.length() - 1 : line.length());
            var words = new ArrayList<String>();
            var match = WORD.matcher(line);
            while (match.find()) words.add(match.group(1) == null ? match.group() : match.group(1));
            if (!words.isEmpty()) lines.add(new Line(number, words, line.startsWith("\""), isOption));
        }
        return lines;
    }

    private static List<String> names(List<Line> quoted, int candidates, int last) {
        var names = new ArrayList<String>();
        for (var line : quoted) for (var name : line.words()) if (names.size() < candidates) names.add(name);
        if (names.size() < candidates)
            throw new UnreadableBallots(last, "there are " + names.size() + " names for " + candidates + " candidates");
        if (new HashSet<>(names).size() < candidates) throw new UnreadableBallots(last, "two candidates have one name");
        return names;
    }

    private static List<RankedBallots.Rank> ranks(Line line, Names names) {
        var words = line.words();
        if (!words.getLast().equals("0")) throw new UnreadableBallots(line.number(), "a ballot ends with 0");
        var ranks = new ArrayList<RankedBallots.Rank>();
        for (var word : words.subList(1, words.size() - 1)) {
            var together = new ArrayList<String>();
            for (var part : word.split("=", -1)) together.add(names.of(line.number(), part));
            ranks.add(new RankedBallots.Rank(together, false));
        }
        return ranks;
    }

    private static int whole(Line line, int word, int least, int most) {
        return number(line.number(), line.words().get(word), least, most);
    }

    private static int number(int line, String text, int least, int most) {
        return Lines.whole(line, text, least, most);
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
