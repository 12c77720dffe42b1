package coppice.server.cobudgeting;

import coppice.server.cobudgeting.Expense.State;
import coppice.server.cobudgeting.Expense.Verdict;
import coppice.server.files.FileId;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.EntryId;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.RequestKey;
import coppice.server.kernel.Row;
import coppice.server.kernel.Rows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Repository;

/// All SQL about expenses.
@Repository
class ExpenseTables {
    private final Rows db;

    ExpenseTables(Rows db) {
        this.db = db;
    }

    Optional<UUID> byKey(CommonsId commons, RequestKey key) {
        return db.sql(
                        "select id, request_key, request_digest from cobudgeting.expense where commons_id = ? and request_key = any (?)")
                .with(commons, key.keys())
                .first(key, row -> row.value("id", UUID.class));
    }

    void add(CommonsId commons, Expense expense, RequestKey key) {
        db.sql("""
                        insert into cobudgeting.expense (commons_id, id, bucket_id, words, amount, claimed_by, payee, supplier,
                          claimed_at, state, request_key, request_digest) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .with(
                        commons,
                        expense.id(),
                        expense.bucket(),
                        expense.words(),
                        expense.minorUnits(),
                        expense.claimedBy().value(),
                        expense.payee(),
                        expense.supplier(),
                        expense.claimedAt(),
                        expense.state().name(),
                        key.key(),
                        key.digest())
                .update();
        for (var file : expense.receipts())
            db.sql("insert into cobudgeting.receipt (commons_id, expense_id, file_id) values (?, ?, ?)")
                    .with(commons, expense.id(), file)
                    .update();
    }

    void decide(CommonsId commons, UUID expense, State state, Optional<EntryId> entry, Instant now) {
        db.sql("""
                        update cobudgeting.expense set state = ?, entry_id = ?, decided_at = ?
                        where commons_id = ? and id = ?""").with(state.name(), entry, now, commons, expense).update();
    }

    void say(CommonsId commons, UUID expense, Verdict verdict) {
        db.sql("""
                        insert into cobudgeting.verdict (commons_id, expense_id, party_id, approves, reason, at)
                        values (?, ?, ?, ?, ?, ?)
                        on conflict (commons_id, expense_id, party_id)
                        do update set approves = excluded.approves, reason = excluded.reason, at = excluded.at""")
                .with(commons, expense, verdict.party(), verdict.approves(), verdict.reason(), verdict.at())
                .update();
    }

    Optional<Expense> expense(CommonsId commons, UUID id) {
        return filled(
                        commons,
                        db.sql("select * from cobudgeting.expense where commons_id = ? and id = ?")
                                .with(commons, id)
                                .list(ExpenseTables::expense))
                .stream()
                .findFirst();
    }

    List<Expense> ofBucket(CommonsId commons, UUID bucket) {
        return filled(
                commons,
                db.sql("select * from cobudgeting.expense where commons_id = ? and bucket_id = ? order by id")
                        .with(commons, bucket)
                        .list(ExpenseTables::expense));
    }

    /// Open ones of others about which a member has not said anything yet, the oldest first.
    List<Expense> waiting(CommonsId commons, PartyId party) {
        return db.sql("""
                        select e.* from cobudgeting.expense e
                        where e.commons_id = ? and e.state = 'CLAIMED' and e.claimed_by <> ? and not exists (
                          select 1 from cobudgeting.verdict v
                          where v.commons_id = e.commons_id and v.expense_id = e.id and v.party_id = ?)
                        order by e.claimed_at limit 100""").with(commons, party, party).list(ExpenseTables::expense);
    }

    /// All about which nothing has been decided.
    List<Expense> undecided(CommonsId commons) {
        return db.sql("""
                        select * from cobudgeting.expense where commons_id = ? and state = 'CLAIMED'
                        order by claimed_at, id""").with(commons).list(ExpenseTables::expense);
    }

    /// Refuses all about which nothing has been decided.
    void lapse(CommonsId commons, Instant now) {
        db.sql("""
                        update cobudgeting.expense set state = 'REFUSED', decided_at = ?
                        where commons_id = ? and state = 'CLAIMED'""").with(now, commons).update();
    }

    private List<Expense> filled(CommonsId commons, List<Expense> bare) {
        if (bare.isEmpty()) return bare;
        var ids = bare.stream().map(Expense::id).toArray(UUID[]::new);
        Map<UUID, List<FileId>> receipts = new HashMap<>();
        db.sql("select expense_id, file_id from cobudgeting.receipt where commons_id = ? and expense_id = any (?)")
                .with(commons, ids)
                .each(row -> {
                    receipts.computeIfAbsent(row.value("expense_id", UUID.class), _ -> new ArrayList<>())
                            .add(row.value("file_id", FileId.class));
                });
        Map<UUID, List<Verdict>> verdicts = new HashMap<>();
        db.sql("select * from cobudgeting.verdict where commons_id = ? and expense_id = any (?) order by at")
                .with(commons, ids)
                .each(row -> {
                    verdicts.computeIfAbsent(row.value("expense_id", UUID.class), _ -> new ArrayList<>())
                            .add(new Verdict(
                                    row.value("party_id", PartyId.class),
                                    row.truth("approves"),
                                    row.text("reason"),
                                    row.value("at", Instant.class)));
                });
        return bare.stream()
                .map(one -> new Expense(
                        one.id(),
                        one.bucket(),
                        one.words(),
                        one.minorUnits(),
                        one.claimedBy(),
                        one.payee(),
                        one.supplier(),
                        one.claimedAt(),
                        one.state(),
                        one.entry(),
                        receipts.getOrDefault(one.id(), List.of()),
                        verdicts.getOrDefault(one.id(), List.of())))
                .toList();
    }

    private static Expense expense(Row row) {
        return new Expense(
                row.value("id", UUID.class),
                row.value("bucket_id", UUID.class),
                row.text("words"),
                row.number("amount"),
                row.value("claimed_by", PartyId.class),
                row.optional("payee", PartyId.class),
                row.text("supplier"),
                row.value("claimed_at", Instant.class),
                row.value("state", State.class),
                row.optional("entry_id", EntryId.class),
                List.of(),
                List.of());
    }
}
