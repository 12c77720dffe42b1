package coppice.server.cobudgeting;

import coppice.server.charter.Charters;
import coppice.server.cobudgeting.BucketState.Event;
import coppice.server.cobudgeting.Expense.State;
import coppice.server.cobudgeting.Expense.Verdict;
import coppice.server.commons.Authorised;
import coppice.server.commons.Commons;
import coppice.server.commons.Commonses;
import coppice.server.commons.Matter;
import coppice.server.commons.Member;
import coppice.server.contributions.ContributionRules;
import coppice.server.files.Files;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.Fields;
import coppice.server.kernel.Ids;
import coppice.server.kernel.KernelRefusal;
import coppice.server.kernel.Money;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.Refused;
import coppice.server.kernel.RequestKey;
import coppice.server.kernel.Today;
import coppice.server.kernel.Transactions;
import coppice.server.ledger.Account.Spec;
import coppice.server.ledger.EntryTakenBack;
import coppice.server.ledger.Ledger;
import coppice.server.ledger.LedgerRefusal;
import coppice.server.ledger.Posting.Leg;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;

/// What is spent on a bucket: claimed with a receipt, approved by others, paid from the bucket's own account.
@Service
public class Expenses {
    private final ExpenseTables tables;
    private final RoundTables rounds;
    private final BucketTables buckets;
    private final Changes changes;
    private final Clockwork clockwork;
    private final Movements movements;
    private final Ledger ledger;
    private final Commonses commonses;
    private final Charters charters;
    private final Files files;
    private final News news;
    private final Transactions transactions;
    private final Ids ids;
    private final Today today;

    Expenses(
            ExpenseTables tables,
            RoundTables rounds,
            BucketTables buckets,
            Changes changes,
            Clockwork clockwork,
            Movements movements,
            Ledger ledger,
            Commonses commonses,
            Charters charters,
            Files files,
            News news,
            Transactions transactions,
            Ids ids,
            Today today) {
        this.tables = tables;
        this.rounds = rounds;
        this.buckets = buckets;
        this.changes = changes;
        this.clockwork = clockwork;
        this.movements = movements;
        this.ledger = ledger;
        this.commonses = commonses;
        this.charters = charters;
        this.files = files;
        this.news = news;
        this.transactions = transactions;
        this.ids = ids;
        this.today = today;
    }

    /// What is claimed.
    ///
    /// @param supplier who was paid from the commons' bank; empty: it is paid to whoever claims it
    public record Claim(String words, long minorUnits, String supplier, List<Files.Brought> receipts) {}

    public UUID claim(Member member, UUID bucketId, Claim claim, String key) {
        var commons = member.commons();
        clockwork.settleDue(commons);
        return transactions.run(() -> {
            String words = Fields.text("what", claim.words(), 500);
            String supplier = Fields.optional("supplier", claim.supplier(), 80);
            var request =
                    RequestKey.asked("expense", member.party(), key, bucketId, words, claim.minorUnits(), supplier);
            var known = tables.byKey(commons.id(), request);
            if (known.isPresent()) return known.get();
            var bucket = lock(commons, bucketId);
            if (!bucket.state().isSpending())
                throw new Refused(new CobudgetingRefusal.CannotHappen(bucket.state(), Event.START));
            long left = movements.holds(commons, bucket.account());
            if (claim.minorUnits() > left)
                throw new Refused(new CobudgetingRefusal.MoreThanBucketHolds(commons.money(left)));
            if (claim.receipts().isEmpty()) throw new Refused(new CobudgetingRefusal.ReceiptMissing());
            var expense = new Expense(
                    ids.next(),
                    bucketId,
                    words,
                    claim.minorUnits(),
                    member.party(),
                    supplier.isEmpty() ? Optional.of(member.party()) : Optional.empty(),
                    supplier,
                    today.now(),
                    State.CLAIMED,
                    Optional.empty(),
                    claim.receipts().stream()
                            .map(receipt -> files.keep(member, receipt).id())
                            .toList(),
                    List.of());
            tables.add(commons.id(), expense, request);
            news.claimed(bucket, member, commons.money(claim.minorUnits()));
            return expense.id();
        });
    }

    /// The bucket of an expense, locked; the round's lock comes first, as everywhere.
    private Bucket lock(Commons commons, UUID bucket) {
        if (rounds.shareOf(commons.id(), List.of(bucket)).isEmpty()) throw new Refused(new KernelRefusal.NotFound());
        return buckets.lock(commons.id(), List.of(bucket)).getFirst();
    }

    private record Held(Bucket bucket, Round round, Expense expense) {}

    private Held hold(Commons commons, UUID id) {
        var found = expense(commons.id(), id);
        var bucket = lock(commons, found.bucket());
        return new Held(bucket, rounds.round(commons.id(), bucket.round()).orElseThrow(), expense(commons.id(), id));
    }

    private static void refuseDecided(Expense expense) {
        if (expense.state() != State.CLAIMED) throw new Refused(new CobudgetingRefusal.ExpenseDecided(expense.state()));
    }

    /// How many others have to approve: as many as the charter asks for contributions, and one at least.
    public int needed(Commons commons) {
        return Math.max(
                1, charters.chapter(commons.id(), ContributionRules.class).peers());
    }

    /// Approves an expense or speaks against it; never one's own. The last approval that is needed pays it
    /// at once; as many who speak against it refuse it.
    public Expense judge(Member member, UUID id, boolean approves, String reason) {
        var commons = member.commons();
        clockwork.settleDue(commons);
        return transactions.run(() -> {
            var held = hold(commons, id);
            var expense = held.expense();
            refuseDecided(expense);
            if (expense.claimedBy().equals(member.party()) || expense.payee().equals(Optional.of(member.party())))
                throw new Refused(new CobudgetingRefusal.OwnExpense());
            Long largest = held.round().terms().largest();
            if (approves && largest != null && expense.minorUnits() > largest)
                throw new Refused(new CobudgetingRefusal.LargeExpense(commons.money(largest)));
            String why = approves ? Fields.optional("reason", reason, 500) : Fields.text("reason", reason, 500);
            tables.say(commons.id(), id, new Verdict(member.party(), approves, why, today.now()));
            var said = expense(commons.id(), id);
            int needed = needed(commons);
            if (said.approvals() >= needed) return pay(commons, held, Optional.of(member.party()), held.round());
            if (said.verdicts().size() - said.approvals() >= needed) {
                tables.decide(commons.id(), id, State.REFUSED, Optional.empty(), today.now());
                return told(commons, held);
            }
            return said;
        });
    }

    /// Pays an expense by the authority of the whole commons, whatever its size.
    public Expense approve(Authorised by, UUID id) {
        return transactions.run(() -> {
            commonses.mayDecide(by, Matter.SURPLUS);
            var held = hold(by.commons(), id);
            refuseDecided(held.expense());
            return pay(by.commons(), held, Optional.of(by.party()), held.round().allowedBy(by));
        });
    }

    private Expense pay(Commons commons, Held held, Optional<PartyId> by, Round authority) {
        var expense = held.expense();
        var bucket = held.bucket();
        if (!bucket.state().isSpending())
            throw new Refused(new CobudgetingRefusal.CannotHappen(bucket.state(), Event.START));
        var to = expense.payee()
                .map(Spec::member)
                .orElseGet(() ->
                        Spec.external("expenses", Optional.of(ledger.counterparty(commons.id(), expense.supplier()))));
        try {
            var entry = movements.move(
                    commons,
                    authority,
                    by,
                    expense.words(),
                    Movements.key("expense", expense.id()),
                    List.of(new Leg(bucket.account(), to, expense.minorUnits())));
            tables.decide(commons.id(), expense.id(), State.PAID, entry.map(one -> one.id()), today.now());
        } catch (Refused refused) {
            if (refused.refusal() instanceof LedgerRefusal.Overdraft(var _, Money holds, var _))
                throw new Refused(new CobudgetingRefusal.MoreThanBucketHolds(holds));
            throw refused;
        }
        if (bucket.state() == BucketState.FUNDED)
            changes.happen(commons.id(), bucket, Event.START, today.now(), Optional.empty(), "");
        return told(commons, held);
    }

    private Expense told(Commons commons, Held held) {
        var expense = expense(commons.id(), held.expense().id());
        news.decided(commons, held.bucket(), expense, commons.money(expense.minorUnits()));
        return expense;
    }

    /// Takes one's own claim back before it is decided.
    public Expense withdraw(Member member, UUID id) {
        var commons = member.commons();
        return transactions.run(() -> {
            var held = hold(commons, id);
            refuseDecided(held.expense());
            if (!held.expense().claimedBy().equals(member.party()))
                throw new Refused(new CobudgetingRefusal.NotResponsible());
            tables.decide(commons.id(), id, State.WITHDRAWN, Optional.empty(), today.now());
            return expense(commons.id(), id);
        });
    }

    public Expense expense(CommonsId commons, UUID id) {
        return tables.expense(commons, id).orElseThrow(() -> new Refused(new KernelRefusal.NotFound()));
    }

    public List<Expense> ofBucket(CommonsId commons, UUID bucket) {
        return tables.ofBucket(commons, bucket);
    }

    /// What moved by a round's rule is put right there, not by taking an entry back.
    @EventListener
    void keepWhatMovedByRule(EntryTakenBack takenBack) {
        var entry = ledger.entry(takenBack.commons(), takenBack.entry());
        var touched = entry.legs().stream()
                .flatMap(leg -> java.util.stream.Stream.of(leg.from(), leg.to()))
                .toList();
        for (var account : ledger.accounts(takenBack.commons(), touched).values())
            if (account.code().startsWith(Pool.ACCOUNT.code() + "."))
                throw new Refused(new CobudgetingRefusal.EntryOfRound(entry.description()));
    }
}
