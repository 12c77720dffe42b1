package coppice.server.ledger;

import coppice.server.commons.Authorised;
import coppice.server.commons.Authorised.Authority;
import coppice.server.commons.Commons;
import coppice.server.commons.CommonsFounded;
import coppice.server.commons.Commonses;
import coppice.server.commons.Standing;
import coppice.server.commons.Steward;
import coppice.server.kernel.Answer;
import coppice.server.kernel.Combining;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.EntryId;
import coppice.server.kernel.Fields;
import coppice.server.kernel.Ids;
import coppice.server.kernel.KernelRefusal;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.Refused;
import coppice.server.kernel.RequestKey;
import coppice.server.kernel.Today;
import coppice.server.kernel.Transactions;
import coppice.server.ledger.Account.Holder;
import coppice.server.ledger.Account.Kind;
import coppice.server.ledger.Account.Spec;
import coppice.server.ledger.Posting.Leg;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.springframework.context.ApplicationEventPublisher;
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
    /// The category of what is put in to be given back, and is no income.
    public static final String CAPITAL = "capital";

    private final EntryTables tables;
    private final AccountTables accounts;
    private final FlowTables flows;
    private final ChartOfAccounts chart;
    private final HandBooking hand;
    private final Commonses commonses;
    private final Transactions transactions;
    private final Ids ids;
    private final Today today;
    private final ApplicationEventPublisher events;
    private final Combining<CommonsId, Asked, Booked> desk;

    Ledger(
            EntryTables tables,
            AccountTables accounts,
            FlowTables flows,
            ChartOfAccounts chart,
            HandBooking hand,
            Commonses commonses,
            Transactions transactions,
            Ids ids,
            Today today,
            ApplicationEventPublisher events) {
        this.tables = tables;
        this.accounts = accounts;
        this.flows = flows;
        this.chart = chart;
        this.hand = hand;
        this.commonses = commonses;
        this.events = events;
        this.desk = new Combining<>(
                transactions,
                (_, asked) -> each(
                        asked.getFirst().commons(),
                        asked.stream().map(Asked::posting).toList()));
        this.transactions = transactions;
        this.ids = ids;
        this.today = today;
    }

    @EventListener
    void openFunds(CommonsFounded founded) {
        accounts(founded.commons(), chart.fromTheStart());
    }

    /// The account, opened if it was not there.
    public Account account(Commons commons, Spec spec) {
        return accounts(commons, List.of(spec)).values().iterator().next();
    }

    /// The accounts by code, each opened if it was not there.
    public Map<String, Account> accounts(Commons commons, Collection<Spec> specs) {
        return transactions.run(() -> opened(commons, specs, accounts::byCodes));
    }

    private Map<String, Account> opened(
            Commons commons,
            Collection<Spec> specs,
            BiFunction<CommonsId, Collection<String>, Map<String, Account>> read) {
        var wanted = new LinkedHashMap<String, Spec>();
        for (var spec : specs) wanted.putIfAbsent(spec.code(), spec);
        var found = read.apply(commons.id(), wanted.keySet());
        if (found.size() == wanted.size()) return found;
        accounts.open(commons, wanted.values(), ids);
        return read.apply(commons.id(), wanted.keySet());
    }

    /// Books one entry, once: the same key and content again give the first entry and book nothing.
    ///
    /// Outside a transaction it is booked together with whatever else waits for this ledger; it is on disk
    /// before this is done, and what is refused is refused alone.
    public Entry post(Commons commons, Posting posting) {
        var booked = transactions.running()
                ? post(commons, List.of(posting)).getFirst()
                : desk.ask(commons.id(), new Asked(commons, posting));
        return booked.fresh().orElseGet(() -> entry(commons.id(), booked.id()));
    }

    private record Asked(Commons commons, Posting posting) {}

    /// What asking for an entry came to.
    ///
    /// @param fresh the entry, unless it had been booked before
    public record Booked(EntryId id, Optional<Entry> fresh) {}

    /// Books all entries or none; those whose key is already known are left as they are.
    public List<Booked> post(Commons commons, List<Posting> postings) {
        return transactions.run(
                () -> each(commons, postings).stream().map(Answer::orRefuse).toList());
    }

    /// Books, in the caller's transaction, every posting that can be; the others are refused one by one.
    ///
    /// Accounts are locked first, in the order of their ids, so that two movements never wait for each other
    /// in a ring; what is then read about keys and totals holds until the transaction ends.
    public List<Answer<Booked>> each(Commons commons, List<Posting> postings) {
        var between = postings.stream()
                .flatMap(posting -> posting.legs().stream())
                .flatMap(leg -> Stream.of(leg.from(), leg.to()))
                .toList();
        var locked = opened(commons, between, accounts::lock);
        var keys = postings.stream()
                .flatMap(posting -> posting.key().keys().stream())
                .toList();
        var corrects = postings.stream()
                .flatMap(posting -> posting.corrects().stream())
                .toList();
        var batch = new Batch(
                commons,
                locked,
                tables.byKeys(commons.id(), keys),
                tables.corrected(commons.id(), corrects),
                ids,
                today.now());
        var answers = postings.stream()
                .map(posting -> Answer.of(() -> batch.take(posting)))
                .toList();
        tables.add(commons, batch.lines(), locked.values());
        if (!batch.onlyPaysPeople()) commonses.refuseEnded(commons);
        var fresh = new HashMap<EntryId, Entry>();
        for (var line : batch.lines()) fresh.put(line.entry().id(), line.entry());
        return answers.stream()
                .map(answer -> answer.map(id -> new Booked(id, Optional.ofNullable(fresh.get(id)))))
                .toList();
    }

    /// Waits for all that is being booked, and keeps others from booking until the transaction is over.
    public void hold(Commons commons) {
        accounts.lock(
                commons.id(), accounts(commons.id()).stream().map(Account::code).toList());
    }

    /// An entry that a steward writes by hand.
    ///
    /// @param from a fund, a category of the world outside, or an account by its code
    public record ByHand(
            LocalDate bookedOn, String description, String from, String to, String party, long minorUnits) {}

    /// Books an entry by a steward's act. What leaves a fund that a matter of the charter guards needs a
    /// decision, where the charter does not leave it to stewards.
    public Entry book(Authorised by, ByHand entry, String key) {
        var commons = by.commons();
        var request = RequestKey.asked("book", by.party(), key, entry);
        chart.fund(entry.from()).flatMap(Fund::spentBy).ifPresent(matter -> commonses.mayDecide(by, matter));
        if (entry.party().isEmpty()) return post(commons, hand.posting(by, entry, Optional.empty(), request));
        return transactions.run(() -> {
            var party = Optional.of(counterparty(by.commons().id(), entry.party()));
            return post(commons, hand.posting(by, entry, party, request));
        });
    }

    /// Somebody outside, by name; the same name is the same party.
    public PartyId counterparty(CommonsId commons, String name) {
        String plain = Fields.text("party", name, 80);
        return counterparties(commons, Map.of("hand:" + plain, plain))
                .values()
                .iterator()
                .next();
    }

    /// The party for each name in somebody's files; made when it is new.
    public Map<String, PartyId> counterparties(CommonsId commons, Map<String, String> namesByKey) {
        return accounts.counterparties(commons, namesByKey);
    }

    /// Takes an entry back by an opposite one that names it; refused when it was taken back already, or when
    /// another room counts on it.
    public Entry reverse(Steward steward, EntryId entry, String reason, String key) {
        var commons = steward.commons();
        return transactions.run(() -> {
            var original = entry(commons.id(), entry);
            events.publishEvent(new EntryTakenBack(commons.id(), entry));
            var between = accounts.byIds(
                    commons.id(),
                    original.legs().stream()
                            .flatMap(leg -> Stream.of(leg.from(), leg.to()))
                            .toList());
            var legs = original.legs().reversed().stream()
                    .map(leg -> new Leg(
                            AccountTables.known(between, leg.to()).spec(),
                            AccountTables.known(between, leg.from()).spec(),
                            leg.minorUnits()))
                    .toList();
            var decided = original.authority() == Authority.MANDATE ? Authority.MANDATE : Authority.STEWARDS_ACT;
            var party = steward.party();
            var request = RequestKey.asked("reverse", party, key, entry, reason);
            return post(
                    commons,
                    Posting.under(decided, party.toString(), Optional.of(party), today.date(), request)
                            .described(Fields.text("reason", reason, 500))
                            .correcting(entry)
                            .of(legs));
        });
    }

    public Entry entry(CommonsId commons, EntryId id) {
        return tables.entry(commons, id).orElseThrow(() -> new Refused(new KernelRefusal.NotFound()));
    }

    /// Entries, the newest first.
    public List<Entry> entries(CommonsId commons, EntryFilter filter) {
        return tables.entries(commons, filter);
    }

    /// Every entry as `reader` may see it, the oldest first, in portions: a large ledger never lies in memory at once.
    public void eachEntry(Standing reader, Consumer<Entry> taker) {
        tables.each(reader.commons().id(), entry -> taker.accept(entry.seenBy(reader)));
    }

    /// All accounts with their totals, by code.
    public List<Account> accounts(CommonsId commons) {
        return accounts.accounts(commons);
    }

    public Account account(CommonsId commons, LedgerAccountId id) {
        return Optional.ofNullable(accounts.byIds(commons, List.of(id)).get(id))
                .orElseThrow(() -> new Refused(new KernelRefusal.NotFound()));
    }

    /// The entry that was booked with this key, if one was; refuses a key that was used for something else.
    public Optional<EntryId> booked(CommonsId commons, RequestKey key) {
        var known = tables.byKeys(commons, key.keys());
        return key.known(asked -> Optional.ofNullable(known.get(asked)));
    }

    /// Those accounts that are there, by code; none is opened.
    public Map<String, Account> known(CommonsId commons, Collection<String> codes) {
        return accounts.byCodes(commons, codes);
    }

    public Map<LedgerAccountId, Account> accounts(CommonsId commons, Collection<LedgerAccountId> wanted) {
        return accounts.byIds(commons, wanted);
    }

    /// What is held for members: what they have been credited with and not paid.
    public long owed(CommonsId commons) {
        return accounts(commons).stream()
                .filter(account -> account.holder() == Holder.MEMBER)
                .mapToLong(Account::holdsMinorUnits)
                .sum();
    }

    /// How many accounts' totals differ from the sum of their transfers: 0 unless somebody wrote past this room.
    public long wrongTotals(CommonsId commons) {
        return flows.wrongTotals(commons);
    }
}
