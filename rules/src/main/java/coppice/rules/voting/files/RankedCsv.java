package coppice.rules.voting.files;

import coppice.rules.voting.RankedBallots;
import java.util.ArrayList;
import java.util.stream.Collectors;

/// Ranked ballots as comma-separated values: `count`, then a column a rank; empty where it was skipped, `A|B` where
/// several stand at it, `overvote` where it says no names.
public final class RankedCsv {
    private RankedCsv() {}

    public static String write(RankedBallots ballots) {
        int ranks = ballots.ballots().stream()
                .mapToInt(ballot -> ballot.ranks().size())
                .max()
                .orElse(0);
        var text = new StringBuilder("count");
        for (int rank = 1; rank <= ranks; rank++) text.append(",rank").append(rank);
        text.append('\n');
        for (var ballot : ballots.ballots()) {
            var fields = new ArrayList<String>();
            for (var rank : ballot.ranks())
                fields.add(rank.isOvervote() ? "overvote" : String.join("|", rank.candidates()));
            while (fields.size() < ranks) fields.add("");
            text.append(ballot.count());
            if (ranks > 0)
                text.append(',').append(fields.stream().map(RankedCsv::quoted).collect(Collectors.joining(",")));
            text.append('\n');
        }
        return text.toString();
    }

    private static String quoted(String field) {
        return field.matches("[^\",\r\n]*") ? field : '"' + field.replace("\"", "\"\"") + '"';
    }
}
