package coppice.server.ledger;

import coppice.server.kernel.CommonsId;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.Rows;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Repository;

/// All SQL about statements.
@Repository
class StatementTables {
    private static final String STATEMENT = """
            select id, name, mapping as form, brought_at, booked_at, coalesce(booked_rows, 0) as booked_rows,
              coalesce(known_rows, 0) as known_rows, end_stated, coalesce(end_sum, 0) as end_sum
            from ledger.statement
            """;

    private final Rows db;

    StatementTables(Rows db) {
        this.db = db;
    }

    void add(
            CommonsId commons,
            StatementId id,
            String name,
            String content,
            Statement.Form form,
            PartyId by,
            Instant now) {
        db.sql("""
                        insert into ledger.statement (commons_id, id, name, content, brought_at, brought_by, mapping)
                        values (?, ?, ?, ?, ?, ?, ?)""").with(commons, id, name, content, now, by, form.name()).update();
    }

    List<Statement> all(CommonsId commons) {
        return db.sql(STATEMENT + " where commons_id = ? order by brought_at desc")
                .with(commons)
                .list(Statement.class);
    }

    Optional<Statement> one(CommonsId commons, StatementId id) {
        return db.sql(STATEMENT + " where commons_id = ? and id = ?")
                .with(commons, id)
                .optional(Statement.class);
    }

    String content(CommonsId commons, StatementId id) {
        return db.sql("select content from ledger.statement where commons_id = ? and id = ?")
                .with(commons, id)
                .single(String.class);
    }

    void booked(CommonsId commons, StatementId id, int booked, Statement.Report report, Instant now) {
        db.sql("""
                        update ledger.statement
                        set booked_at = ?, booked_rows = ?, known_rows = ?, end_stated = ?, end_sum = ?
                        where commons_id = ? and id = ? and booked_at is null""")
                .with(now, booked, report.known(), report.endStated(), report.endSum(), commons, id)
                .update();
    }
}
