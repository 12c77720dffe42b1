package coppice.server.equity;

import coppice.rules.shares.Capital;
import coppice.rules.shares.ShareClass;
import coppice.server.commons.Authorised.Authority;
import coppice.server.equity.RegisterTables.Keyed;
import coppice.server.equity.ShareEvent.Kind;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.EntryId;
import coppice.server.kernel.KernelRefusal.BadField;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.Refused;
import coppice.server.kernel.RequestKey;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Events in the making: numbered, stored and counted into holdings together. The register is locked.
final class ShareChange {
    private final RegisterTables tables;
    private final CommonsId commons;
    private final PartyId by;
    private final Authority authority;
    private final String reference;
    private final Instant now;
    private final List<ShareEvent> events = new ArrayList<>();
    private Optional<EntryId> entry = Optional.empty();
    private long next;
    /// What is left as this change goes on; read when money first goes along.
    private @Nullable Map<String, Holding> held;

    ShareChange(
            RegisterTables tables, CommonsId commons, PartyId by, Authority authority, String reference, Instant now) {
        this.tables = tables;
        this.now = now;
        this.commons = commons;
        this.by = by;
        this.authority = authority;
        this.reference = reference;
        this.next = tables.lastNumber(commons);
    }

    ShareChange paidBy(Optional<EntryId> paid) {
        entry = paid;
        return this;
    }

    boolean isEmpty() {
        return events.isEmpty();
    }

    /// What moves no money and to nobody.
    ShareChange add(Kind kind, ShareClass of, PartyId party, long shares, LocalDate on, String source, String reason) {
        return add(kind, of, party, Optional.empty(), shares, 0, on, source, reason);
    }

    ShareChange add(
            Kind kind,
            ShareClass of,
            PartyId party,
            Optional<PartyId> to,
            long shares,
            long minorUnits,
            LocalDate on,
            String source,
            String reason) {
        if (shares <= 0 || shares > Register.MOST)
            throw new Refused(new BadField("shares", BadField.Fault.NOT_POSITIVE, String.valueOf(shares)));
        long moved = kind != Kind.ISSUE && of == ShareClass.FUNDER ? moneyIn(of, party, shares) : minorUnits;
        events.add(new ShareEvent(
                ++next,
                kind,
                of,
                party,
                to,
                shares,
                moved,
                on,
                source,
                reason,
                now,
                Optional.of(by),
                authority,
                reference,
                Optional.empty()));
        return this;
    }

    /// The part of somebody's money that goes along with some of their shares; all of it with the last.
    private long moneyIn(ShareClass of, PartyId party, long shares) {
        if (held == null) {
            held = new HashMap<>();
            for (var holding : tables.holdings(commons)) held.put(holding.of() + ":" + holding.party(), holding);
        }
        var holding = held.get(of + ":" + party);
        if (holding == null) return 0;
        long goes = Capital.along(shares, holding.shares(), holding.minorUnits());
        held.put(
                of + ":" + party,
                new Holding(of, party, Math.max(0, holding.shares() - shares), holding.minorUnits() - goes));
        return goes;
    }

    /// Gives the number of the first event.
    long store(RequestKey request) {
        var keyed = new ArrayList<Keyed>();
        for (int i = 0; i < events.size(); i++) {
            var event = events.get(i).paidBy(entry);
            keyed.add(new Keyed(event, i == 0 ? request : request.numbered(i)));
        }
        tables.add(commons, tables.founding(commons).orElseThrow().foundedOn(), keyed);
        tables.change(commons, Holding.sums(events).toList());
        return events.getFirst().number();
    }
}
