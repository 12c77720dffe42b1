package coppice.rules.voting.files;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// A tally sheet of the Debian project: `Option N---->: Name`, then `V: 213-` with the rank of every option in
/// turn, `-` where it was left out.
final class DebianTally {
    private static final Pattern OPTION = Pattern.compile(".*Option\\s+\\S+?-+>:\\s*(.*?)\\s*");
    private static final Pattern BALLOT = Pattern.compile("V:\\s+([0-9A-Za-z-]+)(?:\\s.*)?");

    private DebianTally() {}

    static BallotFile parse(String text) {
        var collected = new Lines.Collected();
        var names = new ArrayList<String>();
        int number = 0;
        for (var raw : text.lines().toList()) {
            number++;
            String line = raw.strip();
            var option = OPTION.matcher(line);
            if (option.matches()) {
                names.add(option.group(1));
                collected.name(number, option.group(1));
            }
            var ballot = BALLOT.matcher(line);
            if (!ballot.matches()) continue;
            String ranks = ballot.group(1);
            if (ranks.length() != names.size())
                throw new UnreadableBallots(number, ranks.length() + " ranks for " + names.size() + " options");
            var groups = new TreeMap<Integer, List<String>>();
            for (int i = 0; i < ranks.length(); i++)
                if (ranks.charAt(i) != '-')
                    groups.computeIfAbsent(Character.digit(ranks.charAt(i), 36), _ -> new ArrayList<>())
                            .add(names.get(i));
            collected.add(number, 1, List.copyOf(groups.values()), Map.of());
        }
        return collected.build("", 1);
    }
}
