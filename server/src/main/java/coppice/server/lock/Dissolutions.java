package coppice.server.lock;

import coppice.rules.returns.Dissolution;
import coppice.rules.returns.Dissolution.Stake;
import coppice.rules.shares.ShareClass;
import coppice.server.commons.Commons;
import coppice.server.commons.Commonses;
import coppice.server.commons.Mandate;
import coppice.server.commons.Matter;
import coppice.server.equity.Register;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.Fields;
import coppice.server.kernel.Money;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.Refused;
import coppice.server.kernel.RequestKey;
import coppice.server.kernel.Transactions;
import coppice.server.ledger.Account;
import coppice.server.ledger.Account.Holder;
import coppice.server.ledger.Account.Kind;
import coppice.server.ledger.Account.Spec;
import coppice.server.ledger.Ledger;
import coppice.server.ledger.Posting;
import coppice.server.ledger.Posting.Authority;
import coppice.server.ledger.Posting.Leg;
import coppice.server.transvestment.Instrument.State;
import coppice.server.transvestment.Instruments;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.stereotype.Service;

/// The end of a commons: debts, then what was put in at par and no further than to its cap, then everything
/// to the commons or body that the charter names.
@Service
public class Dissolutions {
    /// Money that was not at work yet goes back before anything else.
    private static final int ON_ITS_WAY_IN = 0;
    /// Instruments come before shares.
    private static final int RANK_OF_SHARES = 1000;

    private final DissolutionTables tables;
    private final Instruments instruments;
    private final AssetTables assets;
    private final Register register;
    private final Golden golden;
    private final Commonses commonses;
    private final Ledger ledger;
    private final Transactions transactions;
    private final Clock clock;

    Dissolutions(
            DissolutionTables tables,
            Instruments instruments,
            AssetTables assets,
            Register register,
            Golden golden,
            Commonses commonses,
            Ledger ledger,
            Transactions transactions,
            Clock clock) {
        this.tables = tables;
        this.instruments = instruments;
        this.assets = assets;
        this.register = register;
        this.golden = golden;
        this.commonses = commonses;
        this.ledger = ledger;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// Who would get what today.
    ///
    /// @param owed      what members have been credited with already; it is theirs and paid as ever
    /// @param debts     by creditor
    /// @param par       by party, for what they put in
    /// @param successor who gets the rest, and everything that is locked
    public record Plan(
            long free,
            long reserve,
            long locked,
            long owed,
            Map<String, Long> debtsAsked,
            SortedMap<String, Long> debts,
            Map<PartyId, Long> parAsked,
            Map<PartyId, Long> par,
            String successor,
            long rest,
            List<Asset> assets) {}

    /// How it ended.
    public record Ended(Instant at, UUID decision, Optional<UUID> entry, String successor) {}

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

    /// Computes it; refuses where nobody is named to carry on, or the one named has no lock.
    public Plan plan(Commons commons, String debtLines) {
        if (ended(commons.id()).isPresent()) throw new Refused(new LockRefusal.AlreadyDissolved());
        var lock = golden.lock(commons.id()).orElseThrow(() -> new Refused(new LockRefusal.NoSuccessor()));
        if (!lock.namesSuccessor()) throw new Refused(new LockRefusal.NoSuccessor());
        String to = lock.successorName();
        if (lock.successor() != null) {
            var there = golden.successor(commons.id(), lock.successor());
            to = there.name();
            if (!there.currency().equals(commons.currency()))
                throw new Refused(new LockRefusal.OtherCurrency(
                        there.name(), there.currency().getCurrencyCode()));
        }
        long free = held(commons, Kind.FREE);
        long reserve = held(commons, Kind.RESERVE);
        long locked = held(commons, Kind.LOCKED);
        var debts = debts(commons, debtLines);
        var asked = new HashMap<PartyId, Long>();
        var stakes = new ArrayList<Stake>();
        var holders = new HashMap<String, PartyId>();
        var ranks = new HashMap<UUID, Integer>();
        instruments
                .campaigns(commons)
                .forEach(one -> ranks.put(one.id(), one.terms().rank()));
        for (var one : instruments.instruments(commons.id())) {
            boolean waits = one.state() == State.PAID_IN;
            if (one.state() != State.ACTIVE && !waits) continue;
            long par = waits ? one.principal() : Math.min(one.principal(), one.left());
            int rank = waits ? ON_ITS_WAY_IN : Math.min(RANK_OF_SHARES - 1, ranks.getOrDefault(one.campaign(), 1));
            stakes.add(new Stake("instrument " + one.id(), rank, par));
            holders.put("instrument " + one.id(), one.party());
            asked.merge(one.party(), par, Long::sum);
        }
        for (var holding : register.holdings(commons.id()))
            if (holding.of() == ShareClass.FUNDER && holding.minorUnits() > 0) {
                stakes.add(new Stake("shares " + holding.party(), RANK_OF_SHARES, holding.minorUnits()));
                holders.put("shares " + holding.party(), holding.party());
                asked.merge(holding.party(), holding.minorUnits(), Long::sum);
            }
        var result = Dissolution.of(free + reserve, locked, debts, stakes);
        var par = new LinkedHashMap<PartyId, Long>();
        result.par()
                .forEach((stake, paid) ->
                        par.merge(java.util.Objects.requireNonNull(holders.get(stake)), paid, Long::sum));
        return new Plan(
                free,
                reserve,
                locked,
                ledger.owed(commons.id()),
                debts,
                result.debts(),
                asked,
                par,
                to,
                result.successor(),
                assets.all(commons.id()).stream()
                        .filter(asset -> asset.gone().isEmpty())
                        .toList());
    }

    private static boolean isOwn(Account account) {
        return account.holder() == Holder.COMMONS;
    }

    private long held(Commons commons, Kind kind) {
        return ledger.accounts(commons.id()).stream()
                .filter(account -> isOwn(account) && account.kind() == kind)
                .mapToLong(Account::holdsMinorUnits)
                .sum();
    }

    /// Ends it, all at once: one entry, and one in the books of the commons that carries on.
    void dissolve(Mandate by, String debtLines) {
        var commons = by.commons();
        transactions.run(() -> {
            commonses.mayDecide(by, Matter.LOCK);
            var lock = golden.lock(commons.id()).orElseThrow(() -> new Refused(new LockRefusal.NoSuccessor()));
            golden.refuseWithoutConsent(by, lock);
            var plan = plan(commons, debtLines);
            var here = Optional.ofNullable(lock.successor()).map(slug -> golden.successor(commons.id(), slug));
            var to = here.map(Commons::name).orElseGet(() -> java.util.Objects.requireNonNullElse(lock.body(), ""));
            var entry = empty(by, plan, to);
            here.ifPresent(successor -> take(by, successor, plan.rest()));
            instruments.windUp(by, entry);
            for (var asset : plan.assets()) assets.leave(by, asset, AssetTables.HANDED_OVER, clock.instant(), to);
            register.windUp(by);
            tables.end(by, entry, to, plan, clock.instant());
        });
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /// Empties every account of the commons: first what is not locked, for debts and par, then all to the
    /// successor.
    private Optional<UUID> empty(Mandate by, Plan plan, String to) {
        var commons = by.commons();
        var named = ledger.counterparty(commons.id(), to);
        var successor = Spec.handedOver(named);
        var sources = new ArrayDeque<Source>();
        ledger.accounts(commons.id()).stream()
                .filter(account -> isOwn(account) && account.holdsMinorUnits() > 0)
                .sorted(Comparator.comparing((Account account) -> account.kind() == Kind.LOCKED)
                        .thenComparing(Account::code))
                .forEach(account -> sources.add(new Source(account.spec(), account.holdsMinorUnits())));
        var legs = new ArrayList<Leg>();
        plan.debts()
                .forEach((who, amount) -> draw(
                        sources,
                        legs,
                        Spec.external("debts", Optional.of(ledger.counterparty(commons.id(), who))),
                        amount));
        plan.par().forEach((party, amount) -> draw(sources, legs, Spec.member(party), amount));
        draw(sources, legs, successor, plan.rest());
        if (legs.isEmpty()) return Optional.empty();
        return Optional.of(ledger.post(
                        commons,
                        new Posting(
                                today(),
                                "",
                                Authority.MANDATE,
                                by.reference(),
                                Optional.of(by.party()),
                                Optional.empty(),
                                RequestKey.of("dissolution", to, plan.rest()),
                                legs))
                .id());
    }

    private record Source(Spec spec, long holds) {}

    private static void draw(ArrayDeque<Source> sources, List<Leg> legs, Spec to, long amount) {
        long left = amount;
        while (left > 0) {
            var source = sources.removeFirst();
            long now = Math.min(left, source.holds());
            legs.add(new Leg(source.spec(), to, now));
            left -= now;
            if (now < source.holds()) sources.addFirst(new Source(source.spec(), source.holds() - now));
        }
    }

    private void take(Mandate by, Commons successor, long amount) {
        var commons = by.commons();
        if (amount == 0) return;
        ledger.post(
                successor,
                new Posting(
                        today(),
                        commons.name(),
                        Authority.CHARTER,
                        by.reference(),
                        Optional.empty(),
                        Optional.empty(),
                        RequestKey.of("taken-over:" + commons.id(), amount),
                        List.of(new Leg(
                                Spec.external(
                                        Ledger.CAPITAL,
                                        Optional.of(ledger.counterparty(successor.id(), commons.name()))),
                                Ledger.TRUST,
                                amount))));
    }
}
