package coppice.rules.returns;

import coppice.rules.money.Apportionment;
import coppice.rules.money.Ratio;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What is paid on money that was let in, up to a cap and never beyond.
public final class Returns {
    private Returns() {}

    /// `min(floor(base × rate), cap − paid, available)`; nothing on a base of 0 or less.
    ///
    /// Worked example: 40 % of 120,000 are 48,000; of 1,500,000 they would be 600,000, but only 432,000 are
    /// left to the cap, and those are paid.
    public static long pay(long base, Ratio rate, long cap, long paid, long available) {
        if (base <= 0) return 0;
        long most = Math.max(0, Math.min(cap - paid, available));
        var due = Ratio.of(base).times(rate);
        return due.compareTo(Ratio.of(most)) >= 0 ? most : due.floor();
    }

    /// The cap of a principal and a multiple of it, rounded down.
    public static long cap(long principal, Ratio multiple) {
        return Ratio.of(principal).times(multiple).floor();
    }

    /// What one instrument would be paid if there were enough for all.
    ///
    /// @param rank      1 is the oldest and served first
    /// @param due       by its own rule
    /// @param remaining to its cap; `due` or more
    public record Due(String id, int rank, long due, long remaining) {
        public Due {
            if (due < 0 || remaining < due) throw new IllegalArgumentException(id + ": " + due + " of " + remaining);
        }
    }

    /// What each is paid out of `available`: older ranks whole first; where a rank does not get all that is
    /// due, by what remains to each cap, nobody above their due.
    ///
    /// Worked example: of 100 for dues of 80 and 80 with 300 and 100 to the caps, 75 and 25.
    public static SortedMap<String, Long> share(long available, List<Due> dues) {
        var paid = new TreeMap<String, Long>();
        long left = Math.max(0, available);
        var ranks = new TreeMap<Integer, List<Due>>();
        for (var due : dues)
            ranks.computeIfAbsent(due.rank(), _ -> new ArrayList<>()).add(due);
        for (var rank : ranks.values()) {
            var parts = within(left, rank);
            for (long part : parts.values()) left -= part;
            paid.putAll(parts);
        }
        return paid;
    }

    /// Rounds of splitting by what remains; whoever has reached their due leaves the rest to the others.
    private static SortedMap<String, Long> within(long available, List<Due> rank) {
        var paid = new TreeMap<String, Long>();
        var open = new ArrayList<>(
                rank.stream().sorted(Comparator.comparing(Due::id)).toList());
        long left = available;
        while (!open.isEmpty()) {
            long asked = 0;
            for (var due : open) asked = Math.addExact(asked, due.due());
            long[] parts = asked <= left
                    ? open.stream().mapToLong(Due::due).toArray()
                    : Apportionment.largestRemainder(
                            left, open.stream().mapToLong(Due::remaining).toArray());
            boolean someoneIsFull = false;
            var next = new ArrayList<Due>();
            for (int i = 0; i < parts.length; i++) {
                var due = open.get(i);
                if (parts[i] < due.due()) next.add(due);
                else {
                    paid.put(due.id(), due.due());
                    left -= due.due();
                    someoneIsFull = true;
                }
            }
            if (!someoneIsFull) {
                for (int i = 0; i < parts.length; i++) paid.put(open.get(i).id(), parts[i]);
                return paid;
            }
            open = next;
        }
        return paid;
    }
}
