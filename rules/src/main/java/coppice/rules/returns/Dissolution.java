package coppice.rules.returns;

import coppice.rules.money.Apportionment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// The end of a commons: debts, then what was put in, then everything to the commons that carries on.
///
/// @param debts     what each creditor gets
/// @param par       what each holder gets back of what they put in
/// @param successor everything else, what is locked always with it
public record Dissolution(SortedMap<String, Long> debts, SortedMap<String, Long> par, long successor) {

    /// What somebody put in and has not got back.
    ///
    /// @param rank 1 first
    /// @param par  what they put in, or what is left to their cap where that is less
    public record Stake(String id, int rank, long par) {}

    /// @param free   what may be paid to anybody: everything that is not locked
    /// @param locked what goes to the successor whatever else is owed
    /// @param debts  by creditor
    public static Dissolution of(long free, long locked, SortedMap<String, Long> debts, List<Stake> stakes) {
        if (free < 0 || locked < 0) throw new IllegalArgumentException("a negative asset");
        long left = free;
        var paidDebts = part(left, debts);
        left -= sum(paidDebts);
        var par = new TreeMap<String, Long>();
        var ranks = new TreeMap<Integer, SortedMap<String, Long>>();
        for (var stake : stakes.stream().sorted(Comparator.comparing(Stake::id)).toList())
            ranks.computeIfAbsent(stake.rank(), _ -> new TreeMap<>()).merge(stake.id(), stake.par(), Long::sum);
        for (var rank : ranks.values()) {
            var paid = part(left, rank);
            left -= sum(paid);
            par.putAll(paid);
        }
        return new Dissolution(paidDebts, par, left + locked);
    }

    /// All of `asked` where there is enough; else a part of each, by what was asked.
    private static SortedMap<String, Long> part(long available, SortedMap<String, Long> asked) {
        if (sum(asked) <= available) return new TreeMap<>(asked);
        var paid = new TreeMap<String, Long>();
        long[] parts = Apportionment.largestRemainder(
                available, asked.values().stream().mapToLong(Long::longValue).toArray());
        var keys = new ArrayList<>(asked.keySet());
        for (int i = 0; i < parts.length; i++) paid.put(keys.get(i), parts[i]);
        return paid;
    }

    private static long sum(SortedMap<String, Long> amounts) {
        long sum = 0;
        for (long amount : amounts.values()) sum = Math.addExact(sum, amount);
        return sum;
    }
}
