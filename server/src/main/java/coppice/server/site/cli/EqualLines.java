package coppice.server.site.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Counts equal lines of a file without making a text of each: a million ballots are a few thousand different lines.
final class EqualLines {
    private byte[][] lines = new byte[1024][];
    private int[] hashes = new int[1024];
    private long[] counts = new long[1024];
    private final List<Integer> order = new ArrayList<>();
    private byte[] line = new byte[256];
    private int length;

    private EqualLines() {}

    /// @param times how often it stands there
    record Line(String text, long times) {}

    /// The different lines in the order of their first; empty ones are left out.
    ///
    /// @throws CharacterCodingException when one of them is not UTF-8
    static List<Line> of(InputStream in) throws IOException {
        var counted = new EqualLines();
        var block = new byte[1 << 16];
        for (int read = in.read(block); read >= 0; read = in.read(block))
            for (int i = 0; i < read; i++)
                if (block[i] == '\n') counted.end();
                else counted.add(block[i]);
        counted.end();
        return counted.inOrder();
    }

    private void add(byte one) {
        if (length == line.length) line = Arrays.copyOf(line, length * 2);
        line[length++] = one;
    }

    private void end() {
        if (length > 0 && line[length - 1] == '\r') length--;
        if (length > 0) count();
        length = 0;
    }

    private void count() {
        int hash = 0;
        for (int i = 0; i < length; i++) hash = 31 * hash + line[i];
        int at = place(hash);
        if (lines[at] == null) {
            if (order.size() * 2 >= lines.length) {
                grow();
                at = place(hash);
            }
            lines[at] = Arrays.copyOf(line, length);
            hashes[at] = hash;
            order.add(at);
        }
        counts[at]++;
    }

    private int place(int hash) {
        int at = (hash ^ hash >>> 16) & lines.length - 1;
        while (lines[at] != null
                && (hashes[at] != hash || !Arrays.equals(lines[at], 0, lines[at].length, line, 0, length)))
            at = at + 1 & lines.length - 1;
        return at;
    }

    private void grow() {
        var before = lines;
        var hashesBefore = hashes;
        var countsBefore = counts;
        lines = new byte[before.length * 2][];
        hashes = new int[lines.length];
        counts = new long[lines.length];
        for (int i = 0; i < order.size(); i++) {
            int from = order.get(i);
            int to = (hashesBefore[from] ^ hashesBefore[from] >>> 16) & lines.length - 1;
            while (lines[to] != null) to = to + 1 & lines.length - 1;
            lines[to] = before[from];
            hashes[to] = hashesBefore[from];
            counts[to] = countsBefore[from];
            order.set(i, to);
        }
    }

    private List<Line> inOrder() throws CharacterCodingException {
        var all = new ArrayList<Line>();
        for (int at : order)
            all.add(new Line(
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(lines[at]))
                            .toString(),
                    counts[at]));
        return all;
    }
}
