package coppice.server.decisions;

import coppice.server.commons.Member;
import coppice.server.decisions.News.Following;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.PartyId;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// All SQL about who is to be told what.
@Repository
class NewsTables {
    private final JdbcClient db;

    NewsTables(JdbcClient db) {
        this.db = db;
    }

    /// Whoever spoke in the thread, began it or follows all of it.
    List<PartyId> listeners(CommonsId commons, UUID thread) {
        return db.sql("""
                        select started_by as party_id from decisions.thread where commons_id = ? and id = ?
                        union select said_by from decisions.comment where commons_id = ? and thread_id = ?
                        union select party_id from decisions.following
                          where commons_id = ? and thread_id = ? and level = 'ALL'""")
                .params(commons.value(), thread, commons.value(), thread, commons.value(), thread)
                .query((row, _) -> DecisionTables.party(row, "party_id"))
                .list();
    }

    List<PartyId> deaf(CommonsId commons, UUID thread) {
        return db.sql(
                        "select party_id from decisions.following where commons_id = ? and thread_id = ? and level = 'NONE'")
                .params(commons.value(), thread)
                .query((row, _) -> DecisionTables.party(row, "party_id"))
                .list();
    }

    Following following(Member member, UUID thread) {
        return db.sql("select level from decisions.following where commons_id = ? and thread_id = ? and party_id = ?")
                .params(member.commons().id().value(), thread, member.party().value())
                .query(String.class)
                .optional()
                .map(Following::valueOf)
                .orElse(Following.USUAL);
    }

    void follow(Member member, UUID thread, Following following) {
        db.sql("""
                        insert into decisions.following (commons_id, thread_id, party_id, level) values (?, ?, ?, ?)
                        on conflict (commons_id, thread_id, party_id) do update set level = excluded.level""")
                .params(member.commons().id().value(), thread, member.party().value(), following.name())
                .update();
    }

    /// False when it was done before.
    boolean addReminder(CommonsId commons, UUID subject, Instant now) {
        return db.sql("""
                        insert into decisions.reminder (commons_id, subject_id, reminded_at) values (?, ?, ?)
                        on conflict do nothing""").params(commons.value(), subject, Timestamp.from(now)).update() == 1;
    }

    /// False when somebody did since `after`.
    boolean addNudge(Member by, UUID subject, UUID id, Instant now, Instant after) {
        return db.sql("""
                        insert into decisions.nudge (commons_id, id, subject_id, sent_by, sent_at)
                        select ?, ?, ?, ?, ? where not exists (select 1 from decisions.nudge
                          where commons_id = ? and subject_id = ? and sent_at > ?)""")
                        .params(
                                by.commons().id().value(),
                                id,
                                subject,
                                by.party().value(),
                                Timestamp.from(now),
                                by.commons().id().value(),
                                subject,
                                Timestamp.from(after))
                        .update()
                == 1;
    }

    /// Who may speak to a proposal or a poll and has not.
    List<PartyId> silent(CommonsId commons, UUID subject) {
        return db.sql("""
                        select party_id from decisions.voter
                          where commons_id = ? and proposal_id = ? and stances = 0
                        union all select party_id from decisions.poll_voter
                          where commons_id = ? and poll_id = ? and ballots = 0""")
                .params(commons.value(), subject, commons.value(), subject)
                .query((row, _) -> DecisionTables.party(row, "party_id"))
                .list();
    }

    /// Proposals and polls that close before `before`, were not made for so short a time, and were not reminded of;
    /// with `proposal` or `poll`.
    Map<UUID, String> nearClose(CommonsId commons, Instant now, Instant before) {
        var near = new LinkedHashMap<UUID, String>();
        db.sql("""
                        select s.id, s.what from (
                          select commons_id, id, 'proposal' as what, opened_at, closes_at from decisions.proposal
                          union all
                          select commons_id, id, 'poll', opened_at, closes_at from decisions.poll) as s
                        where s.commons_id = ? and s.closes_at > ? and s.closes_at <= ?
                          and s.closes_at - s.opened_at > interval '2 days'
                          and not exists (select 1 from decisions.reminder r
                            where r.commons_id = s.commons_id and r.subject_id = s.id)
                          and not exists (select 1 from decisions.outcome o
                            where o.commons_id = s.commons_id and o.proposal_id = s.id)
                          and not exists (select 1 from decisions.poll_outcome o
                            where o.commons_id = s.commons_id and o.poll_id = s.id)
                        order by s.closes_at""")
                .params(commons.value(), Timestamp.from(now), Timestamp.from(before))
                .query(row -> {
                    near.put(row.getObject("id", UUID.class), row.getString("what"));
                });
        return near;
    }
}
