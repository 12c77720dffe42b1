package coppice.rules.oracles;

import coppice.rules.opinion.OpinionGroups;
import coppice.rules.oracles.Oracles.Family;
import coppice.rules.oracles.Oracles.Score;
import de.siegmar.fastcsv.reader.CsvReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// `opinion-groups/polis/NAME/`: answers in; groups that agree with Polis' own. A soft comparison, because Polis
/// begins at random: of all pairs of people whom both put into a group, the share that both put together, or both
/// apart.
final class OpinionGroupsOracle {
    /// On the average, in thousandths; groups drawn at random agree on about half of the pairs.
    private static final int ENOUGH = 700;

    private OpinionGroupsOracle() {}

    static final Family FAMILY = folder -> {
        var notes = new ArrayList<String>();
        List<Path> conversations;
        try (var children = Files.list(folder)) {
            conversations = children.filter(Files::isDirectory).sorted().toList();
        }
        int sum = 0;
        for (var conversation : conversations) {
            int agreement = agreement(conversation);
            sum += agreement;
            notes.add(conversation.getFileName() + ": agrees on " + agreement + " of 1000 pairs");
        }
        int passed = sum >= ENOUGH * conversations.size() ? conversations.size() : 0;
        return new Score(passed, conversations.size(), notes);
    };

    static int agreement(Path conversation) throws Exception {
        List<List<String>> rows;
        try (var reader = CsvReader.builder().ofCsvRecord(conversation.resolve("participants-votes.csv"))) {
            rows = reader.stream().map(row -> row.getFields()).toList();
        }
        var header = rows.getFirst();
        int group = header.indexOf("group-id");
        int first = header.indexOf("n-disagree") + 1;
        var answers = new ArrayList<Map<Integer, Integer>>();
        var theirs = new ArrayList<String>();
        for (var row : rows.subList(1, rows.size())) {
            var own = new HashMap<Integer, Integer>();
            for (int i = first; i < row.size(); i++)
                if (!row.get(i).isEmpty()) own.put(i - first, Integer.valueOf(row.get(i)));
            answers.add(own);
            theirs.add(row.get(group));
        }
        var ours = OpinionGroups.find(answers, header.size() - first).groupOf();
        long pairs = 0;
        long alike = 0;
        for (int a = 0; a < answers.size(); a++)
            for (int b = a + 1; b < answers.size(); b++) {
                if (ours.get(a) < 0
                        || ours.get(b) < 0
                        || theirs.get(a).isEmpty()
                        || theirs.get(b).isEmpty()) continue;
                pairs++;
                if (ours.get(a).equals(ours.get(b)) == theirs.get(a).equals(theirs.get(b))) alike++;
            }
        return pairs == 0 ? 0 : (int) (alike * 1000 / pairs);
    }
}
