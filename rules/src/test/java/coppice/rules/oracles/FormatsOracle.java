package coppice.rules.oracles;

import coppice.rules.oracles.Oracles.Family;
import coppice.rules.oracles.Oracles.Score;
import coppice.rules.voting.Condorcet;
import coppice.rules.voting.PairwiseBallots;
import coppice.rules.voting.RankedBallots;
import coppice.rules.voting.files.BallotFile;
import coppice.rules.voting.files.BallotFormat;
import coppice.rules.voting.files.Blt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `formats/FORMAT/`: files of ballots in. What is written of one as BLT reads the same again. Where
/// `ranked/condorcet` has an election of as many candidates and ballots, and many of them, one of those must agree in
/// every comparison
/// of two; and where a file `expected.csv` stands beside it, how many stand, how many voted and who beats everyone must
/// be as counted there by hand.
final class FormatsOracle {
    /// Fewer ballots than these may be another election's.
    private static final long MANY = 200;

    private static final String STATED = "expected.csv";

    private FormatsOracle() {}

    static final Family FAMILY = folder -> {
        var faults = new ArrayList<String>();
        List<Path> files;
        try (var children = Files.list(folder)) {
            files = children.filter(file -> !file.endsWith(STATED)).sorted().toList();
        }
        for (var file : files) {
            String fault;
            try {
                fault = fault(folder, file);
            } catch (RuntimeException broken) {
                fault = broken.toString();
            }
            if (!fault.isEmpty()) faults.add(file.getFileName() + ": " + fault);
        }
        return new Score(files.size() - faults.size(), files.size(), faults);
    };

    private static String fault(Path folder, Path path) throws IOException {
        String name = path.getFileName().toString();
        var file = BallotFormat.of(name).orElseThrow().parse(Files.readAllBytes(path));
        var pairs = PairwiseBallots.of(file.ballots());
        if (!file.ballots().candidates().isEmpty()) {
            var again = BallotFormat.BLT.parse(Blt.write(file));
            if (!again.ballots().ballots().equals(withoutSkipped(file))) return "reads otherwise when written as BLT";
        }
        var same = sameElections(folder.resolveSibling("../ranked/condorcet"), file);
        var faults = same.stream().map(one -> fault(file, pairs, one)).toList();
        if (!faults.isEmpty() && !faults.contains("")) return faults.getFirst();
        var stated = folder.resolve(STATED);
        if (!Files.exists(stated)) return "";
        String ours = name + "," + file.ballots().candidates().size() + ","
                + file.ballots().count() + ","
                + Condorcet.winner(pairs)
                        .map(file.ballots().candidates()::get)
                        .orElse("-")
                        .replace("\"", "");
        return Files.readAllLines(stated).contains(ours) ? "" : ours + " is not in " + STATED;
    }

    /// BLT knows no ranks without names, and no quotes in them.
    private static List<RankedBallots.Ballot> withoutSkipped(BallotFile file) {
        return file.ballots().ballots().stream()
                .map(ballot -> new RankedBallots.Ballot(
                        ballot.count(),
                        ballot.ranks().stream()
                                .filter(rank -> !rank.candidates().isEmpty())
                                .map(rank -> new RankedBallots.Rank(
                                        rank.candidates().stream()
                                                .map(one -> one.replace('"', '\''))
                                                .toList(),
                                        false))
                                .toList()))
                .toList();
    }

    private static List<JsonNode> sameElections(Path condorcet, BallotFile file) throws IOException {
        if (!Files.isDirectory(condorcet)) return List.of();
        try (var children = Files.list(condorcet)) {
            return children.filter(path -> path.toString().endsWith(".json"))
                    .sorted()
                    .map(path -> JsonMapper.shared().readTree(path.toFile()))
                    .filter(one -> one.path("candidates").size()
                                    == file.ballots().candidates().size()
                            && one.path("total").asLong() == marked(file)
                            && marked(file) > MANY)
                    .toList();
        }
    }

    private static long marked(BallotFile file) {
        return file.ballots().ballots().stream()
                .filter(ballot -> !ballot.ranks().isEmpty())
                .mapToLong(ballot -> ballot.count())
                .sum();
    }

    private static String fault(BallotFile file, PairwiseBallots pairs, JsonNode stated) {
        var names = new ArrayList<String>();
        stated.path("candidates").forEach(one -> names.add(one.asString()));
        for (int a = 0; a < names.size(); a++)
            for (int b = 0; b < names.size(); b++) {
                long wanted = stated.path("expected")
                        .path("pairwise")
                        .path(names.get(a))
                        .path(names.get(b))
                        .asLong();
                if (a != b && pairs.above(a, b) != wanted)
                    return names.get(a) + " above " + names.get(b) + ": " + pairs.above(a, b) + " instead of " + wanted;
            }
        return "";
    }
}
