package coppice.server.outcomes;

import coppice.server.commons.Member;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.Row;
import coppice.server.kernel.Rows;
import coppice.server.outcomes.Results.Line;
import coppice.server.outcomes.Results.Milestone;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;

/// All SQL about results.
@Repository
class ResultTables {
    private static final TypeReference<List<PartyId>> PARTIES = new TypeReference<>() {};

    private final Rows db;

    ResultTables(Rows db) {
        this.db = db;
    }

    void add(Member by, SubjectId subject, Line line) {
        db.sql("""
                        insert into outcomes.result (commons_id, id, subject_id, statement, responsible,
                          progress_percent, review_on, written_by, written_at)
                        values (?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?)""")
                .with(
                        by.commons().id(),
                        line.id(),
                        subject,
                        line.statement(),
                        db.json(line.responsible().stream().toList()),
                        line.progressPercent(),
                        line.reviewOn(),
                        by.party(),
                        line.writtenAt())
                .update();
    }

    private Line line(Row row) {
        return new Line(
                row.value("id", LineId.class),
                row.text("statement"),
                row.json("responsible", PARTIES),
                row.whole("progress_percent"),
                row.optional("review_on", LocalDate.class),
                row.value("written_by", PartyId.class),
                row.value("written_at", Instant.class));
    }

    /// What was written, the newest first, by what it is about.
    Map<SubjectId, List<Line>> lines(CommonsId commons, Collection<SubjectId> subjects) {
        var lines = new HashMap<SubjectId, List<Line>>();
        db.sql("""
                        select * from outcomes.result where commons_id = ? and subject_id = any (?)
                        order by written_at desc, id desc""")
                .with(commons, subjects)
                .each(row -> lines.computeIfAbsent(row.value("subject_id", SubjectId.class), _ -> new ArrayList<>())
                        .add(line(row)));
        return lines;
    }

    record Due(SubjectId subject, Line line) {}

    /// The newest line of every subject whose day of review has come and was not told of.
    List<Due> dueForReview(CommonsId commons, LocalDate today) {
        return db.sql("""
                        select * from (select distinct on (subject_id) * from outcomes.result
                          where commons_id = ? order by subject_id, written_at desc, id desc) as r
                        where r.review_on <= ? and not exists (select 1 from outcomes.reminder m
                          where m.commons_id = r.commons_id and m.subject_id = r.id)""")
                .with(commons, today)
                .list(row -> new Due(row.value("subject_id", SubjectId.class), line(row)));
    }

    /// False when it was done before.
    boolean addReminder(CommonsId commons, LineId line, Instant now) {
        return db.sql("""
                        insert into outcomes.reminder (commons_id, subject_id, reminded_at) values (?, ?, ?)
                        on conflict do nothing""").with(commons, line, now).update() == 1;
    }

    void addMilestone(Member by, SubjectId subject, Milestone milestone, Instant now) {
        db.sql("""
                        insert into outcomes.milestone
                          (commons_id, id, subject_id, title, due_on, added_by, added_at)
                        values (?, ?, ?, ?, ?, ?, ?)""")
                .with(by.commons().id(), milestone.id(), subject, milestone.title(), milestone.dueOn(), by.party(), now)
                .update();
    }

    Optional<SubjectId> subjectOf(CommonsId commons, MilestoneId milestone) {
        return db.sql("select subject_id from outcomes.milestone where commons_id = ? and id = ?")
                .with(commons, milestone)
                .optional(SubjectId.class);
    }

    void done(Member by, MilestoneId milestone, Instant now) {
        db.sql("""
                        update outcomes.milestone set done_by = ?, done_at = ?
                        where commons_id = ? and id = ? and done_at is null""").with(by.party(), now, by.commons().id(), milestone).update();
    }

    Map<SubjectId, List<Milestone>> milestones(CommonsId commons, Collection<SubjectId> subjects) {
        var milestones = new HashMap<SubjectId, List<Milestone>>();
        db.sql("""
                        select id, subject_id, title, due_on, done_at from outcomes.milestone
                        where commons_id = ? and subject_id = any (?) order by due_on nulls last, id""")
                .with(commons, subjects)
                .each(row -> milestones
                        .computeIfAbsent(row.value("subject_id", SubjectId.class), _ -> new ArrayList<>())
                        .add(row.as(Milestone.class)));
        return milestones;
    }
}
