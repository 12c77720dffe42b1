package coppice.server.ledger;

import coppice.server.commons.Authorised.Authority;
import coppice.server.commons.Commons;
import coppice.server.commons.CommonsRefusal;
import coppice.server.kernel.EntryId;
import coppice.server.kernel.Ids;
import coppice.server.kernel.KernelRefusal;
import coppice.server.kernel.Refused;
import coppice.server.kernel.RequestKey;
import coppice.server.kernel.RequestKey.Known;
import coppice.server.ledger.Account.Holder;
import coppice.server.ledger.Account.Kind;
import coppice.server.ledger.Posting.Leg;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Postings decided one after the other against accounts that are locked meanwhile.
final class Batch {
    private final Commons commons;
    private final Map<String, Account> accounts;
    private final Map<String, Known<EntryId>> known;
    private final Set<EntryId> corrected;
    private final Ids ids;
    private final Instant now;
    private final Map<LedgerAccountId, Long> holds = new HashMap<>();
    private final List<Line> lines = new ArrayList<>();

    /// An entry that was decided, as it will be stored.
    record Line(Entry entry, RequestKey key) {}

    Batch(
            Commons commons,
            Map<String, Account> accounts,
            Map<String, Known<EntryId>> known,
            Set<EntryId> corrected,
            Ids ids,
            Instant now) {
        this.commons = commons;
        this.accounts = accounts;
        this.known = new HashMap<>(known);
        this.corrected = new HashSet<>(corrected);
        this.ids = ids;
        this.now = now;
        accounts.values().forEach(account -> holds.put(account.id(), account.holdsMinorUnits()));
    }

    List<Line> lines() {
        return lines;
    }

    /// The id of the entry; refuses what may not be booked and leaves the totals as they were.
    EntryId take(Posting posting) {
        return posting.key().once(key -> Optional.ofNullable(known.get(key)), () -> decide(posting));
    }

    private EntryId decide(Posting posting) {
        if (posting.legs().isEmpty()) throw new IllegalArgumentException("an entry has at least one leg");
        posting.corrects().filter(corrected::contains).ifPresent(_ -> {
            throw new Refused(new LedgerRefusal.AlreadyCorrected());
        });
        var changes = new HashMap<Account, Long>();
        var legs = new ArrayList<Entry.Leg>();
        for (var leg : posting.legs()) {
            var from = account(leg.from().code());
            var to = account(leg.to().code());
            allowed(posting.authority(), leg, from, to);
            changes.merge(from, -leg.minorUnits(), Math::addExact);
            changes.merge(to, leg.minorUnits(), Math::addExact);
            legs.add(new Entry.Leg(from.id(), to.id(), leg.minorUnits()));
        }
        changes.forEach(this::covered);
        changes.forEach((account, change) -> roomy(account, change, posting.mostHeld()));
        changes.forEach((account, change) -> holds.merge(account.id(), change, Math::addExact));
        var entry = new Entry(
                ids.next(EntryId::new),
                posting.bookedOn(),
                now,
                posting.recordedBy(),
                posting.description(),
                posting.authority(),
                posting.authorityRef(),
                posting.corrects(),
                Optional.empty(),
                List.copyOf(legs));
        lines.add(new Line(entry, posting.key()));
        known.put(posting.key().key(), new Known<>(posting.key().digest(), entry.id()));
        posting.corrects().ifPresent(corrected::add);
        return entry.id();
    }

    /// Whether nothing moves but between people's accounts and the outside, as it may after the end. It is asked
    /// when the entries are written: they wait for whoever ends the commons meanwhile.
    boolean onlyPaysPeople() {
        var people = accounts.values().stream()
                .filter(account -> account.holder() != Holder.COMMONS && account.holder() != Holder.HOST)
                .map(Account::id)
                .toList();
        return lines.stream()
                .flatMap(line -> line.entry().legs().stream())
                .allMatch(leg -> people.contains(leg.from()) && people.contains(leg.to()));
    }

    private Account account(String code) {
        var account = accounts.get(code);
        if (account == null) throw new Refused(new KernelRefusal.NotFound());
        return account;
    }

    private void covered(Account account, long change) {
        long held = holds.getOrDefault(account.id(), 0L);
        if (account.inside() && held + change < 0)
            throw new Refused(
                    new LedgerRefusal.Overdraft(account.category(), commons.money(held), commons.money(-change)));
    }

    private void roomy(Account account, long change, Map<String, Long> mostHeld) {
        Long most = mostHeld.get(account.code());
        long held = holds.getOrDefault(account.id(), 0L);
        if (most != null && change > 0 && held + change > most)
            throw new Refused(
                    new LedgerRefusal.OverLimit(account.category(), commons.money(held), commons.money(most)));
    }

    private static void allowed(Authority authority, Leg leg, Account from, Account to) {
        if (leg.minorUnits() <= 0) throw new IllegalArgumentException("a leg moves more than nothing");
        if (from.id().equals(to.id()) || !(from.inside() || to.inside()))
            throw new Refused(new LedgerRefusal.SameAccount());
        if (from.kind() == Kind.LOCKED && !(to.kind() == Kind.LOCKED && to.inside()))
            throw new Refused(new LedgerRefusal.Locked(from.category()));
        if (from.kind() == Kind.RESERVE && authority != Authority.MANDATE && authority != Authority.STEWARDS_ACT)
            throw new Refused(new CommonsRefusal.NeedsADecision(from.category()));
    }
}
