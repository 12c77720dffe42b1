package coppice.server.expenses;

import coppice.server.expenses.Expense.State;
import coppice.server.expenses.Expense.Verdict;
import coppice.server.files.FileId;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.EntryId;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.RequestKey;
import coppice.server.kernel.Row;
import coppice.server.kernel.Rows;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.springframework.stereotype.Repository;

/// All SQL of expenses.
@Repository
class ExpenseTables {
    private static final String EXPENSE = """
            select e.*,
              array(select r.file_id from expenses.receipt r
                where r.commons_id = e.commons_id and r.expense_id = e.id order by r.file_id) as receipts,
              array(select v.party_id from expenses.verdict v
                where v.commons_id = e.commons_id and v.expense_id = e.id order by v.at, v.party_id) as judges,
              array(select v.approves from expenses.verdict v
                where v.commons_id = e.commons_id and v.expense_id = e.id order by v.at, v.party_id) as approvals,
              array(select v.reason from expenses.verdict v
                where v.commons_id = e.commons_id and v.expense_id = e.id order by v.at, v.party_id) as reasons,
              array(select v.at from expenses.verdict v
                where v.commons_id = e.commons_id and v.expense_id = e.id order by v.at, v.party_id) as moments
            from expenses.expense e where e.commons_id = ? and\s""";

    private final Rows db;

    ExpenseTables(Rows db) {
        this.db = db;
    }

    Optional<UUID> byKey(CommonsId commons, RequestKey key) {
        return db.sql(
                        "select id, request_key, request_digest from expenses.expense where commons_id = ? and request_key = any (?)")
                .with(commons, key.keys())
                .first(key, row -> row.value("id", UUID.class));
    }

    void add(CommonsId commons, Expense expense, RequestKey key) {
        db.sql("""
                        insert into expenses.expense (commons_id, id, budget_id, words, amount, claimed_by, payee, supplier,
                          claimed_at, state, request_key, request_digest) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .with(
                        commons,
                        expense.id(),
                        expense.budget(),
                        expense.words(),
                        expense.minorUnits(),
                        expense.claimedBy(),
                        expense.payee(),
                        expense.supplier(),
                        expense.claimedAt(),
                        expense.state(),
                        key.key(),
                        key.digest())
                .update();
        db.sql("insert into expenses.receipt (commons_id, expense_id, file_id) select ?, ?, * from unnest(?::uuid[])")
                .with(commons, expense.id(), expense.receipts())
                .update();
    }

    void decide(CommonsId commons, UUID expense, State state, Optional<EntryId> entry, Instant now) {
        db.sql("update expenses.expense set state = ?, entry_id = ?, decided_at = ? where commons_id = ? and id = ?")
                .with(state, entry, now, commons, expense)
                .update();
    }

    void say(CommonsId commons, UUID expense, Verdict verdict) {
        db.sql("""
                        insert into expenses.verdict (commons_id, expense_id, party_id, approves, reason, at)
                        values (?, ?, ?, ?, ?, ?)
                        on conflict (commons_id, expense_id, party_id)
                        do update set approves = excluded.approves, reason = excluded.reason, at = excluded.at""")
                .with(commons, expense, verdict.party(), verdict.approves(), verdict.reason(), verdict.at())
                .update();
    }

    Optional<Expense> expense(CommonsId commons, UUID id) {
        return db.sql(EXPENSE + "e.id = ?").with(commons, id).optional(ExpenseTables::expense);
    }

    List<Expense> of(CommonsId commons, UUID budget) {
        return db.sql(EXPENSE + "e.budget_id = ? order by e.id")
                .with(commons, budget)
                .list(ExpenseTables::expense);
    }

    /// The newest first, from the one after `before` on.
    List<Expense> expenses(CommonsId commons, Optional<UUID> before, int most) {
        return db.sql(EXPENSE + "(?::uuid is null or e.id < ?::uuid) order by e.id desc limit ?")
                .with(commons, before, before, most)
                .list(ExpenseTables::expense);
    }

    /// What was paid from a budget.
    long paid(CommonsId commons, UUID budget) {
        return db.sql("""
                        select coalesce(sum(amount), 0) from expenses.expense
                        where commons_id = ? and budget_id = ? and state = 'PAID'""").with(commons, budget).single(Long.class);
    }

    /// Open ones of others about which a member has not said anything yet, the oldest first.
    List<Expense> waiting(CommonsId commons, PartyId party) {
        return db.sql(EXPENSE + """
                        e.state = 'CLAIMED' and e.claimed_by <> ? and not exists (
                          select 1 from expenses.verdict v
                          where v.commons_id = e.commons_id and v.expense_id = e.id and v.party_id = ?)
                        order by e.claimed_at limit 100""").with(commons, party, party).list(ExpenseTables::expense);
    }

    /// All about which nothing has been decided.
    List<Expense> undecided(CommonsId commons) {
        return db.sql(EXPENSE + "e.state = 'CLAIMED' order by e.claimed_at, e.id")
                .with(commons)
                .list(ExpenseTables::expense);
    }

    /// Refuses all about which nothing has been decided.
    void lapse(CommonsId commons, Instant now) {
        db.sql("""
                        update expenses.expense set state = 'REFUSED', decided_at = ?
                        where commons_id = ? and state = 'CLAIMED'""").with(now, commons).update();
    }

    private static Expense expense(Row row) {
        var judges = row.list("judges", PartyId.class);
        var approvals = row.list("approvals", Boolean.class);
        var reasons = row.list("reasons", String.class);
        var moments = row.list("moments", Instant.class);
        return new Expense(
                row.value("id", UUID.class),
                row.value("budget_id", UUID.class),
                row.text("words"),
                row.number("amount"),
                row.value("claimed_by", PartyId.class),
                row.optional("payee", PartyId.class),
                row.text("supplier"),
                row.value("claimed_at", Instant.class),
                row.value("state", State.class),
                row.optional("entry_id", EntryId.class),
                row.list("receipts", FileId.class),
                IntStream.range(0, judges.size())
                        .mapToObj(i -> new Verdict(judges.get(i), approvals.get(i), reasons.get(i), moments.get(i)))
                        .toList());
    }
}
