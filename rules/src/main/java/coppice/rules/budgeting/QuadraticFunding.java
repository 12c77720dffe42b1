package coppice.rules.budgeting;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Gifts of many matched from a pot: what many give a little to is matched more than what few give much to.
///
/// Square roots are taken to 34 digits, so the same gifts give the same figures everywhere; only the
/// matches paid out are rounded, to whole minor units, and together never exceed the pot. Definitions:
/// Buterin, Hitzig and Weyl, Liberal Radicalism (2018); pairwise-bounded: Buterin, ethresear.ch 5553
/// (2019).
public final class QuadraticFunding {
    private static final MathContext DIGITS = MathContext.DECIMAL128;

    /// Far fewer than are computed: what is a whole unit but for the last digits counts as one.
    private static final int REST_DIGITS = 12;

    private QuadraticFunding() {}

    /// How a match is reckoned before it is scaled to the pot.
    public enum Form {
        /// (Σ √gift)² − Σ gift.
        IDEAL,
        /// Σ over pairs of givers of 2·√(a·b)·M/(M + overlap), where overlap is Σ over all projects of
        /// √(a·b) of the pair: those who give alike everywhere count less as a pair.
        PAIRWISE,
        /// What Gitcoin's `clr.py` did: Σ over pairs of √(a·b)·(M + 1)/overlap; scaled down to the pot only.
        GITCOIN
    }

    /// What somebody gave to a project, in minor units, above 0; several gifts of one person to one project
    /// are added.
    public record Gift(String giver, String project, long minorUnits) {}

    /// The match of every project that was given to, unscaled, in minor units.
    ///
    /// @param bound M of the pairwise forms, in minor units
    public static Map<String, BigDecimal> unscaled(List<Gift> gifts, Form form, long bound) {
        var byGiver = new TreeMap<String, Map<String, Long>>();
        var matches = new TreeMap<String, BigDecimal>();
        for (var gift : gifts) {
            if (gift.minorUnits() <= 0) throw new IllegalArgumentException("a gift of " + gift.minorUnits());
            byGiver.computeIfAbsent(gift.giver(), _ -> new TreeMap<>())
                    .merge(gift.project(), gift.minorUnits(), Math::addExact);
            matches.put(gift.project(), BigDecimal.ZERO);
        }
        if (form == Form.IDEAL) matches.replaceAll((project, _) -> ideal(byGiver, project));
        else pairs(byGiver, form, BigDecimal.valueOf(bound), matches);
        return matches;
    }

    private static BigDecimal ideal(Map<String, Map<String, Long>> byGiver, String project) {
        var roots = BigDecimal.ZERO;
        var given = BigDecimal.ZERO;
        for (var gifts : byGiver.values()) {
            Long gift = gifts.get(project);
            if (gift == null) continue;
            roots = roots.add(root(gift), DIGITS);
            given = given.add(BigDecimal.valueOf(gift));
        }
        return roots.multiply(roots, DIGITS).subtract(given).max(BigDecimal.ZERO);
    }

    private static BigDecimal root(long gift) {
        return BigDecimal.valueOf(gift).sqrt(DIGITS);
    }

    /// Givers who gave the same everywhere, and how many there are.
    private record Alike(Map<String, BigDecimal> roots, long people) {}

    private static void pairs(
            Map<String, Map<String, Long>> byGiver, Form form, BigDecimal bound, Map<String, BigDecimal> matches) {
        var counts = new LinkedHashMap<Map<String, Long>, Long>();
        for (var gifts : byGiver.values()) counts.merge(gifts, 1L, Long::sum);
        var alike = new ArrayList<Alike>();
        counts.forEach((gifts, people) -> {
            var roots = new TreeMap<String, BigDecimal>();
            gifts.forEach((project, gift) -> roots.put(project, root(gift)));
            alike.add(new Alike(roots, people));
        });
        for (int a = 0; a < alike.size(); a++)
            for (int b = a; b < alike.size(); b++) {
                long people = alike.get(a).people();
                long pairs = a == b
                        ? people * (people - 1) / 2
                        : people * alike.get(b).people();
                if (pairs > 0) addPair(alike.get(a).roots(), alike.get(b).roots(), pairs, form, bound, matches);
            }
    }

    private static void addPair(
            Map<String, BigDecimal> a,
            Map<String, BigDecimal> b,
            long pairs,
            Form form,
            BigDecimal bound,
            Map<String, BigDecimal> matches) {
        var both = new TreeMap<String, BigDecimal>();
        var overlap = BigDecimal.ZERO;
        for (var one : a.entrySet()) {
            var other = b.get(one.getKey());
            if (other == null) continue;
            var product = one.getValue().multiply(other, DIGITS);
            both.put(one.getKey(), product);
            overlap = overlap.add(product, DIGITS);
        }
        if (both.isEmpty()) return;
        var factor = form == Form.PAIRWISE
                ? BigDecimal.TWO.multiply(bound).divide(bound.add(overlap), DIGITS)
                : bound.add(BigDecimal.ONE).divide(overlap, DIGITS);
        var times = factor.multiply(BigDecimal.valueOf(pairs), DIGITS);
        both.forEach((project, product) ->
                matches.merge(project, product.multiply(times, DIGITS), (sum, more) -> sum.add(more, DIGITS)));
    }

    /// The matches in whole minor units: scaled so that together they do not exceed `pot`, each cut at its
    /// cap, rounded down; the units that rounding leaves go one each to the largest remainders, equals by
    /// id, as far as caps allow.
    ///
    /// @param caps the most a project may receive; a project without one may receive all
    public static Map<String, Long> scaled(Map<String, BigDecimal> unscaled, long pot, Map<String, Long> caps) {
        var sum = unscaled.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        var limit = BigDecimal.valueOf(pot);
        boolean scales = sum.compareTo(limit) > 0;
        var paid = new TreeMap<String, Long>();
        var rests = new TreeMap<String, BigDecimal>();
        unscaled.forEach((project, match) -> {
            var part = scales ? match.multiply(limit).divide(sum, DIGITS) : match;
            var cap = BigDecimal.valueOf(caps.getOrDefault(project, Long.MAX_VALUE));
            if (part.compareTo(cap) >= 0) paid.put(project, cap.longValueExact());
            else {
                var whole = new BigDecimal(part.toBigInteger());
                paid.put(project, whole.longValueExact());
                rests.put(project, part.subtract(whole));
            }
        });
        var wanted = rests.values().stream()
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .setScale(REST_DIGITS, RoundingMode.HALF_UP)
                .toBigInteger();
        long given = paid.values().stream().mapToLong(Long::longValue).sum();
        long units = wanted.min(BigInteger.valueOf(pot - given)).longValueExact();
        rests.entrySet().stream()
                .sorted(Map.Entry.<String, BigDecimal>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(Math.max(0, units))
                .forEach(rest -> paid.merge(rest.getKey(), 1L, Long::sum));
        return paid;
    }
}
