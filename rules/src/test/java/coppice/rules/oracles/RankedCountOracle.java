package coppice.rules.oracles;

import coppice.rules.money.Ratio;
import coppice.rules.oracles.Oracles.Family;
import coppice.rules.oracles.Oracles.Score;
import coppice.rules.voting.InstantRunoff;
import coppice.rules.voting.RankedBallots;
import coppice.rules.voting.RankedCount;
import coppice.rules.voting.RankedCount.Fate;
import coppice.rules.voting.RankedCount.Round;
import coppice.rules.voting.RankedRules;
import coppice.rules.voting.RankedRules.Mode;
import coppice.rules.voting.RankedRules.Overvote;
import coppice.rules.voting.RankedRules.Tie;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `ranked/rctab/TEST/`: `ballots.csv` and `config.json` in, the rounds of `expected.json` out, every figure of them.
final class RankedCountOracle implements Family {
    private static final String WRITE_INS = "Undeclared Write-ins";

    @Override
    public Score check(Path folder) throws IOException {
        var faults = new ArrayList<String>();
        int total = 0;
        List<Path> tests;
        try (var children = Files.list(folder)) {
            tests = children.filter(Files::isDirectory).sorted().toList();
        }
        for (var test : tests) {
            total++;
            String fault;
            try {
                fault = fault(test);
            } catch (RuntimeException broken) {
                fault = broken.toString();
            }
            if (!fault.isEmpty()) faults.add(test.getFileName() + ": " + fault);
        }
        return new Score(total - faults.size(), total, faults);
    }

    private static String fault(Path test) throws IOException {
        var config = JsonMapper.shared().readTree(test.resolve("config.json").toFile());
        var ballots = ballots(test.resolve("ballots.csv"), config);
        var rules = rules(config, ballots.candidates());
        if (!config.path("rules").path("winnerElectionMode").asString().equals("multiPassIrv"))
            return fault(test.resolve("expected.json"), InstantRunoff.count(ballots, rules));
        int passes =
                Integer.parseInt(config.path("rules").path("numberOfWinners").asString());
        var counts = InstantRunoff.inPasses(ballots, rules, passes);
        for (int pass = 1; pass <= passes; pass++) {
            String fault = fault(test.resolve(pass + "_expected.json"), counts.get(pass - 1));
            if (!fault.isEmpty()) return "pass " + pass + ", " + fault;
        }
        return "";
    }

    /// Candidates are those of the configuration, and whoever else the ballots name; blank ones stay blank.
    static RankedBallots ballots(Path csv, JsonNode config) throws IOException {
        var names = new LinkedHashSet<String>();
        config.path("candidates")
                .forEach(candidate -> names.add(candidate.path("name").asString()));
        config.path("cvrFileSources").forEach(source -> {
            if (!source.path("undeclaredWriteInLabel").asString("").isEmpty()) names.add(WRITE_INS);
        });
        var rows = new ArrayList<List<String>>();
        try (var reader = CsvReader.builder().ofCsvRecord(csv)) {
            reader.forEach(row -> rows.add(row.getFields()));
        }
        for (var row : rows.subList(1, rows.size()))
            for (var rank : row.subList(1, row.size()))
                for (var name : rank.split("\\|", -1)) if (!name.isEmpty() && !name.equals("overvote")) names.add(name);
        var ballots = RankedBallots.builder(List.copyOf(names));
        for (var row : rows.subList(1, rows.size())) {
            var ranks = new ArrayList<RankedBallots.Rank>();
            for (var rank : row.subList(1, row.size()))
                ranks.add(
                        rank.isEmpty()
                                ? RankedBallots.Rank.SKIPPED
                                : rank.equals("overvote")
                                        ? RankedBallots.Rank.OVERVOTED
                                        : new RankedBallots.Rank(Arrays.asList(rank.split("\\|", -1)), false));
            ballots.add(Long.parseLong(row.getFirst()), ranks);
        }
        return ballots.build();
    }

    static RankedRules rules(JsonNode config, List<String> candidates) {
        var rules = config.path("rules");
        var order = new ArrayList<String>();
        var excluded = new HashSet<String>();
        config.path("candidates").forEach(candidate -> {
            order.add(candidate.path("name").asString());
            if (candidate.path("excluded").asBoolean())
                excluded.add(candidate.path("name").asString());
        });
        String percentage = rules.path("multiSeatBottomsUpPercentageThreshold").asString("");
        return new RankedRules(
                mode(rules),
                Math.max(
                        1,
                        rules.path("winnerElectionMode").asString().equals("multiPassIrv")
                                ? 1
                                : whole(rules, "numberOfWinners", 1)),
                switch (rules.path("tiebreakMode").asString()) {
                    case "random" -> Tie.RANDOM;
                    case "previousRoundCountsThenRandom" -> Tie.PREVIOUS_ROUNDS_THEN_RANDOM;
                    case "generatePermutation" -> Tie.PERMUTATION;
                    default -> Tie.CANDIDATE_ORDER;
                },
                whole(rules, "randomSeed", 0),
                order,
                switch (rules.path("overvoteRule").asString()) {
                    case "exhaustImmediately" -> Overvote.EXHAUST_IMMEDIATELY;
                    case "exhaustIfMultipleContinuing" -> Overvote.EXHAUST_IF_MULTIPLE_CONTINUING;
                    default -> Overvote.SKIP_TO_NEXT_RANK;
                },
                whole(rules, "maxSkippedRanksAllowed", RankedRules.UNLIMITED),
                whole(rules, "maxRankingsAllowed", RankedRules.UNLIMITED),
                rules.path("exhaustOnDuplicateCandidate").asBoolean(),
                whole(rules, "decimalPlacesForVoteArithmetic", 4),
                whole(rules, "minimumVoteThreshold", 0),
                rules.path("batchElimination").asBoolean(),
                rules.path("continueUntilTwoCandidatesRemain").asBoolean(),
                rules.path("doesFirstRoundDetermineThreshold").asBoolean(),
                rules.path("nonIntegerWinningThreshold").asBoolean(),
                rules.path("hareQuota").asBoolean(),
                percentage.isEmpty() ? Ratio.ZERO : Ratio.parse(percentage).dividedBy(Ratio.of(100)),
                excluded,
                whole(rules, "stopTabulationEarlyAfterRound", RankedRules.UNLIMITED),
                candidates.contains(WRITE_INS) ? WRITE_INS : "");
    }

    private static Mode mode(JsonNode rules) {
        return switch (rules.path("winnerElectionMode").asString()) {
            case "multiWinnerAllowMultipleWinnersPerRound" -> Mode.MULTI_WINNER;
            case "multiWinnerAllowOnlyOneWinnerPerRound" -> Mode.MULTI_WINNER_ONE_PER_ROUND;
            case "bottomsUp" -> Mode.BOTTOMS_UP;
            case "bottomsUpUsingPercentageThreshold" ->
                rules.path("cutoffElimination").asBoolean()
                        ? Mode.BOTTOMS_UP_AT_ONCE_TO_PERCENTAGE
                        : Mode.BOTTOMS_UP_TO_PERCENTAGE;
            default -> Mode.SINGLE_WINNER;
        };
    }

    private static int whole(JsonNode rules, String name, int otherwise) {
        String text = rules.path(name).asString("");
        return text.isEmpty() || text.equals("max") || text.equals("unlimited") ? otherwise : Integer.parseInt(text);
    }

    private static String fault(Path file, RankedCount count) {
        var expected = JsonMapper.shared().readTree(file.toFile());
        var rounds = expected.path("results");
        for (int i = 0; i < Math.min(rounds.size(), count.rounds().size()); i++) {
            String fault = fault(rounds.get(i), count.rounds().get(i));
            if (!fault.isEmpty()) return "round " + (i + 1) + ": " + fault;
        }
        if (rounds.size() != count.rounds().size())
            return count.rounds().size() + " rounds instead of " + rounds.size();
        var summary = expected.path("summary");
        if (!summary.path("totalNumBallots").asString().equals(String.valueOf(count.ballots())))
            return count.ballots() + " ballots";
        if (summary.path("undervotes").asLong() != count.undervotes()) return count.undervotes() + " undervotes";
        return "";
    }

    private static String fault(JsonNode expected, Round round) {
        var tally = figures(expected.path("tally"));
        if (!tally.equals(new TreeMap<>(round.tally()))) return "tally " + round.tally() + " instead of " + tally;
        var threshold = Ratio.parse(expected.path("threshold").asString());
        if (!threshold.equals(round.threshold())) return "threshold " + round.threshold() + " instead of " + threshold;
        var inactive = figures(expected.path("inactiveBallots"));
        var ours = new TreeMap<>(Map.of(
                "exhaustedChoices", round.inactive().exhausted(),
                "overvotes", round.inactive().overvotes(),
                "repeatedRankings", round.inactive().repeated(),
                "skippedRankings", round.inactive().skipped()));
        if (inactive.containsKey("finalRoundSurplus"))
            ours.put("finalRoundSurplus", round.inactive().surplus());
        if (!inactive.equals(ours)) return "inactive " + ours + " instead of " + inactive;
        var fates = new TreeMap<String, String>();
        for (var fate : round.fates()) fates.put(fate.candidate(), said(fate));
        var wanted = new TreeMap<String, String>();
        for (var fate : expected.path("tallyResults")) {
            boolean isElected = fate.has("elected");
            wanted.put(
                    fate.path(isElected ? "elected" : "eliminated").asString(),
                    isElected + " " + figures(fate.path("transfers")));
        }
        return fates.equals(wanted) ? "" : "fates " + fates + " instead of " + wanted;
    }

    private static String said(Fate fate) {
        var transfers = new TreeMap<>(fate.transfers());
        if (fate.exhausted().signum() != 0) transfers.put("exhausted", fate.exhausted());
        if (fate.residual().signum() != 0) transfers.put("residual surplus", fate.residual());
        return fate.isElected() + " " + transfers;
    }

    private static TreeMap<String, Ratio> figures(JsonNode node) {
        var figures = new TreeMap<String, Ratio>();
        node.forEachEntry((name, figure) -> {
            var value = Ratio.parse(figure.asString());
            if (!name.equals("residual surplus") || value.signum() != 0) figures.put(name, value);
        });
        return figures;
    }
}
