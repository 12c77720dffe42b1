package coppice.server.site.cli;

import coppice.rules.voting.RankedBallots;
import coppice.rules.voting.RankedBallots.Rank;
import coppice.rules.voting.ScoreBallots;
import coppice.rules.voting.files.BallotFile;
import coppice.rules.voting.files.BallotFormat;
import coppice.rules.voting.files.UnreadableBallots;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
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

    BallotFile read() {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        try {
            var format = BallotFormat.of(name);
            if (format.isPresent()) {
                checkSize();
                return format.get().parse(Acting.text(file));
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
        var lines = new LinkedHashMap<String, long[]>();
        String header;
        try (var reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            header = reader.readLine();
            if (header == null) throw new CoppiceCommand.Trouble("The file " + file + " is empty.");
            for (String line = reader.readLine(); line != null; line = reader.readLine())
                if (!line.isEmpty()) lines.computeIfAbsent(line, _ -> new long[1])[0]++;
        } catch (IOException unreadable) {
            throw new CoppiceCommand.Trouble("The file " + file + " cannot be read as UTF-8 text.");
        }
        boolean isCounted = header.strip().startsWith("count");
        var rows = new ArrayList<List<String>>();
        var counts = new ArrayList<Long>();
        var names = new TreeSet<String>();
        lines.forEach((line, times) -> {
            var fields = fields(line);
            var ranks = isCounted ? fields.subList(1, fields.size()) : fields;
            counts.add(Math.multiplyExact(times[0], isCounted ? number(fields.getFirst(), line) : 1));
            rows.add(ranks);
            for (var rank : ranks)
                if (!rank.isEmpty() && !rank.equals("overvote")) names.addAll(Arrays.asList(rank.split("\\|", -1)));
        });
        if (names.isEmpty()) throw new CoppiceCommand.Trouble("Nobody is named in " + file + ".");
        var ballots = RankedBallots.builder(List.copyOf(names));
        for (int i = 0; i < rows.size(); i++)
            ballots.add(
                    counts.get(i), rows.get(i).stream().map(BallotReader::rank).toList());
        return new BallotFile(
                "", 1, Set.of(), List.copyOf(names), ballots.build(), ScoreBallots.none(List.copyOf(names)));
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
