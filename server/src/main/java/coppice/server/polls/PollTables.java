package coppice.server.polls;

import coppice.rules.voting.BallotForm;
import coppice.rules.voting.PollRule;
import coppice.rules.voting.PollRule.Method;
import coppice.server.commons.Commonses.Seat;
import coppice.server.commons.Member;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.RequestKey;
import coppice.server.polls.Electorate.Voter;
import coppice.server.polls.Poll.Kind;
import coppice.server.polls.Poll.Outcome;
import coppice.server.polls.Poll.Shows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// All SQL about polls.
@Repository
class PollTables {
    private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};

    private final JdbcClient db;
    private final JsonMapper json;

    PollTables(JdbcClient db, JsonMapper json) {
        this.db = db;
        this.json = json;
    }

    Optional<UUID> byKey(CommonsId commons, RequestKey key) {
        return db.sql("select id, request_digest from polls.poll where commons_id = ? and request_key = ?")
                .params(commons.value(), key.key())
                .query(key::first)
                .optional();
    }

    void add(Member by, Poll poll, RequestKey key, List<Voter> voters) {
        var rule = poll.rule();
        db.sql("""
                        insert into polls.poll (commons_id, id, thread_id, title, words, kind, options, zone, least,
                          most, method, seats, seed, electorate, named, weighted, secret, shows, opened_by, opened_at,
                          closes_at, request_key, request_digest)
                        values (?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        by.commons().id().value(),
                        poll.id(),
                        poll.thread(),
                        poll.title(),
                        poll.words(),
                        poll.kind().name(),
                        json.writeValueAsString(poll.options()),
                        poll.zone(),
                        rule.map(it -> it.form().least()).orElse(0),
                        rule.map(it -> it.form().most()).orElse(0),
                        rule.map(it -> it.method().name()).orElse(""),
                        rule.map(PollRule::seats).orElse(1),
                        rule.map(PollRule::seed).orElse(0L),
                        poll.asked().electorate(),
                        poll.asked().named(),
                        poll.asked().weighted(),
                        poll.secret(),
                        poll.shows().name(),
                        by.party().value(),
                        Timestamp.from(poll.openedAt()),
                        Timestamp.from(poll.closesAt()),
                        key.key(),
                        key.digest())
                .update();
        db.sql("""
                        insert into polls.poll_voter (commons_id, poll_id, party_id, weight, because)
                        select ?, ?, unnest(?::uuid[]), unnest(?::integer[]), unnest(?::text[])""")
                .params(
                        by.commons().id().value(),
                        poll.id(),
                        voters.stream().map(voter -> voter.party().value()).toArray(UUID[]::new),
                        voters.stream().map(Voter::weightHundredths).toArray(Integer[]::new),
                        voters.stream().map(Voter::because).toArray(String[]::new))
                .update();
    }

    /// Many may hold this at once; whoever closes waits for them.
    void lockForBallot(CommonsId commons, UUID poll) {
        lock("for share", commons, poll);
    }

    void lockForClose(CommonsId commons, UUID poll) {
        lock("for update", commons, poll);
    }

    private void lock(String how, CommonsId commons, UUID poll) {
        db.sql("select 1 from polls.poll where commons_id = ? and id = ? " + how)
                .params(commons.value(), poll)
                .query(Integer.class)
                .list();
    }

    List<Poll> polls(CommonsId commons, Optional<UUID> one, Optional<UUID> thread, int most) {
        return db.sql("""
                        select p.*, o.closed_at, o.reason, o.eligible, o.took, o.winners, o.is_tied
                        from polls.poll p
                        left join polls.poll_outcome o on o.commons_id = p.commons_id and o.poll_id = p.id
                        where p.commons_id = ? and (?::uuid is null or p.id = ?)
                          and (?::uuid is null or p.thread_id = ?)
                        order by o.closed_at is not null, case when o.closed_at is null then p.closes_at end,
                          p.opened_at desc limit ?""")
                .param(commons.value())
                .param(one.orElse(null))
                .param(one.orElse(null))
                .param(thread.orElse(null))
                .param(thread.orElse(null))
                .param(most)
                .query((row, _) -> poll(row))
                .list();
    }

    Optional<Poll> poll(CommonsId commons, UUID id) {
        return polls(commons, Optional.of(id), Optional.empty(), 1).stream().findFirst();
    }

    private Poll poll(ResultSet row) throws SQLException {
        var kind = Kind.valueOf(row.getString("kind"));
        var options = json.readValue(row.getString("options"), TEXTS);
        return new Poll(
                row.getObject("id", UUID.class),
                row.getObject("thread_id", UUID.class),
                row.getString("title"),
                row.getString("words"),
                kind,
                options,
                row.getString("zone"),
                rule(row, kind, options.size()),
                new Poll.Asked(row.getString("electorate"), row.getBoolean("named"), row.getBoolean("weighted")),
                row.getBoolean("secret"),
                Shows.valueOf(row.getString("shows")),
                PartyId.of(row, "opened_by"),
                row.getTimestamp("opened_at").toInstant(),
                row.getTimestamp("closes_at").toInstant(),
                row.getTimestamp("closed_at") == null
                        ? Optional.empty()
                        : Optional.of(new Outcome(
                                row.getTimestamp("closed_at").toInstant(),
                                Poll.Reason.valueOf(row.getString("reason")),
                                row.getLong("eligible"),
                                row.getLong("took"),
                                json.readValue(row.getString("winners"), TEXTS),
                                row.getBoolean("is_tied"))));
    }

    private static Optional<PollRule> rule(ResultSet row, Kind kind, int options) throws SQLException {
        if (row.getString("method").isEmpty()) return Optional.empty();
        var method = Method.valueOf(row.getString("method"));
        var form = new BallotForm(kind.form(method), options, row.getInt("least"), row.getInt("most"));
        return Optional.of(new PollRule(form, method, row.getInt("seats"), row.getLong("seed")));
    }

    /// Takes the outcome away and keeps what it was.
    void reopen(Member by, Poll poll, UUID id, Instant now) {
        var outcome = poll.closed().orElseThrow();
        db.sql("""
                        insert into polls.reopening
                          (commons_id, id, poll_id, reopened_by, reopened_at, closed_at, winners)
                        values (?, ?, ?, ?, ?, ?, ?::jsonb)""")
                .params(
                        by.commons().id().value(),
                        id,
                        poll.id(),
                        by.party().value(),
                        Timestamp.from(now),
                        Timestamp.from(outcome.at()),
                        json.writeValueAsString(outcome.winners()))
                .update();
        db.sql("delete from polls.poll_outcome where commons_id = ? and poll_id = ?")
                .params(by.commons().id().value(), poll.id())
                .update();
    }

    boolean wasReopened(CommonsId commons, UUID poll) {
        return db.sql("select count(*) from polls.reopening where commons_id = ? and poll_id = ?")
                        .params(commons.value(), poll)
                        .query(Long.class)
                        .single()
                > 0;
    }

    void extend(CommonsId commons, UUID poll, Instant closesAt) {
        db.sql("update polls.poll set closes_at = ? where commons_id = ? and id = ?")
                .params(Timestamp.from(closesAt), commons.value(), poll)
                .update();
    }

    List<UUID> due(CommonsId commons, Instant now) {
        return db.sql("""
                        select p.id from polls.poll p where p.commons_id = ? and p.closes_at <= ?
                          and not exists (select 1 from polls.poll_outcome o
                            where o.commons_id = p.commons_id and o.poll_id = p.id)
                        order by p.closes_at, p.id""")
                .params(commons.value(), Timestamp.from(now))
                .query(UUID.class)
                .list();
    }

    void addOutcome(CommonsId commons, UUID poll, Outcome outcome) {
        db.sql("""
                        insert into polls.poll_outcome
                          (commons_id, poll_id, closed_at, reason, eligible, took, winners, is_tied)
                        values (?, ?, ?, ?, ?, ?, ?::jsonb, ?)""")
                .params(
                        commons.value(),
                        poll,
                        Timestamp.from(outcome.at()),
                        outcome.reason().name(),
                        outcome.eligible(),
                        outcome.took(),
                        json.writeValueAsString(outcome.winners()),
                        outcome.isTied())
                .update();
    }

    /// Open ones that close before `before`, and were not made for so short a time.
    List<Poll> closingSoon(CommonsId commons, Instant now, Instant before) {
        return db.sql("""
                        select p.*, null::timestamptz as closed_at from polls.poll p
                        where p.commons_id = ? and p.closes_at > ? and p.closes_at <= ?
                          and p.closes_at - p.opened_at > interval '2 days'
                          and not exists (select 1 from polls.poll_outcome o
                            where o.commons_id = p.commons_id and o.poll_id = p.id)
                        order by p.closes_at""")
                .params(commons.value(), Timestamp.from(now), Timestamp.from(before))
                .query((row, _) -> poll(row))
                .list();
    }

    void moved(CommonsId commons, UUID from, UUID into) {
        db.sql("update polls.poll set thread_id = ? where commons_id = ? and thread_id = ?")
                .params(into, commons.value(), from)
                .update();
    }

    boolean any(CommonsId commons, UUID thread) {
        return db.sql("select exists (select 1 from polls.poll where commons_id = ? and thread_id = ?)")
                .params(commons.value(), thread)
                .query(Boolean.class)
                .single();
    }

    record WaitingLine(CommonsId commons, UUID poll, UUID thread, String title, Instant closesAt) {}

    List<WaitingLine> waiting(Collection<Seat> seats, Instant now) {
        return db.sql("""
                        select p.commons_id, p.id, p.thread_id, p.title, p.closes_at
                        from unnest(?::uuid[], ?::uuid[]) as seat (commons_id, party_id)
                        join polls.poll_voter v on v.commons_id = seat.commons_id and v.party_id = seat.party_id
                        join polls.poll p on p.commons_id = v.commons_id and p.id = v.poll_id
                        where p.closes_at > ?
                          and not exists (select 1 from polls.poll_outcome o
                            where o.commons_id = p.commons_id and o.poll_id = p.id)
                          and v.ballots = 0
                        order by p.closes_at, p.id""")
                .params(
                        seats.stream().map(seat -> seat.commons().id().value()).toArray(UUID[]::new),
                        seats.stream().map(seat -> seat.party().value()).toArray(UUID[]::new),
                        Timestamp.from(now))
                .query((row, _) -> new WaitingLine(
                        new CommonsId(row.getObject("commons_id", UUID.class)),
                        row.getObject("id", UUID.class),
                        row.getObject("thread_id", UUID.class),
                        row.getString("title"),
                        row.getTimestamp("closes_at").toInstant()))
                .list();
    }
}
