package coppice.server.site.cli;

import coppice.rules.money.Ratio;
import coppice.rules.voting.BltFile;
import coppice.rules.voting.InstantRunoff;
import coppice.rules.voting.RankedBallots;
import coppice.rules.voting.RankedBallots.Rank;
import coppice.rules.voting.RankedCount;
import coppice.rules.voting.RankedRules;
import coppice.rules.voting.RankedRules.Mode;
import coppice.rules.voting.RankedRules.Overvote;
import coppice.rules.voting.RankedRules.Tie;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;

@Command(
        name = "count",
        description = "Counts a file of ranked ballots and prints every round. Needs no server.",
        footer = {
            "",
            "FILE is BLT, or CSV with the columns count (if you like) and rank1, rank2 and so on: a name a rank, empty",
            "where it was skipped, A|B or overvote where more were marked than may be. Rules are irv (instant runoff, one",
            "winner) and transfers (several winners; what is above the threshold is passed on)."
        },
        mixinStandardHelpOptions = true)
final class CountCommand implements Callable<Integer> {
    private enum Rule {
        IRV,
        TRANSFERS
    }

    @Parameters(paramLabel = "FILE")
    private Path file;

    @Option(names = "--rule", required = true, description = "irv or transfers")
    private Rule rule;

    @Option(
            names = "--seats",
            defaultValue = "0",
            description = "how many are elected (default: what a BLT file says, or 1)")
    private int seats;

    @Option(
            names = "--tie",
            defaultValue = "candidate_order",
            description = "random, previous_rounds_then_random, permutation, candidate_order (default)")
    private Tie tie;

    @Option(names = "--seed", defaultValue = "0", description = "the published seed that chance is drawn from")
    private long seed;

    @Option(
            names = "--overvote",
            defaultValue = "skip_to_next_rank",
            description = "exhaust_immediately, skip_to_next_rank (default), exhaust_if_multiple_continuing")
    private Overvote overvote;

    @Option(names = "--max-skipped-ranks", description = "a longer gap exhausts a ballot (default: no gap does)")
    private int maxSkipped = RankedRules.UNLIMITED;

    @Option(names = "--batch", description = "eliminate all at once who cannot reach the next one together")
    private boolean batch;

    @Option(names = "--write-ins", defaultValue = "", description = "the name that stands for undeclared write-ins")
    private String writeIns;

    @Option(names = "--json", description = "print the count as JSON")
    private boolean json;

    private record Given(RankedBallots ballots, int seats, Set<String> withdrawn) {}

    @Override
    public Integer call() {
        var given = read();
        int winners = seats > 0 ? seats : rule == Rule.IRV ? 1 : given.seats();
        if (rule == Rule.IRV && winners != 1)
            throw new CoppiceCommand.Trouble("Instant runoff elects one; --rule transfers elects several.");
        var plain = RankedRules.instantRunoff(given.ballots().candidates());
        var count = InstantRunoff.count(
                given.ballots(),
                new RankedRules(
                        rule == Rule.IRV ? Mode.SINGLE_WINNER : Mode.MULTI_WINNER,
                        winners,
                        tie,
                        seed,
                        plain.order(),
                        overvote,
                        maxSkipped,
                        RankedRules.UNLIMITED,
                        false,
                        plain.decimals(),
                        0,
                        batch,
                        false,
                        false,
                        false,
                        false,
                        Ratio.ZERO,
                        given.withdrawn(),
                        writeIns));
        System.out.print(json ? JsonMapper.shared().writeValueAsString(plain(count)) + "\n" : readable(count));
        return 0;
    }

    private Given read() {
        try {
            String name = String.valueOf(file.getFileName());
            if (name.endsWith(".blt")) {
                var blt = BltFile.parse(Acting.text(file));
                return new Given(blt.ballots(), blt.seats(), blt.withdrawn());
            }
            return new Given(csv(), 1, Set.of());
        } catch (BltFile.Unreadable unreadable) {
            throw new CoppiceCommand.Trouble(
                    "Line " + unreadable.line() + " of " + file + ": " + unreadable.getMessage() + ".");
        }
    }

    /// Equal lines are read once: a million ballots are a few thousand patterns.
    private RankedBallots csv() {
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
                    counts.get(i), rows.get(i).stream().map(CountCommand::rank).toList());
        return ballots.build();
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

    private static String figure(Ratio ratio) {
        return new BigDecimal(ratio.numerator())
                .divide(new BigDecimal(ratio.denominator()), 9, RoundingMode.DOWN)
                .stripTrailingZeros()
                .toPlainString();
    }

    private static String readable(RankedCount count) {
        var text = new StringBuilder("%,d ballots, %,d of them blank%n".formatted(count.ballots(), count.undervotes()));
        for (var round : count.rounds()) {
            text.append("%nRound %d: %s elect%n".formatted(round.number(), figure(round.threshold())));
            round.tally().entrySet().stream()
                    .sorted(Map.Entry.<String, Ratio>comparingByValue().reversed())
                    .forEach(line -> text.append("%12s  %s%n".formatted(figure(line.getValue()), line.getKey())));
            var inactive = round.inactive();
            text.append("%12s  count for nobody any more%n"
                    .formatted(figure(inactive.exhausted()
                            .plus(inactive.overvotes())
                            .plus(inactive.repeated())
                            .plus(inactive.skipped())
                            .plus(inactive.surplus()))));
            for (var broken : count.ties())
                if (broken.round() == round.number())
                    text.append("%s %s a tie among %s, by %s%n"
                            .formatted(
                                    broken.chosen(),
                                    broken.isWinner() ? "wins" : "loses",
                                    String.join(", ", broken.among()),
                                    broken.rule()
                                            .name()
                                            .toLowerCase(java.util.Locale.ROOT)
                                            .replace('_', ' ')));
            for (var fate : round.fates())
                text.append("%s %s%n".formatted(fate.candidate(), fate.isElected() ? "is elected" : "goes out"));
        }
        return text.append("%nElected: %s%n".formatted(String.join(", ", count.elected())))
                .toString();
    }

    private static Map<String, Object> plain(RankedCount count) {
        var rounds = new ArrayList<Map<String, Object>>();
        for (var round : count.rounds()) {
            var fates = new ArrayList<Map<String, Object>>();
            for (var fate : round.fates()) {
                var one = new LinkedHashMap<String, Object>();
                one.put(fate.isElected() ? "elected" : "eliminated", fate.candidate());
                one.put("transfers", figures(fate.transfers()));
                one.put("exhausted", figure(fate.exhausted()));
                fates.add(one);
            }
            var one = new LinkedHashMap<String, Object>();
            one.put("round", round.number());
            one.put("threshold", figure(round.threshold()));
            one.put("tally", figures(round.tally()));
            one.put("results", fates);
            rounds.add(one);
        }
        var all = new LinkedHashMap<String, Object>();
        all.put("ballots", count.ballots());
        all.put("undervotes", count.undervotes());
        all.put("elected", count.elected());
        all.put("rounds", rounds);
        all.put("ties", count.ties());
        return all;
    }

    private static Map<String, String> figures(Map<String, Ratio> ratios) {
        var figures = new LinkedHashMap<String, String>();
        ratios.forEach((name, ratio) -> figures.put(name, figure(ratio)));
        return figures;
    }
}
