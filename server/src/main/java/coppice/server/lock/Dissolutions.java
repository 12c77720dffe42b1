package coppice.server.lock;

import coppice.rules.returns.Dissolution;
import coppice.server.commons.Commons;
import coppice.server.commons.Commonses;
import coppice.server.commons.Endings;
import coppice.server.commons.Mandate;
import coppice.server.commons.Matter;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.EntryId;
import coppice.server.kernel.Fields;
import coppice.server.kernel.Money;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.ProposalId;
import coppice.server.kernel.Refused;
import coppice.server.kernel.Today;
import coppice.server.kernel.Transactions;
import coppice.server.ledger.Account.Holder;
import coppice.server.ledger.Account.Kind;
import coppice.server.ledger.Claims;
import coppice.server.ledger.Claims.Stake;
import coppice.server.ledger.Ledger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.stereotype.Service;

/// The end of a commons: debts, then what was put in at par and no further than to its cap, then everything
/// to the commons or body that the charter names. Every room says by its [Claims] who is owed what.
@Service
public class Dissolutions {
    private final DissolutionTables tables;
    private final HandingOver handingOver;
    private final AssetTables assets;
    private final List<Claims> claims;
    private final Golden golden;
    private final Commonses commonses;
    private final Endings endings;
    private final Ledger ledger;
    private final Transactions transactions;
    private final Today today;

    Dissolutions(
            DissolutionTables tables,
            HandingOver handingOver,
            AssetTables assets,
            List<Claims> claims,
            Golden golden,
            Commonses commonses,
            Endings endings,
            Ledger ledger,
            Transactions transactions,
            Today today) {
        this.tables = tables;
        this.handingOver = handingOver;
        this.assets = assets;
        this.claims = claims;
        this.golden = golden;
        this.commonses = commonses;
        this.endings = endings;
        this.ledger = ledger;
        this.transactions = transactions;
        this.today = today;
    }

    /// Who would get what today.
    ///
    /// @param held      what is people's own already; it is theirs and paid as ever
    /// @param debts     by creditor
    /// @param par       by party, for what they put in
    /// @param undecided what people have asked for, and would not get
    /// @param successor who gets the rest, and everything that is locked
    public record Plan(
            long free,
            long reserve,
            long locked,
            long held,
            Map<String, Long> debtsAsked,
            SortedMap<String, Long> debts,
            Map<PartyId, Long> parAsked,
            Map<PartyId, Long> par,
            List<Stake.Undecided> undecided,
            String successor,
            long rest,
            List<Asset> assets) {}

    /// How it ended.
    ///
    /// @param successor who carries on, and where it is a commons here, which
    public record Ended(
            Instant at, ProposalId decision, Optional<EntryId> entry, String successor, Optional<CommonsId> here) {}

    public Optional<Ended> ended(CommonsId commons) {
        return tables.ended(commons);
    }

    /// A line a debt, as `Printer 120.50`.
    static SortedMap<String, Long> debts(Commons commons, String lines) {
        var debts = new TreeMap<String, Long>();
        for (var line :
                lines.lines().map(String::strip).filter(one -> !one.isEmpty()).toList()) {
            int gap = line.lastIndexOf(' ');
            if (gap < 0) throw new Refused(new LockRefusal.BadDebt(line));
            String who = Fields.text("debts", line.substring(0, gap), 80);
            try {
                debts.merge(
                        who,
                        Money.parsePositive("debts", line.substring(gap + 1), commons.currency())
                                .minorUnits(),
                        Math::addExact);
            } catch (Refused unreadable) {
                throw new Refused(new LockRefusal.BadDebt(line));
            }
        }
        return debts;
    }

    /// Who carries on.
    ///
    /// @param here the commons, where it is one of this server
    private record Heir(String name, Optional<Commons> here) {}

    private Heir heir(Commons commons, AssetLock lock) {
        if (lock.successor() == null)
            return new Heir(
                    Optional.ofNullable(lock.body()).orElseThrow(() -> new Refused(new LockRefusal.NoSuccessor())),
                    Optional.empty());
        var there = golden.successor(commons.id(), lock.successor());
        if (!there.currency().equals(commons.currency()))
            throw new Refused(
                    new LockRefusal.OtherCurrency(there.name(), there.currency().getCurrencyCode()));
        return new Heir(there.name(), Optional.of(there));
    }

    private AssetLock lock(Commons commons) {
        return golden.lock(commons.id()).orElseThrow(() -> new Refused(new LockRefusal.NoSuccessor()));
    }

    /// Computes it; refuses where nobody is named to carry on, or the one named has no lock.
    public Plan plan(Commons commons, String debtLines) {
        commonses.refuseEnded(commons);
        return plan(commons, debts(commons, debtLines), heir(commons, lock(commons)));
    }

    private Plan plan(Commons commons, SortedMap<String, Long> debts, Heir heir) {
        var owed = new ArrayList<Dissolution.Stake>();
        var holders = new HashMap<String, PartyId>();
        var asked = new HashMap<PartyId, Long>();
        var undecided = new ArrayList<Stake.Undecided>();
        var kept = new HashMap<String, Long>();
        for (var room : claims)
            for (var stake : room.stakes(commons))
                switch (stake) {
                    case Stake.Owed(var id, var party, long par, int rank) -> {
                        owed.add(new Dissolution.Stake(id, rank, par));
                        holders.put(id, party);
                        asked.merge(party, par, Math::addExact);
                    }
                    case Stake.Held(var _, long amount, var account) -> kept.merge(account, amount, Math::addExact);
                    case Stake.Undecided one -> undecided.add(one);
                }
        var own = own(commons, kept);
        long locked = own.getOrDefault(Kind.LOCKED, 0L);
        long free = own.getOrDefault(Kind.FREE, 0L);
        long reserve = own.getOrDefault(Kind.RESERVE, 0L);
        var result = Dissolution.of(free + reserve, locked, debts, owed);
        var par = new LinkedHashMap<PartyId, Long>();
        result.par().forEach((id, paid) -> par.merge(Objects.requireNonNull(holders.get(id)), paid, Math::addExact));
        return new Plan(
                free,
                reserve,
                locked,
                kept.values().stream().mapToLong(Long::longValue).sum(),
                debts,
                result.debts(),
                asked,
                par,
                undecided,
                heir.name(),
                result.successor(),
                assets.all(commons.id()).stream()
                        .filter(asset -> asset.gone().isEmpty())
                        .toList());
    }

    /// What is in accounts of the commons, less what is only kept there for people.
    private Map<Kind, Long> own(Commons commons, Map<String, Long> kept) {
        var own = new HashMap<Kind, Long>();
        for (var account : ledger.accounts(commons.id()))
            if (account.holder() == Holder.COMMONS)
                own.merge(
                        account.kind(),
                        account.holdsMinorUnits() - kept.getOrDefault(account.code(), 0L),
                        Math::addExact);
        return own;
    }

    /// Closes everything and lets nobody in any more. Locks are taken in the order in which everybody takes them: what
    /// rooms have open, accounts, the commons; what came in between is closed at the second look.
    private void holdAndClose(Mandate by) {
        for (var room : claims) room.close(by);
        ledger.hold(by.commons());
        endings.hold(by.commons());
        for (var room : claims) room.close(by);
    }

    /// Ends it, all at once: one entry, and one in the books of the commons that carries on.
    void dissolve(Mandate by, String debtLines) {
        var commons = by.commons();
        transactions.run(() -> {
            commonses.mayDecide(by, Matter.LOCK);
            var lock = lock(commons);
            golden.refuseWithoutConsent(by);
            var heir = heir(commons, lock);
            holdAndClose(by);
            var plan = plan(commons, debts(commons, debtLines), heir);
            var entry = handingOver.empty(by, plan);
            heir.here().ifPresent(successor -> handingOver.take(by, successor, plan.rest()));
            for (var asset : plan.assets()) assets.leave(by, asset, AssetTables.HANDED_OVER, today.now(), heir.name());
            golden.passOn(commons, heir.here());
            var at = endings.end(by, entry);
            tables.add(
                    by,
                    new Ended(at, by.decision(), entry, heir.name(), heir.here().map(Commons::id)),
                    plan);
        });
    }
}
