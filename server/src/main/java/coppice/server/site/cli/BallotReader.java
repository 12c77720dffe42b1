package coppice.server.site.cli;

import coppice.rules.voting.RankedBallots;
import coppice.rules.voting.RankedBallots.Rank;
import coppice.rules.voting.ScoreBallots;
import coppice.rules.voting.files.BallotFile;
import coppice.rules.voting.files.BallotFormat;
import coppice.rules.voting.files.UnreadableBallots;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/// Reads files of ballots, by the ending of their names; bounded in memory whatever they hold.
///
/// @param contest which one is meant where a file holds several; empty: the only one
record BallotReader(Path file, String contest) {
    /// A file of one of the formats that are read as a whole.
    private static final long LARGEST = 100L * 1024 * 1024;

    private static final int LONGEST_HEADER = 1 << 20;

    BallotFile read() {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        try {
            var format = BallotFormat.of(name);
            if (format.isPresent()) {
                checkSize();
                return format.get().parse(Acting.bytes(file));
            }
            if (name.endsWith(".json")) {
                checkSize();
                return CastVoteRecords.json(file, contest);
            }
            if (name.endsWith(".xml")) {
                checkSize();
                return CastVoteRecords.xml(file, contest);
            }
            return csv();
        } catch (UnreadableBallots unreadable) {
            throw new CoppiceCommand.Trouble(
                    "Line " + unreadable.line() + " of " + file + ": " + unreadable.getMessage() + ".");
        }
    }

    private void checkSize() {
        try {
            if (Files.size(file) > LARGEST)
                throw new CoppiceCommand.Trouble("The file " + file
                        + " is larger than 100 MB. As CSV, a ballot a line or with counts, it can be any size.");
        } catch (IOException absent) {
            throw new CoppiceCommand.Trouble("The file " + file + " cannot be read.");
        }
    }

    /// Equal lines are read once: a million ballots are a few thousand patterns.
    private BallotFile csv() {
        List<EqualLines.Line> lines;
        String header;
        try (var in = Files.newInputStream(file)) {
            header = header(in);
            lines = EqualLines.of(in);
        } catch (IOException unreadable) {
            throw new CoppiceCommand.Trouble("The file " + file + " cannot be read as UTF-8 text.");
        }
        if (header.isEmpty()) throw new CoppiceCommand.Trouble("The file " + file + " is empty.");
        boolean isCounted = header.strip().startsWith("count");
        var rows = new ArrayList<List<String>>();
        var counts = new ArrayList<Long>();
        var names = new TreeSet<String>();
        for (var one : lines) {
            var line = one.text();
            var fields = fields(line);
            var ranks = isCounted ? fields.subList(1, fields.size()) : fields;
            counts.add(Math.multiplyExact(one.times(), isCounted ? number(fields.getFirst(), line) : 1));
            rows.add(ranks);
            for (var rank : ranks)
                if (!rank.isEmpty() && !rank.equals("overvote")) names.addAll(Arrays.asList(rank.split("\\|", -1)));
        }
        if (names.isEmpty()) throw new CoppiceCommand.Trouble("Nobody is named in " + file + ".");
        var ballots = RankedBallots.builder(List.copyOf(names));
        for (int i = 0; i < rows.size(); i++)
            ballots.add(
                    counts.get(i), rows.get(i).stream().map(BallotReader::rank).toList());
        return new BallotFile(
                "", 1, Set.of(), List.copyOf(names), ballots.build(), ScoreBallots.none(List.copyOf(names)));
    }

    private static String header(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int one = in.read(); one >= 0 && one != '\n' && line.size() < LONGEST_HEADER; one = in.read())
            line.write(one);
        return line.toString(StandardCharsets.UTF_8).strip();
    }

    private static Rank rank(String text) {
        if (text.isEmpty()) return Rank.SKIPPED;
        if (text.equals("overvote")) return Rank.OVERVOTED;
        return new Rank(new ArrayList<>(new HashSet<>(Arrays.asList(text.split("\\|", -1)))), false);
    }

    private List<String> fields(String line) {
        boolean isWhole = line.chars().filter(letter -> letter == '"').count() % 2 == 0;
        try (var reader = CsvReader.builder().ofCsvRecord(line)) {
            if (isWhole) return reader.iterator().next().getFields();
        } catch (IOException | RuntimeException broken) {
            // said below
        }
        throw new CoppiceCommand.Trouble("This line of " + file + " is not CSV: " + shown(line));
    }

    private long number(String text, String line) {
        if (!text.matches("[1-9][0-9]{0,11}"))
            throw new CoppiceCommand.Trouble(
                    "\"" + shown(text) + "\" is not a count of ballots, in this line of " + file + ": " + shown(line));
        return Long.parseLong(text);
    }

    private static String shown(String text) {
        return text.length() > 80 ? text.substring(0, 80) + "…" : text;
    }
}
