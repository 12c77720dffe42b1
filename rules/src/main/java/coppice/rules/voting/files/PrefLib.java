package coppice.rules.voting.files;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// PrefLib's files: a header of `# KEY: value`, then a count and the alternatives by number, equals in braces. An
/// alternative that the header leaves out is called by its number.
final class PrefLib {
    private static final Pattern NAME = Pattern.compile("#\\s*ALTERNATIVE NAME ([0-9]+):\\s*(.*?)\\s*");
    private static final Pattern TITLE = Pattern.compile("#\\s*TITLE:\\s*(.*?)\\s*");
    private static final Pattern BALLOT = Pattern.compile("([0-9]+)\\s*:(.*)");
    private static final Pattern GROUP = Pattern.compile("\\s*(?:\\{([^}]*)\\}|([0-9]+))\\s*(?:,|$)");

    private PrefLib() {}

    static BallotFile parse(String text) {
        var collected = new Lines.Collected();
        var names = new HashMap<Integer, String>();
        String title = "";
        int number = 0;
        for (var raw : text.lines().toList()) {
            number++;
            String line = raw.strip();
            if (line.isEmpty()) continue;
            if (line.startsWith("#")) {
                var name = NAME.matcher(line);
                if (name.matches()) {
                    names.put(Lines.whole(number, name.group(1), 1, 999_999), name.group(2));
                    collected.name(number, name.group(2));
                }
                var titled = TITLE.matcher(line);
                if (titled.matches()) title = titled.group(1);
                continue;
            }
            var ballot = BALLOT.matcher(line);
            if (!ballot.matches()) throw new UnreadableBallots(number, "not a count with a ballot");
            collected.add(
                    number,
                    Lines.count(number, ballot.group(1)),
                    groups(collected, names, number, ballot.group(2)),
                    Map.of());
        }
        return collected.build(title, 1);
    }

    private static List<List<String>> groups(
            Lines.Collected collected, Map<Integer, String> names, int line, String marked) {
        var groups = new ArrayList<List<String>>();
        int at = 0;
        while (at < marked.length() && !marked.substring(at).isBlank()) {
            var match = GROUP.matcher(marked).region(at, marked.length());
            if (!match.lookingAt())
                throw new UnreadableBallots(line, "no alternative at \"" + Lines.shown(marked.substring(at)) + "\"");
            var group = new ArrayList<String>();
            String members = match.group(1) == null ? match.group(2) : match.group(1);
            for (var member : members.split(",")) {
                if (member.isBlank()) continue;
                int number = Lines.whole(line, member.strip(), 1, 999_999);
                String name = names.computeIfAbsent(number, String::valueOf);
                collected.name(line, name);
                group.add(name);
            }
            groups.add(group);
            at = match.end();
        }
        return groups;
    }
}
