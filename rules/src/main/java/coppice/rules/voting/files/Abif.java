package coppice.rules.voting.files;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// ABIF: comments begin with `#`, metadata stands in braces, `=ID:[Name]` names a candidate, and every other line
/// is a count with its ballot: `>` above, `=` beside, or `,` where the numbers alone say who stands above whom.
final class Abif {
    private static final Pattern BALLOT = Pattern.compile("([0-9]+)\\s*:(.*)");
    private static final Pattern NAMED = Pattern.compile("=\\s*([^\\[:]+?)\\s*:\\s*\\[(.*)\\]\\s*");
    private static final Pattern TITLE = Pattern.compile("\\{\\s*\"?title\"?\\s*:\\s*\"(.*)\"\\s*\\}");
    private static final Pattern CANDIDATE =
            Pattern.compile("\\s*(?:\\[([^\\]]*)\\]|\"([^\"]*)\"|([^\\[\\]\"/>=,]+))\\s*(?:/\\s*(-?[0-9]+)\\s*)?");

    private Abif() {}

    static BallotFile parse(String text) {
        var collected = new Lines.Collected();
        var ids = new HashMap<String, String>();
        String title = "";
        int number = 0;
        for (var raw : text.lines().toList()) {
            number++;
            String line = raw.strip();
            if (line.isEmpty() || line.startsWith("#")) continue;
            if (line.startsWith("{")) {
                var match = TITLE.matcher(line);
                if (match.matches()) title = match.group(1);
                continue;
            }
            var named = NAMED.matcher(line);
            if (named.matches()) {
                ids.put(named.group(1), named.group(2));
                collected.name(number, named.group(2));
                continue;
            }
            var ballot = BALLOT.matcher(line);
            if (!ballot.matches())
                throw new UnreadableBallots(number, "neither a count with a ballot, nor a name, nor metadata");
            ballot(collected, ids, number, Lines.count(number, ballot.group(1)), ballot.group(2));
        }
        return collected.build(title, 1);
    }

    private static void ballot(
            Lines.Collected collected, Map<String, String> ids, int line, long count, String marked) {
        var groups = new ArrayList<List<String>>();
        var scores = new LinkedHashMap<String, Long>();
        boolean isByScore = false;
        int at = 0;
        char before = '>';
        while (at < marked.length() && !marked.isBlank()) {
            var match = CANDIDATE.matcher(marked).region(at, marked.length());
            if (!match.lookingAt()) throw new UnreadableBallots(line, "no candidate at \"" + rest(marked, at) + "\"");
            String id = match.group(1) != null
                    ? match.group(1)
                    : match.group(2) != null ? match.group(2) : match.group(3).strip();
            String name = ids.getOrDefault(id, id);
            collected.name(line, name);
            if (match.group(4) != null)
                scores.put(name, (long) Lines.whole(line, match.group(4), -999_999_999, 999_999_999));
            if (before == '=') groups.getLast().add(name);
            else groups.add(new ArrayList<>(List.of(name)));
            at = match.end();
            if (at == marked.length()) break;
            before = marked.charAt(at++);
            if (before == ',') isByScore = true;
            else if (before != '>' && before != '=')
                throw new UnreadableBallots(line, "no > = or , at \"" + rest(marked, at - 1) + "\"");
        }
        collected.add(line, count, isByScore ? byScore(scores) : groups, scores);
    }

    private static String rest(String marked, int at) {
        return Lines.shown(marked.substring(at));
    }

    /// Whoever has no number stands below all who have.
    private static List<List<String>> byScore(Map<String, Long> scores) {
        var groups = new TreeMap<Long, List<String>>(java.util.Comparator.reverseOrder());
        scores.forEach((name, points) ->
                groups.computeIfAbsent(points, _ -> new ArrayList<>()).add(name));
        return List.copyOf(groups.values());
    }
}
