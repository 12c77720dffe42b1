package coppice.rules.shares;

import coppice.rules.money.Apportionment;
import coppice.rules.money.Ratio;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The part of a surplus that goes to the four classes.
///
/// @param classes what each class comes to
/// @param odd     what no class gets because it does not divide; it stays in the reserve
public record Dividends(Map<ShareClass, Part> classes, long odd) {
    /// @param minorUnits what the class gets: exactly the whole part of its fraction
    /// @param paid       to whom, by key; together `minorUnits`, or nothing where the class has no points
    public record Part(long minorUnits, SortedMap<String, Long> paid) {
        /// What nobody could be paid: it stays in the reserve, earmarked for the class, and never goes to
        /// another.
        public long earmarked() {
            return minorUnits
                    - paid.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /// Splits `minorUnits`: each class gets `floor(minorUnits × fraction)`, shared inside it by points with
    /// the largest remainder, ties by key.
    ///
    /// Worked example: 10,000.03 in four quarters give each class 2,500.00; 0.03 stay. Workers with 120, 80
    /// and 50 points get 1,200.00, 800.00 and 500.00.
    ///
    /// @param points inside each class, by key; 0 or more each
    public static Dividends of(
            long minorUnits, Map<ShareClass, Ratio> fractions, Map<ShareClass, ? extends Map<String, Long>> points) {
        if (minorUnits < 0) throw new IllegalArgumentException("surplus < 0: " + minorUnits);
        var whole = Ratio.of(minorUnits);
        var classes = new EnumMap<ShareClass, Part>(ShareClass.class);
        long odd = minorUnits;
        for (var of : ShareClass.values()) {
            long part = fractions.getOrDefault(of, Ratio.ZERO).times(whole).floor();
            var inside = points.get(of);
            classes.put(of, new Part(part, split(part, inside == null ? Map.of() : inside)));
            odd -= part;
        }
        if (odd < 0) throw new IllegalArgumentException("fractions exceed the whole");
        return new Dividends(Collections.unmodifiableMap(classes), odd);
    }

    /// A part by points; nothing where nobody has any.
    ///
    /// Worked example: 11,000.00 by 10 of 180 shares are 611.11.
    public static SortedMap<String, Long> split(long minorUnits, Map<String, Long> points) {
        var byKey = new TreeMap<String, Long>(points);
        byKey.values().removeIf(own -> own == 0);
        var paid = new TreeMap<String, Long>();
        if (byKey.isEmpty()) return paid;
        long[] parts = Apportionment.largestRemainder(
                minorUnits, byKey.values().stream().mapToLong(Long::longValue).toArray());
        int i = 0;
        for (var key : byKey.keySet()) paid.put(key, parts[i++]);
        return paid;
    }

    /// Everything that is paid, over all classes, by key.
    public SortedMap<String, Long> paid() {
        var paid = new TreeMap<String, Long>();
        for (var part : List.copyOf(classes.values()))
            part.paid().forEach((key, own) -> paid.merge(key, own, Long::sum));
        return paid;
    }

    /// What stays in the reserve: the odd units, and what is earmarked.
    public long kept() {
        return odd + classes.values().stream().mapToLong(Part::earmarked).sum();
    }
}
