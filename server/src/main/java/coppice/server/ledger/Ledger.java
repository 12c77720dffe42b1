package coppice.server.ledger;

import coppice.server.commons.Commons;
import coppice.server.commons.CommonsFounded;
import coppice.server.commons.Steward;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.Fields;
import coppice.server.kernel.Ids;
import coppice.server.kernel.KernelRefusal;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.Refused;
import coppice.server.kernel.RequestKey;
import coppice.server.kernel.Transactions;
import coppice.server.ledger.Account.Holder;
import coppice.server.ledger.Account.Kind;
import coppice.server.ledger.Account.Spec;
import coppice.server.ledger.Posting.Authority;
import coppice.server.ledger.Posting.Leg;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;

/// The one place where value moves.
///
/// Every entry is booked whole or not at all, once per key, and never changed afterwards. No account of the
/// commons or of a member falls below zero; what is locked stays locked; the reserve moves only with a
/// decision. The database itself refuses what breaks this, whatever the code above does.
@Service
public class Ledger {
    public static final Spec GENERAL = Spec.fund("general", Kind.FREE);
    public static final Spec RESERVE = Spec.fund("reserve", Kind.RESERVE);
    public static final Spec TRUST = Spec.fund("trust", Kind.LOCKED);

    private final LedgerTables tables;
    private final Transactions transactions;
    private final Ids ids;
    private final Clock clock;

    Ledger(LedgerTables tables, Transactions transactions, Ids ids, Clock clock) {
        this.tables = tables;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
    }

    @EventListener
    void openFunds(CommonsFounded founded) {
        accounts(founded.commons(), List.of(GENERAL, RESERVE, TRUST));
    }

    /// The account, opened if it was not there.
    public Account account(Commons commons, Spec spec) {
        return accounts(commons, List.of(spec)).values().iterator().next();
    }

    /// The accounts by code, each opened if it was not there.
    public Map<String, Account> accounts(Commons commons, Collection<Spec> specs) {
        return transactions.run(() -> {
            var wanted = new LinkedHashMap<String, Spec>();
            for (var spec : specs) wanted.putIfAbsent(spec.code(), spec);
            var found = tables.byCodes(commons.id(), wanted.keySet());
            var missing = wanted.values().stream()
                    .filter(spec -> !found.containsKey(spec.code()))
                    .toList();
            if (missing.isEmpty()) return found;
            tables.open(commons, missing, ids);
            return tables.byCodes(commons.id(), wanted.keySet());
        });
    }

    /// Books one entry and gives its id; the same key and content again give the same id and book nothing.
    public UUID post(Commons commons, Posting posting) {
        return post(commons, List.of(posting)).ids().getFirst();
    }

    /// What booking several entries came to.
    ///
    /// @param ids    the entries' ids in the order asked for
    /// @param booked how many were new
    public record Booked(List<UUID> ids, int booked) {}

    /// Books all entries or none; those whose key is already known are left as they are.
    public Booked post(Commons commons, List<Posting> postings) {
        return transactions.run(() -> {
            for (var posting : postings) check(posting);
            var fresh = new ArrayList<UUID>();
            for (int i = 0; i < postings.size(); i++) fresh.add(ids.next());
            var added = tables.addEntries(commons.id(), postings, fresh, clock.instant());
            var result = new ArrayList<UUID>();
            var legs = new ArrayList<LedgerTables.NewTransfer>();
            Map<String, LedgerTables.Known> known = added.size() == postings.size()
                    ? Map.of()
                    : tables.byKeys(
                            commons.id(),
                            postings.stream()
                                    .map(posting -> posting.key().key())
                                    .toList());
            for (int i = 0; i < postings.size(); i++) {
                var posting = postings.get(i);
                if (added.contains(fresh.get(i))) {
                    result.add(fresh.get(i));
                    for (var leg : posting.legs())
                        legs.add(new LedgerTables.NewTransfer(ids.next(), fresh.get(i), posting.authority(), leg));
                } else {
                    var earlier = known.get(posting.key().key());
                    if (earlier == null) throw new Refused(new LedgerRefusal.AlreadyCorrected());
                    posting.key().sameAs(earlier.digest());
                    result.add(earlier.id());
                }
            }
            if (!legs.isEmpty()) move(commons, legs);
            return new Booked(List.copyOf(result), added.size());
        });
    }

    private static void check(Posting posting) {
        if (posting.legs().isEmpty()) throw new IllegalArgumentException("an entry has at least one leg");
        for (var leg : posting.legs()) {
            if (leg.minorUnits() <= 0) throw new IllegalArgumentException("a leg moves more than nothing");
            if (leg.from().equals(leg.to())) throw new Refused(new LedgerRefusal.SameAccount());
        }
    }

    /// Accounts are locked in the order of their ids, so that two movements never wait for each other in a
    /// ring.
    private void move(Commons commons, List<LedgerTables.NewTransfer> legs) {
        var debits = new HashMap<UUID, Long>();
        var credits = new HashMap<UUID, Long>();
        for (var transfer : legs) {
            debits.merge(transfer.leg().from(), transfer.leg().minorUnits(), Math::addExact);
            credits.merge(transfer.leg().to(), transfer.leg().minorUnits(), Math::addExact);
        }
        var touched = new HashSet<>(debits.keySet());
        touched.addAll(credits.keySet());
        var accounts = tables.lock(commons.id(), touched);
        if (accounts.size() < touched.size()) throw new Refused(new KernelRefusal.NotFound());
        for (var transfer : legs) allowed(transfer, accounts);
        for (var account : accounts.values()) {
            long out = debits.getOrDefault(account.id(), 0L);
            long in = credits.getOrDefault(account.id(), 0L);
            if (account.inside() && account.holdsMinorUnits() + in - out < 0)
                throw new Refused(new LedgerRefusal.Overdraft(
                        account.category(), commons.money(account.holdsMinorUnits()), commons.money(out - in)));
        }
        tables.addTransfers(commons.id(), legs);
        tables.addToTotals(commons.id(), touched, debits, credits);
    }

    private static void allowed(LedgerTables.NewTransfer transfer, Map<UUID, Account> accounts) {
        var from = LedgerTables.known(accounts, transfer.leg().from());
        var to = LedgerTables.known(accounts, transfer.leg().to());
        if (from.kind() == Kind.LOCKED && !(to.kind() == Kind.LOCKED && to.inside()))
            throw new Refused(new LedgerRefusal.Locked(from.category()));
        if (from.kind() == Kind.RESERVE
                && transfer.authority() != Authority.MANDATE
                && transfer.authority() != Authority.STEWARDS_ACT)
            throw new Refused(new LedgerRefusal.NeedsDecision(from.category()));
    }

    /// An entry that a steward writes by hand.
    ///
    /// @param from code of a fund, or a category of the world outside
    public record ByHand(
            LocalDate bookedOn, String description, String from, String to, String party, long minorUnits) {}

    /// Books an entry by a steward's act; names of the world outside become categories as they are used.
    public UUID book(Steward steward, Commons commons, ByHand entry, String key) {
        return transactions.run(() -> {
            var request = RequestKey.of(key, "book", steward.party(), entry);
            var earlier = tables.byKeys(commons.id(), List.of(key)).get(key);
            if (earlier != null) {
                request.sameAs(earlier.digest());
                return earlier.id();
            }
            Optional<PartyId> party =
                    entry.party().isEmpty() ? Optional.empty() : Optional.of(counterparty(steward, entry.party()));
            var inside = tables.byCodes(commons.id(), List.of(entry.from(), entry.to()));
            var fromSpec = spec(inside, entry.from(), party);
            var toSpec = spec(inside, entry.to(), party);
            var accounts = accounts(commons, List.of(fromSpec, toSpec));
            var from = LedgerTables.byCode(accounts, fromSpec.code());
            var to = LedgerTables.byCode(accounts, toSpec.code());
            if (!from.inside() && !to.inside()) throw new Refused(new LedgerRefusal.SameAccount());
            return post(
                    commons,
                    new Posting(
                            entry.bookedOn(),
                            Fields.optional("description", entry.description(), 500),
                            Authority.STEWARDS_ACT,
                            steward.party().toString(),
                            Optional.of(steward.party()),
                            Optional.empty(),
                            request,
                            List.of(new Leg(from.id(), to.id(), entry.minorUnits()))));
        });
    }

    private static Spec spec(Map<String, Account> known, String name, Optional<PartyId> party) {
        var inside = known.get(name);
        if (inside != null && inside.inside())
            return new Spec(inside.code(), inside.category(), inside.kind(), inside.holder(), inside.party());
        return Spec.external(Categories.checked(name), party);
    }

    private PartyId counterparty(Steward steward, String name) {
        String plain = Fields.text("party", name, 80);
        return counterparties(steward.commons(), Map.of("hand:" + plain, plain))
                .values()
                .iterator()
                .next();
    }

    /// The party for each name in somebody's files; made when it is new.
    Map<String, PartyId> counterparties(CommonsId commons, Map<String, String> namesByKey) {
        return tables.counterparties(commons, namesByKey);
    }

    /// Takes an entry back by an opposite one that names it; refused when it was taken back already.
    public UUID reverse(Steward steward, Commons commons, UUID entry, String reason, String key) {
        return transactions.run(() -> {
            var original = entry(commons.id(), entry);
            var legs = original.legs().reversed().stream()
                    .map(leg -> new Leg(leg.to(), leg.from(), leg.minorUnits()))
                    .toList();
            return post(
                    commons,
                    new Posting(
                            LocalDate.ofInstant(clock.instant(), java.time.ZoneOffset.UTC),
                            Fields.text("reason", reason, 500),
                            original.authority() == Authority.MANDATE ? Authority.MANDATE : Authority.STEWARDS_ACT,
                            steward.party().toString(),
                            Optional.of(steward.party()),
                            Optional.of(entry),
                            RequestKey.of(key, "reverse", entry, reason),
                            legs));
        });
    }

    public Entry entry(CommonsId commons, UUID id) {
        return tables.entry(commons, id).orElseThrow(() -> new Refused(new KernelRefusal.NotFound()));
    }

    /// Entries, the newest first.
    public List<Entry> entries(CommonsId commons, EntryFilter filter) {
        return tables.entries(commons, filter);
    }

    /// Every entry, the oldest first, handed over in portions so that a large ledger never lies in memory at
    /// once.
    public void eachEntry(CommonsId commons, java.util.function.Consumer<Entry> taker) {
        tables.each(commons, taker);
    }

    /// All accounts with their totals, by code.
    public List<Account> accounts(CommonsId commons) {
        return tables.accounts(commons);
    }

    public Account account(CommonsId commons, UUID id) {
        return Optional.ofNullable(tables.byIds(commons, List.of(id)).get(id))
                .orElseThrow(() -> new Refused(new KernelRefusal.NotFound()));
    }

    public Map<UUID, Account> accounts(CommonsId commons, Collection<UUID> wanted) {
        return tables.byIds(commons, wanted);
    }

    /// What the house holds (funds and members together) at the end of each year that has entries.
    public Map<Integer, Long> yearEnds(CommonsId commons) {
        return tables.yearEnds(commons);
    }

    /// What moved between the outside and the house, or between parts of the house.
    ///
    /// @param fromCategory the category of the accounts it left
    public record Flow(
            String fromCategory,
            Holder fromHolder,
            String toCategory,
            Holder toHolder,
            long minorUnits,
            long transfers) {}

    /// All flows of `[from, until)`, summed by category.
    public List<Flow> flows(CommonsId commons, LocalDate from, LocalDate until) {
        return tables.flows(commons, from, until);
    }

    /// The first and the last day with an entry; empty for empty books.
    public Optional<Days> days(CommonsId commons) {
        return tables.days(commons);
    }

    public record Days(LocalDate first, LocalDate last, long entries) {}

    /// How many accounts' totals differ from the sum of their transfers: 0 unless somebody wrote past this
    /// room.
    public long wrongTotals(CommonsId commons) {
        return tables.wrongTotals(commons);
    }
}
