package coppice.rules.voting;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Ballots as counting programs exchange them (BLT): how many stand and are elected, who is withdrawn, a line a
/// pattern, a closing 0, the names in quotes.
///
/// @param withdrawn who stands on the ballots and cannot be elected
public record BltFile(String title, int seats, Set<String> withdrawn, RankedBallots ballots) {
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|[^\\s\"]+");
    private static final int MOST_CANDIDATES = 10_000;

    /// A file that cannot be read.
    @SuppressWarnings("serial")
    public static final class Unreadable extends RuntimeException {
        private final int line;

        Unreadable(int line, String what) {
            super(what);
            this.line = line;
        }

        public int line() {
            return line;
        }
    }

    private record Line(int number, List<String> words, boolean isQuoted) {}

    /// Reads a file; comments begin with `#`, option lines with `[`.
    ///
    /// @throws Unreadable with the line and what is wrong there
    public static BltFile parse(String text) {
        var lines = lines(text);
        if (lines.isEmpty()) throw new Unreadable(1, "the file is empty");
        var head = lines.getFirst();
        if (head.words().size() != 2) throw new Unreadable(head.number(), "the first line says candidates and seats");
        int candidates = whole(head, 0, 1, MOST_CANDIDATES);
        int seats = whole(head, 1, 1, candidates);
        int end = 1;
        while (end < lines.size() && !lines.get(end).isQuoted()) end++;
        var names = names(
                lines.subList(end, lines.size()), candidates, lines.getLast().number());
        var withdrawn = new HashSet<String>();
        var ballots = RankedBallots.builder(names);
        boolean isClosed = false;
        for (var line : lines.subList(1, end)) {
            if (isClosed) throw new Unreadable(line.number(), "there is a ballot after the closing 0");
            String first = line.words().getFirst();
            if (first.startsWith("-")) {
                for (int i = 0; i < line.words().size(); i++)
                    withdrawn.add(names.get(-whole(line, i, -candidates, -1) - 1));
            } else if (first.equals("0") && line.words().size() == 1) {
                isClosed = true;
            } else {
                ballots.add(whole(line, 0, 1, Integer.MAX_VALUE), ranks(line, names));
            }
        }
        if (!isClosed) throw new Unreadable(lines.getLast().number(), "the closing 0 is missing");
        String title = lines.size() > end + candidates ? lines.getLast().words().getFirst() : "";
        return new BltFile(title, seats, withdrawn, ballots.build());
    }

    private static List<Line> lines(String text) {
        var lines = new ArrayList<Line>();
        int number = 0;
        for (var raw :
                (text.startsWith("\uFEFF") ? text.substring(1) : text).lines().toList()) {
            number++;
            String line = raw.strip();
            if (!line.startsWith("\"") && line.indexOf('#') >= 0)
                line = line.substring(0, line.indexOf('#')).strip();
            if (line.isEmpty() || line.startsWith("[")) continue;
            var words = new ArrayList<String>();
            var match = WORD.matcher(line);
            while (match.find()) words.add(match.group(1) == null ? match.group() : match.group(1));
            if (!words.isEmpty()) lines.add(new Line(number, words, line.startsWith("\"")));
        }
        return lines;
    }

    private static List<String> names(List<Line> quoted, int candidates, int last) {
        var names = new ArrayList<String>();
        for (var line : quoted) for (var name : line.words()) if (names.size() < candidates) names.add(name);
        if (names.size() < candidates)
            throw new Unreadable(last, "there are " + names.size() + " names for " + candidates + " candidates");
        if (new HashSet<>(names).size() < candidates) throw new Unreadable(last, "two candidates have one name");
        return names;
    }

    private static List<RankedBallots.Rank> ranks(Line line, List<String> names) {
        var words = line.words();
        if (!words.getLast().equals("0")) throw new Unreadable(line.number(), "a ballot ends with 0");
        var ranks = new ArrayList<RankedBallots.Rank>();
        for (var word : words.subList(1, words.size() - 1)) {
            var together = new ArrayList<String>();
            for (var part : word.split("=", -1))
                together.add(names.get(number(line.number(), part, 1, names.size()) - 1));
            ranks.add(new RankedBallots.Rank(together, false));
        }
        return ranks;
    }

    private static int whole(Line line, int word, int least, int most) {
        return number(line.number(), line.words().get(word), least, most);
    }

    private static int number(int line, String text, int least, int most) {
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) return number;
        } catch (NumberFormatException notANumber) {
            // said below
        }
        throw new Unreadable(line, "\"" + text + "\" is not a whole number from " + least + " to " + most);
    }
}
