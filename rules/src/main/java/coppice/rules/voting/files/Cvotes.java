package coppice.rules.voting.files;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// The Condorcet election format: parameters begin with `#/`, comments with `#`; a ballot may have tags before
/// `||`, a weight after `^` and a count after `*`.
final class Cvotes {
    private static final Pattern BALLOT =
            Pattern.compile("([^*^]*?)\\s*(?:\\^\\s*([0-9]+))?\\s*(?:\\*\\s*([0-9]+))?\\s*");
    private static final String BLANK = "/EMPTY_RANKING/";

    private Cvotes() {}

    static BallotFile parse(String text) {
        var collected = new Lines.Collected();
        int seats = 1;
        boolean isWeighted = false;
        boolean isNamed = false;
        boolean isUnrankedLast = true;
        int number = 0;
        for (var raw : text.lines().toList()) {
            number++;
            String line = raw.strip();
            if (line.startsWith("#/")) {
                String[] parameter = line.substring(2).split(":", 2);
                String value = parameter.length == 2 ? parameter[1].strip() : "";
                switch (parameter[0].strip().toLowerCase(Locale.ROOT)) {
                    case "candidates" -> {
                        isNamed = true;
                        for (var name : value.split(";")) collected.name(number, name.strip());
                    }
                    case "number of seats" -> seats = Lines.whole(number, value, 1, BallotFile.MOST_CANDIDATES);
                    case "weight allowed" -> isWeighted = Boolean.parseBoolean(value);
                    case "implicit ranking" -> isUnrankedLast = Boolean.parseBoolean(value);
                    default -> {
                        // for other programs
                    }
                }
            } else if (!line.isEmpty() && !line.startsWith("#")) {
                ballot(collected, number, line, isWeighted, isNamed);
            }
        }
        return collected.build("", seats, isUnrankedLast);
    }

    private static void ballot(Lines.Collected collected, int line, String text, boolean isWeighted, boolean isNamed) {
        String marked =
                text.contains("||") ? text.substring(text.indexOf("||") + 2).strip() : text;
        int comment = marked.indexOf('#');
        if (comment >= 0) marked = marked.substring(0, comment).strip();
        var match = BALLOT.matcher(marked);
        if (!match.matches()) throw new UnreadableBallots(line, "not a ballot: \"" + Lines.shown(marked) + "\"");
        long count = match.group(3) == null ? 1 : Lines.count(line, match.group(3));
        if (isWeighted && match.group(2) != null) count = Math.multiplyExact(count, Lines.count(line, match.group(2)));
        var groups = new ArrayList<List<String>>();
        if (!match.group(1).equals(BLANK))
            for (var group : match.group(1).split(">", -1))
                groups.add(
                        Arrays.stream(group.split("=", -1)).map(String::strip).toList());
        for (var group : groups)
            for (var name : group) {
                if (name.isEmpty()) throw new UnreadableBallots(line, "a name is missing");
                if (isNamed && !collected.knows(name))
                    throw new UnreadableBallots(line, "nobody who stands is called \"" + Lines.shown(name) + "\"");
                collected.name(line, name);
            }
        collected.add(line, count, groups, Map.of());
    }
}
