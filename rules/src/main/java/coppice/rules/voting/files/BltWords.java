package coppice.rules.voting.files;

import java.util.ArrayList;
import java.util.List;

/// A BLT file as a row of words, one ahead of who reads it: numbers and nicknames, brackets and parentheses by
/// themselves, what stands in quotes without them. Comments are left out.
final class BltWords {
    private static final String ALONE = "[]()";

    private final String text;
    private int at;
    private int reached = 1;
    private int line = 1;
    private String word = "";
    private boolean isQuoted;
    private boolean isOpen;
    private boolean isAtEnd;

    BltWords(String text) {
        // Files of DOS end with this sign.
        this.text = text.replace("\u001A", "");
        step();
    }

    /// Where the word ahead begins; at the end, the last line.
    int line() {
        return line;
    }

    boolean isAtEnd() {
        return isAtEnd;
    }

    boolean isQuoted() {
        return isQuoted;
    }

    boolean is(String expected) {
        return !isAtEnd && !isQuoted && word.equals(expected);
    }

    boolean isNumber() {
        return !isAtEnd && !isQuoted && !word.isEmpty() && Character.isDigit(word.charAt(0));
    }

    boolean isNegative() {
        return !isAtEnd && !isQuoted && word.startsWith("-");
    }

    String next() {
        if (isAtEnd) throw new UnreadableBallots(line, "the file ends too early");
        if (isOpen) throw new UnreadableBallots(line, "the quote that begins here is not closed");
        String taken = word;
        step();
        return taken;
    }

    boolean skip(String expected) {
        if (!is(expected)) return false;
        step();
        return true;
    }

    List<String> until(String end) {
        int begun = line;
        var taken = new ArrayList<String>();
        while (!is(end)) {
            if (isAtEnd) throw new UnreadableBallots(begun, "\"" + end + "\" is missing after this");
            taken.add(next());
        }
        step();
        return taken;
    }

    private void step() {
        skipBlanks();
        line = reached;
        isQuoted = false;
        isAtEnd = at >= text.length();
        if (isAtEnd) {
            word = "";
        } else if (text.charAt(at) == '"') {
            quoted();
        } else if (ALONE.indexOf(text.charAt(at)) >= 0) {
            word = text.substring(at, ++at);
        } else {
            int from = at;
            while (at < text.length() && !ends(at)) at++;
            word = text.substring(from, at);
        }
    }

    private boolean ends(int index) {
        char sign = text.charAt(index);
        return Character.isWhitespace(sign)
                || sign == '"'
                || sign == '#'
                || ALONE.indexOf(sign) >= 0
                || text.startsWith("/*", index);
    }

    private void quoted() {
        int end = text.indexOf('"', at + 1);
        isQuoted = true;
        isOpen = end < 0;
        if (isOpen) return;
        String content = text.substring(at + 1, end);
        reached += (int) content.chars().filter(sign -> sign == '\n').count();
        word = content.replaceAll("\\s+", " ");
        at = end + 1;
    }

    private void skipBlanks() {
        while (at < text.length()) {
            if (Character.isWhitespace(text.charAt(at))) {
                if (text.charAt(at++) == '\n') reached++;
            } else if (text.charAt(at) == '#') {
                while (at < text.length() && text.charAt(at) != '\n') at++;
            } else if (text.startsWith("/*", at)) {
                skipComment();
            } else {
                return;
            }
        }
    }

    /// Comments may stand in comments.
    private void skipComment() {
        int begun = reached;
        int depth = 0;
        do {
            if (at >= text.length()) throw new UnreadableBallots(begun, "the comment that begins here is not closed");
            if (text.startsWith("/*", at)) {
                depth++;
                at += 2;
            } else if (text.startsWith("*/", at)) {
                depth--;
                at += 2;
            } else if (text.charAt(at++) == '\n') {
                reached++;
            }
        } while (depth > 0);
    }
}
