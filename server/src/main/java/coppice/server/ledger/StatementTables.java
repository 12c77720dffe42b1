package coppice.server.ledger;

import coppice.server.kernel.CommonsId;
import coppice.server.kernel.PartyId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// All SQL about statements.
@Repository
class StatementTables {
    private static final String STATEMENT = """
            select id, name, mapping, brought_at, booked_at, booked_rows, known_rows, end_stated, end_sum
            from ledger.statement
            """;

    private final JdbcClient db;

    StatementTables(JdbcClient db) {
        this.db = db;
    }

    private static Statement statement(ResultSet row, int number) throws SQLException {
        return new Statement(
                row.getObject("id", UUID.class),
                row.getString("name"),
                Statement.Form.valueOf(row.getString("mapping")),
                row.getTimestamp("brought_at").toInstant(),
                Optional.ofNullable(row.getTimestamp("booked_at")).map(Timestamp::toInstant),
                row.getInt("booked_rows"),
                row.getInt("known_rows"),
                Optional.ofNullable(row.getObject("end_stated", Long.class)),
                row.getLong("end_sum"));
    }

    void add(CommonsId commons, UUID id, String name, String content, Statement.Form form, PartyId by, Instant now) {
        db.sql("""
                        insert into ledger.statement (commons_id, id, name, content, brought_at, brought_by, mapping)
                        values (?, ?, ?, ?, ?, ?, ?)""")
                .params(commons.value(), id, name, content, Timestamp.from(now), by.value(), form.name())
                .update();
    }

    List<Statement> all(CommonsId commons) {
        return db.sql(STATEMENT + " where commons_id = ? order by brought_at desc")
                .param(commons.value())
                .query(StatementTables::statement)
                .list();
    }

    Optional<Statement> one(CommonsId commons, UUID id) {
        return db.sql(STATEMENT + " where commons_id = ? and id = ?")
                .params(commons.value(), id)
                .query(StatementTables::statement)
                .optional();
    }

    String content(CommonsId commons, UUID id) {
        return db.sql("select content from ledger.statement where commons_id = ? and id = ?")
                .params(commons.value(), id)
                .query(String.class)
                .single();
    }

    void booked(CommonsId commons, UUID id, int booked, Statement.Report report, Instant now) {
        db.sql("""
                        update ledger.statement
                        set booked_at = ?, booked_rows = ?, known_rows = ?, end_stated = ?, end_sum = ?
                        where commons_id = ? and id = ? and booked_at is null""")
                .param(Timestamp.from(now))
                .param(booked)
                .param(report.known())
                .param(report.endStated().orElse(null))
                .param(report.endSum())
                .param(commons.value())
                .param(id)
                .update();
    }
}
