package coppice.server.cobudgeting;

import coppice.server.cobudgeting.Expense.State;
import coppice.server.cobudgeting.Expense.Verdict;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.RequestKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// All SQL about expenses.
@Repository
class ExpenseTables {
    private final JdbcClient db;

    ExpenseTables(JdbcClient db) {
        this.db = db;
    }

    Optional<RoundTables.Known> byKey(CommonsId commons, RequestKey key) {
        return db.sql("select id, request_digest from cobudgeting.expense where commons_id = ? and request_key = ?")
                .params(commons.value(), key.key())
                .query((row, _) ->
                        new RoundTables.Known(row.getObject("id", UUID.class), row.getString("request_digest")))
                .optional();
    }

    void add(CommonsId commons, Expense expense, RequestKey key) {
        db.sql("""
                        insert into cobudgeting.expense (commons_id, id, bucket_id, words, amount, claimed_by, payee, supplier,
                          claimed_at, state, request_key, request_digest) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        commons.value(),
                        expense.id(),
                        expense.bucket(),
                        expense.words(),
                        expense.minorUnits(),
                        expense.claimedBy().value())
                .param(expense.payee().map(PartyId::value).orElse(null))
                .params(
                        expense.supplier(),
                        Timestamp.from(expense.claimedAt()),
                        expense.state().name(),
                        key.key(),
                        key.digest())
                .update();
        for (var file : expense.receipts())
            db.sql("insert into cobudgeting.receipt (commons_id, expense_id, file_id) values (?, ?, ?)")
                    .params(commons.value(), expense.id(), file)
                    .update();
    }

    void decide(CommonsId commons, UUID expense, State state, Optional<UUID> entry, Instant now) {
        db.sql("""
                        update cobudgeting.expense set state = ?, entry_id = ?, decided_at = ?
                        where commons_id = ? and id = ?""")
                .param(state.name())
                .param(entry.orElse(null))
                .params(Timestamp.from(now), commons.value(), expense)
                .update();
    }

    void say(CommonsId commons, UUID expense, Verdict verdict) {
        db.sql("""
                        insert into cobudgeting.verdict (commons_id, expense_id, party_id, approves, reason, at)
                        values (?, ?, ?, ?, ?, ?)
                        on conflict (commons_id, expense_id, party_id)
                        do update set approves = excluded.approves, reason = excluded.reason, at = excluded.at""")
                .params(
                        commons.value(),
                        expense,
                        verdict.party().value(),
                        verdict.approves(),
                        verdict.reason(),
                        Timestamp.from(verdict.at()))
                .update();
    }

    Optional<Expense> expense(CommonsId commons, UUID id) {
        return filled(
                        commons,
                        db.sql("select * from cobudgeting.expense where commons_id = ? and id = ?")
                                .params(commons.value(), id)
                                .query(ExpenseTables::expense)
                                .list())
                .stream()
                .findFirst();
    }

    List<Expense> ofBucket(CommonsId commons, UUID bucket) {
        return filled(
                commons,
                db.sql("select * from cobudgeting.expense where commons_id = ? and bucket_id = ? order by id")
                        .params(commons.value(), bucket)
                        .query(ExpenseTables::expense)
                        .list());
    }

    /// Open ones of others about which a member has not said anything yet, the oldest first.
    List<Expense> waiting(CommonsId commons, PartyId party) {
        return db.sql("""
                        select e.* from cobudgeting.expense e
                        where e.commons_id = ? and e.state = 'CLAIMED' and e.claimed_by <> ? and not exists (
                          select 1 from cobudgeting.verdict v
                          where v.commons_id = e.commons_id and v.expense_id = e.id and v.party_id = ?)
                        order by e.claimed_at limit 100""")
                .params(commons.value(), party.value(), party.value())
                .query(ExpenseTables::expense)
                .list();
    }

    /// All about which nothing has been decided.
    List<Expense> undecided(CommonsId commons) {
        return db.sql(
                        "select * from cobudgeting.expense where commons_id = ? and state = 'CLAIMED' order by claimed_at, id")
                .param(commons.value())
                .query(ExpenseTables::expense)
                .list();
    }

    /// Refuses all about which nothing has been decided.
    void lapse(CommonsId commons, Instant now) {
        db.sql("""
                        update cobudgeting.expense set state = 'REFUSED', decided_at = ?
                        where commons_id = ? and state = 'CLAIMED'""").params(Timestamp.from(now), commons.value()).update();
    }

    private List<Expense> filled(CommonsId commons, List<Expense> bare) {
        var ids = bare.stream().map(Expense::id).toArray(UUID[]::new);
        Map<UUID, List<UUID>> receipts = new HashMap<>();
        db.sql("select expense_id, file_id from cobudgeting.receipt where commons_id = ? and expense_id = any (?)")
                .params(commons.value(), ids)
                .query(row -> {
                    receipts.computeIfAbsent(row.getObject("expense_id", UUID.class), _ -> new ArrayList<>())
                            .add(row.getObject("file_id", UUID.class));
                });
        Map<UUID, List<Verdict>> verdicts = new HashMap<>();
        db.sql("select * from cobudgeting.verdict where commons_id = ? and expense_id = any (?) order by at")
                .params(commons.value(), ids)
                .query(row -> {
                    verdicts.computeIfAbsent(row.getObject("expense_id", UUID.class), _ -> new ArrayList<>())
                            .add(new Verdict(
                                    new PartyId(row.getObject("party_id", UUID.class)),
                                    row.getBoolean("approves"),
                                    row.getString("reason"),
                                    row.getTimestamp("at").toInstant()));
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

    private static Expense expense(ResultSet row, int number) throws SQLException {
        return new Expense(
                row.getObject("id", UUID.class),
                row.getObject("bucket_id", UUID.class),
                row.getString("words"),
                row.getLong("amount"),
                new PartyId(row.getObject("claimed_by", UUID.class)),
                Optional.ofNullable(row.getObject("payee", UUID.class)).map(PartyId::new),
                row.getString("supplier"),
                row.getTimestamp("claimed_at").toInstant(),
                State.valueOf(row.getString("state")),
                Optional.ofNullable(row.getObject("entry_id", UUID.class)),
                List.of(),
                List.of());
    }
}
