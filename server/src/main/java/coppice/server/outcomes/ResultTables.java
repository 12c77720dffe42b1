package coppice.server.outcomes;

import coppice.server.commons.Member;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.PartyId;
import coppice.server.outcomes.Results.Line;
import coppice.server.outcomes.Results.Milestone;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// All SQL about results.
@Repository
class ResultTables {
    private static final TypeReference<List<UUID>> PARTIES = new TypeReference<>() {};

    private final JdbcClient db;
    private final JsonMapper json;

    ResultTables(JdbcClient db, JsonMapper json) {
        this.db = db;
        this.json = json;
    }

    void add(Member by, UUID subject, Line line) {
        db.sql("""
                        insert into outcomes.result (commons_id, id, subject_id, statement, responsible,
                          progress_percent, review_on, written_by, written_at)
                        values (?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?)""")
                .param(by.commons().id().value())
                .param(line.id())
                .param(subject)
                .param(line.statement())
                .param(json.writeValueAsString(
                        line.responsible().stream().map(PartyId::value).toList()))
                .param(line.progressPercent())
                .param(line.reviewOn().orElse(null))
                .param(by.party().value())
                .param(Timestamp.from(line.writtenAt()))
                .update();
    }

    private Line line(ResultSet row) throws SQLException {
        return new Line(
                row.getObject("id", UUID.class),
                row.getString("statement"),
                json.readValue(row.getString("responsible"), PARTIES).stream()
                        .map(PartyId::new)
                        .toList(),
                row.getInt("progress_percent"),
                Optional.ofNullable(row.getObject("review_on", LocalDate.class)),
                PartyId.of(row, "written_by"),
                row.getTimestamp("written_at").toInstant());
    }

    List<Line> lines(CommonsId commons, UUID subject) {
        return db.sql("""
                        select * from outcomes.result where commons_id = ? and subject_id = ?
                        order by written_at desc, id desc""")
                .params(commons.value(), subject)
                .query((row, _) -> line(row))
                .list();
    }

    record Due(UUID subject, Line line) {}

    /// The newest line of every subject whose day of review has come and was not told of.
    List<Due> dueForReview(CommonsId commons, LocalDate today) {
        return db.sql("""
                        select * from (select distinct on (subject_id) * from outcomes.result
                          where commons_id = ? order by subject_id, written_at desc, id desc) as r
                        where r.review_on <= ? and not exists (select 1 from outcomes.reminder m
                          where m.commons_id = r.commons_id and m.subject_id = r.id)""")
                .params(commons.value(), today)
                .query((row, _) -> new Due(row.getObject("subject_id", UUID.class), line(row)))
                .list();
    }

    /// False when it was done before.
    boolean addReminder(CommonsId commons, UUID line, Instant now) {
        return db.sql("""
                        insert into outcomes.reminder (commons_id, subject_id, reminded_at) values (?, ?, ?)
                        on conflict do nothing""").params(commons.value(), line, Timestamp.from(now)).update() == 1;
    }

    void addMilestone(Member by, UUID subject, Milestone milestone, Instant now) {
        db.sql("""
                        insert into outcomes.milestone
                          (commons_id, id, subject_id, title, due_on, added_by, added_at)
                        values (?, ?, ?, ?, ?, ?, ?)""")
                .params(by.commons().id().value(), milestone.id(), subject, milestone.title())
                .param(milestone.dueOn().orElse(null))
                .params(by.party().value(), Timestamp.from(now))
                .update();
    }

    Optional<UUID> subjectOf(CommonsId commons, UUID milestone) {
        return db.sql("select subject_id from outcomes.milestone where commons_id = ? and id = ?")
                .params(commons.value(), milestone)
                .query(UUID.class)
                .optional();
    }

    void done(Member by, UUID milestone, Instant now) {
        db.sql("""
                        update outcomes.milestone set done_by = ?, done_at = ?
                        where commons_id = ? and id = ? and done_at is null""")
                .params(
                        by.party().value(),
                        Timestamp.from(now),
                        by.commons().id().value(),
                        milestone)
                .update();
    }

    List<Milestone> milestones(CommonsId commons, UUID subject) {
        return db.sql("""
                        select id, title, due_on, done_at from outcomes.milestone
                        where commons_id = ? and subject_id = ? order by due_on nulls last, id""")
                .params(commons.value(), subject)
                .query((row, _) -> new Milestone(
                        row.getObject("id", UUID.class),
                        row.getString("title"),
                        Optional.ofNullable(row.getObject("due_on", LocalDate.class)),
                        Optional.ofNullable(row.getTimestamp("done_at")).map(Timestamp::toInstant)))
                .list();
    }
}
