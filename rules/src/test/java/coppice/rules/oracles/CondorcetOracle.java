package coppice.rules.oracles;

import coppice.rules.oracles.Oracles.Family;
import coppice.rules.oracles.Oracles.Score;
import coppice.rules.voting.Condorcet;
import coppice.rules.voting.Condorcet.Strength;
import coppice.rules.voting.PairwiseBallots;
import coppice.rules.voting.PairwiseBallots.Ranking;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `ranked/condorcet/*.json`: ballots in; matrix, winner, loser, Smith set and the rankings of every method out.
final class CondorcetOracle implements Family {
    @Override
    public Score check(Path folder) throws IOException {
        var faults = new ArrayList<String>();
        List<Path> files;
        try (var children = Files.list(folder)) {
            files = children.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
        for (var file : files) {
            String fault;
            try {
                fault = fault(JsonMapper.shared().readTree(file.toFile()));
            } catch (RuntimeException broken) {
                fault = broken.toString();
            }
            if (!fault.isEmpty()) faults.add(file.getFileName() + ": " + fault);
        }
        return new Score(files.size() - faults.size(), files.size(), faults);
    }

    private static String fault(JsonNode test) {
        var candidates = new ArrayList<String>();
        test.path("candidates").forEach(name -> candidates.add(name.asString()));
        var rankings = new ArrayList<Ranking>();
        test.path("ballots").forEach(ballot -> {
            var groups = new ArrayList<List<Integer>>();
            ballot.path("r").forEach(group -> {
                var together = new ArrayList<Integer>();
                group.forEach(number -> together.add(number.asInt()));
                groups.add(together);
            });
            rankings.add(new Ranking(ballot.path("n").asLong(), groups));
        });
        var ballots = PairwiseBallots.of(candidates, rankings);
        var expected = test.path("expected");
        for (int a = 0; a < candidates.size(); a++)
            for (int b = 0; b < candidates.size(); b++)
                if (a != b
                        && expected.path("pairwise")
                                        .path(candidates.get(a))
                                        .path(candidates.get(b))
                                        .asLong()
                                != ballots.above(a, b)) return candidates.get(a) + " above " + candidates.get(b);
        String winner = Condorcet.winner(ballots).map(candidates::get).orElse("");
        if (!winner.equals(expected.path("condorcet_winner").asString(""))) return "winner " + winner;
        String loser = Condorcet.loser(ballots).map(candidates::get).orElse("");
        if (!loser.equals(expected.path("condorcet_loser").asString(""))) return "loser " + loser;
        var smith = new TreeSet<String>();
        expected.path("smith_set").forEach(name -> smith.add(name.asString()));
        var ourSmith = new TreeSet<>(
                Condorcet.smithSet(ballots).stream().map(candidates::get).toList());
        if (!smith.equals(ourSmith)) return "Smith set " + ourSmith + " instead of " + smith;
        for (var ours : rankings(ballots).entrySet()) {
            var stated = expected.path("rankings").path(ours.getKey());
            if (stated.isMissingNode() || stated.isNull()) continue;
            var wanted = groups(stated);
            var got = ours.getValue().stream()
                    .map(group ->
                            new TreeSet<>(group.stream().map(candidates::get).toList()))
                    .toList();
            if (!wanted.equals(got)) return ours.getKey() + " " + got + " instead of " + wanted;
        }
        return "";
    }

    private static Map<String, List<List<Integer>>> rankings(PairwiseBallots ballots) {
        var all = new LinkedHashMap<String, List<List<Integer>>>();
        all.put("Schulze Winning", Condorcet.schulze(ballots, Strength.WINNING_VOTES));
        all.put("Schulze Margin", Condorcet.schulze(ballots, Strength.MARGIN));
        all.put("Ranked Pairs Winning", Condorcet.rankedPairs(ballots, Strength.WINNING_VOTES));
        all.put("Ranked Pairs Margin", Condorcet.rankedPairs(ballots, Strength.MARGIN));
        all.put("Minimax Winning", Condorcet.minimax(ballots, Strength.WINNING_VOTES));
        all.put("Minimax Margin", Condorcet.minimax(ballots, Strength.MARGIN));
        all.put("Copeland", Condorcet.copeland(ballots));
        all.put("BordaCount", Condorcet.borda(ballots));
        if (ballots.candidates().size() <= 7) all.put("Kemeny–Young", Condorcet.kemeny(ballots));
        return all;
    }

    private static List<TreeSet<String>> groups(JsonNode stated) {
        var groups = new ArrayList<TreeSet<String>>();
        stated.forEach(group -> {
            var names = new TreeSet<String>();
            group.forEach(name -> names.add(name.asString()));
            groups.add(names);
        });
        return groups;
    }
}
