package coppice.server.equity;

import coppice.rules.shares.ShareClass;
import coppice.server.kernel.PartyId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What somebody holds of a class.
///
/// @param minorUnits money put in for it and not paid back
public record Holding(ShareClass of, PartyId party, long shares, long minorUnits) {
    static final Comparator<Holding> IN_ORDER = Comparator.comparing(Holding::of)
            .thenComparing(holding -> holding.party().toString());

    /// What is held after events, by class and party.
    static List<Holding> after(List<ShareEvent> events) {
        return sums(events)
                .filter(holding -> holding.shares() > 0)
                .sorted(IN_ORDER)
                .toList();
    }

    /// What events change, summed by class and party; below 0 where more went than came.
    static Stream<Holding> sums(List<ShareEvent> events) {
        var sums = new HashMap<ShareClass, Map<PartyId, Holding>>();
        for (var event : events)
            for (var change : changes(event))
                sums.computeIfAbsent(change.of(), _ -> new HashMap<>()).merge(change.party(), change, Holding::plus);
        return sums.values().stream().flatMap(byParty -> byParty.values().stream());
    }

    private static List<Holding> changes(ShareEvent event) {
        var came = new Holding(event.of(), event.party(), event.shares(), event.minorUnits());
        return switch (event.kind()) {
            case ISSUE -> List.of(came);
            case CANCEL, REDEEM -> List.of(came.negated());
            case TRANSFER ->
                List.of(
                        came.negated(),
                        new Holding(event.of(), event.to().orElseThrow(), event.shares(), event.minorUnits()));
        };
    }

    private Holding negated() {
        return new Holding(of, party, -shares, -minorUnits);
    }

    private Holding plus(Holding other) {
        return new Holding(of, party, Math.addExact(shares, other.shares), Math.addExact(minorUnits, other.minorUnits));
    }
}
