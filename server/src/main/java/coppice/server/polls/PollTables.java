package coppice.server.polls;

import coppice.rules.voting.BallotForm;
import coppice.rules.voting.PollRule;
import coppice.rules.voting.PollRule.Method;
import coppice.server.commons.Commonses.Seat;
import coppice.server.commons.Member;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.RequestKey;
import coppice.server.kernel.Row;
import coppice.server.kernel.Rows;
import coppice.server.kernel.ThreadId;
import coppice.server.polls.Electorate.Voter;
import coppice.server.polls.Poll.Kind;
import coppice.server.polls.Poll.Outcome;
import coppice.server.polls.Poll.Shows;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;

/// All SQL about polls.
@Repository
class PollTables {
    private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};

    private final Rows db;

    PollTables(Rows db) {
        this.db = db;
    }

    Optional<PollId> byKey(CommonsId commons, RequestKey key) {
        return db.sql(
                        "select id, request_key, request_digest from polls.poll where commons_id = ? and request_key = any (?)")
                .with(commons, key.keys())
                .first(key, row -> row.value("id", PollId.class));
    }

    void add(Member by, Poll poll, RequestKey key, List<Voter> voters) {
        var rule = poll.rule();
        db.sql("""
                        insert into polls.poll (commons_id, id, thread_id, title, words, kind, options, zone, least,
                          most, method, seats, seed, electorate, named, weighted, secret, shows, opened_by, opened_at,
                          closes_at, request_key, request_digest)
                        values (?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .with(
                        by.commons().id(),
                        poll.id(),
                        poll.thread(),
                        poll.title(),
                        poll.words(),
                        poll.kind().name(),
                        db.json(poll.options()),
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
                        by.party(),
                        poll.openedAt(),
                        poll.closesAt(),
                        key.key(),
                        key.digest())
                .update();
        db.sql("""
                        insert into polls.poll_voter (commons_id, poll_id, party_id, weight, because)
                        select ?, ?, unnest(?::uuid[]), unnest(?::integer[]), unnest(?::text[])""")
                .with(
                        by.commons().id(),
                        poll.id(),
                        voters.stream().map(voter -> voter.party()).toList(),
                        voters.stream().map(Voter::weightHundredths).toList(),
                        voters.stream().map(Voter::because).toList())
                .update();
    }

    /// Many may hold this at once; whoever closes waits for them.
    void lockForBallot(CommonsId commons, PollId poll) {
        lock("for share", commons, poll);
    }

    void lockForClose(CommonsId commons, PollId poll) {
        lock("for update", commons, poll);
    }

    private void lock(String how, CommonsId commons, PollId poll) {
        db.sql("select 1 from polls.poll where commons_id = ? and id = ? " + how)
                .with(commons, poll)
                .list(Integer.class);
    }

    List<Poll> polls(CommonsId commons, Optional<PollId> one, Optional<ThreadId> thread, int most) {
        return db.sql("""
                        select p.*, o.closed_at, o.reason, o.eligible, o.took, o.winners, o.is_tied
                        from polls.poll p
                        left join polls.poll_outcome o on o.commons_id = p.commons_id and o.poll_id = p.id
                        where p.commons_id = ? and (?::uuid is null or p.id = ?)
                          and (?::uuid is null or p.thread_id = ?)
                        order by o.closed_at is not null, case when o.closed_at is null then p.closes_at end,
                          p.opened_at desc limit ?""").with(commons, one, one, thread, thread, most).list(row -> poll(row));
    }

    Optional<Poll> poll(CommonsId commons, PollId id) {
        return polls(commons, Optional.of(id), Optional.empty(), 1).stream().findFirst();
    }

    private Poll poll(Row row) {
        var kind = row.value("kind", Kind.class);
        var options = row.json("options", TEXTS);
        return new Poll(
                row.value("id", PollId.class),
                row.value("thread_id", ThreadId.class),
                row.text("title"),
                row.text("words"),
                kind,
                options,
                row.text("zone"),
                rule(row, kind, options.size()),
                new Poll.Asked(row.text("electorate"), row.truth("named"), row.truth("weighted")),
                row.truth("secret"),
                row.value("shows", Shows.class),
                row.value("opened_by", PartyId.class),
                row.value("opened_at", Instant.class),
                row.value("closes_at", Instant.class),
                row.optional("closed_at", Instant.class)
                        .map(at -> new Outcome(
                                at,
                                row.value("reason", Poll.Reason.class),
                                row.number("eligible"),
                                row.number("took"),
                                row.json("winners", TEXTS),
                                row.truth("is_tied"))));
    }

    private static Optional<PollRule> rule(Row row, Kind kind, int options) {
        if (row.text("method").isEmpty()) return Optional.empty();
        var method = row.value("method", Method.class);
        var form = new BallotForm(kind.form(method), options, row.whole("least"), row.whole("most"));
        return Optional.of(new PollRule(form, method, row.whole("seats"), row.number("seed")));
    }

    /// Takes the outcome away and keeps what it was.
    void reopen(Member by, Poll poll, UUID id, Instant now) {
        var outcome = poll.closed().orElseThrow();
        db.sql("""
                        insert into polls.reopening
                          (commons_id, id, poll_id, reopened_by, reopened_at, closed_at, winners)
                        values (?, ?, ?, ?, ?, ?, ?::jsonb)""")
                .with(by.commons().id(), id, poll.id(), by.party(), now, outcome.at(), db.json(outcome.winners()))
                .update();
        db.sql("delete from polls.poll_outcome where commons_id = ? and poll_id = ?")
                .with(by.commons().id(), poll.id())
                .update();
    }

    boolean wasReopened(CommonsId commons, PollId poll) {
        return db.sql("select count(*) from polls.reopening where commons_id = ? and poll_id = ?")
                        .with(commons, poll)
                        .single(Long.class)
                > 0;
    }

    void extend(CommonsId commons, PollId poll, Instant closesAt) {
        db.sql("update polls.poll set closes_at = ? where commons_id = ? and id = ?")
                .with(closesAt, commons, poll)
                .update();
    }

    List<PollId> due(CommonsId commons, Instant now) {
        return db.sql("""
                        select p.id from polls.poll p where p.commons_id = ? and p.closes_at <= ?
                          and not exists (select 1 from polls.poll_outcome o
                            where o.commons_id = p.commons_id and o.poll_id = p.id)
                        order by p.closes_at, p.id""").with(commons, now).list(PollId.class);
    }

    void addOutcome(CommonsId commons, PollId poll, Outcome outcome) {
        db.sql("""
                        insert into polls.poll_outcome
                          (commons_id, poll_id, closed_at, reason, eligible, took, winners, is_tied)
                        values (?, ?, ?, ?, ?, ?, ?::jsonb, ?)""")
                .with(
                        commons,
                        poll,
                        outcome.at(),
                        outcome.reason().name(),
                        outcome.eligible(),
                        outcome.took(),
                        db.json(outcome.winners()),
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
                        order by p.closes_at""").with(commons, now, before).list(row -> poll(row));
    }

    void moved(CommonsId commons, ThreadId from, ThreadId into) {
        db.sql("update polls.poll set thread_id = ? where commons_id = ? and thread_id = ?")
                .with(into, commons, from)
                .update();
    }

    boolean any(CommonsId commons, ThreadId thread) {
        return db.sql("select exists (select 1 from polls.poll where commons_id = ? and thread_id = ?)")
                .with(commons, thread)
                .single(Boolean.class);
    }

    record WaitingLine(CommonsId commons, PollId poll, ThreadId thread, String title, Instant closesAt) {}

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
                .with(
                        seats.stream().map(seat -> seat.commons().id()).toList(),
                        seats.stream().map(seat -> seat.party()).toList(),
                        now)
                .list(row -> new WaitingLine(
                        row.value("commons_id", CommonsId.class),
                        row.value("id", PollId.class),
                        row.value("thread_id", ThreadId.class),
                        row.text("title"),
                        row.value("closes_at", Instant.class)));
    }
}
