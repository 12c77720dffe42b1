package coppice.rules.oracles;

import coppice.rules.oracles.Oracles.Family;
import coppice.rules.oracles.Oracles.Score;
import coppice.rules.voting.Condorcet;
import coppice.rules.voting.PairwiseBallots;
import coppice.rules.voting.files.BallotFile;
import coppice.rules.voting.files.BallotFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `formats/FORMAT/`: files of ballots in. Where `ranked/condorcet` has the same election every comparison of two
/// must agree; of the others it is stated here how many stand, how many voted and who beats everyone, counted by
/// hand.
final class FormatsOracle {
    private static final Map<String, String> SAME = Map.of(
            "burl2009-withratings.abif", "burlington_mayor_2009",
            "fromDebianExpectedFile.cvotes", "debian_leader_2020",
            "leader2006_tally.txt", "debian_leader_2006",
            "leader2020_tally.txt", "debian_leader_2020",
            "A1.HIL", "tideman_A1",
            "A60.HIL", "tideman_A60");

    private static final Map<String, String> STATED = Map.ofEntries(
            Map.entry("jman722-example.abif", "8 24 -"),
            Map.entry("leadingspace-tenn.abif", "4 100 Nash"),
            Map.entry("mock-all-blank.abif", "0 100 -"),
            Map.entry("mock-one-cand.abif", "1 100 A"),
            Map.entry("mock-scorestar-tie.abif", "3 10 -"),
            Map.entry("mock-twotie.abif", "16 22222244 -"),
            Map.entry("one-A-LF.abif", "1 1 A"),
            Map.entry("one-A.abif", "1 1 A"),
            Map.entry("sf2018special-results.abif", "13 254016 LONDON BREED"),
            Map.entry("tennessee-example-STAR-score-difference.abif", "4 100 Nashville, TN"),
            Map.entry("tennessee-example-STAR.abif", "4 100 Nashville, TN"),
            Map.entry("tennessee-example-blank-prefstr.abif", "4 1000 Nash"),
            Map.entry("tennessee-example-nested-quote.abif", "4 1000 \"Nash\" Nash"),
            Map.entry("tennessee-example-overvote-01.abif", "4 100 Nash"),
            Map.entry("tennessee-example-overvote-03.abif", "4 100 Nash"),
            Map.entry("tennessee-example-simple.abif", "4 100 Nash"),
            Map.entry("tennessee-vice-capital.abif", "4 100 Murfreesboro"),
            Map.entry("tn-example-missing-scores.abif", "4 100 Nashville, TN"),
            Map.entry("A03.cvotes", "15 989 6"),
            Map.entry("fromDavidHillExpectedFile.cvotes", "3 213 3"),
            Map.entry("test1.cvotes", "3 1 A"),
            Map.entry("test3.cvotes", "3 700 C"),
            Map.entry("test1.toi", "6 5 -"),
            Map.entry("test3.toc", "4 5 a"));

    private FormatsOracle() {}

    static final Family FAMILY = folder -> {
        var faults = new ArrayList<String>();
        List<Path> files;
        try (var children = Files.list(folder)) {
            files = children.sorted().toList();
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
        var file = BallotFormat.of(name).orElseThrow().parse(Files.readString(path));
        var pairs = PairwiseBallots.of(file.ballots());
        String same = SAME.get(name);
        if (same != null) {
            var json = folder.resolveSibling("../ranked/condorcet/" + same + ".json");
            return fault(file, pairs, JsonMapper.shared().readTree(json.toFile()));
        }
        String ours = file.ballots().candidates().size() + " " + file.ballots().count() + " "
                + Condorcet.winner(pairs).map(file.ballots().candidates()::get).orElse("-");
        return ours.equals(STATED.get(name)) ? "" : ours + " instead of " + STATED.get(name);
    }

    private static String fault(BallotFile file, PairwiseBallots pairs, JsonNode stated) {
        var names = new ArrayList<String>();
        stated.path("candidates").forEach(one -> names.add(one.asString()));
        long marked = file.ballots().ballots().stream()
                .filter(ballot -> !ballot.ranks().isEmpty())
                .mapToLong(ballot -> ballot.count())
                .sum();
        if (marked != stated.path("total").asLong()) return marked + " ballots";
        if (names.size() != file.ballots().candidates().size())
            return "candidates " + file.ballots().candidates();
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
