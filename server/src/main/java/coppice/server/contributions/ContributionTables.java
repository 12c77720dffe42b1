package coppice.server.contributions;

import coppice.rules.money.Ratio;
import coppice.server.commons.Party;
import coppice.server.contributions.Contributions.Author;
import coppice.server.contributions.Contributions.Filter;
import coppice.server.contributions.Contributions.Sum;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.RequestKey;
import java.math.BigDecimal;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// All SQL of `contributions`.
@Repository
class ContributionTables {
    private final JdbcClient db;
    private final JdbcTemplate streaming;

    ContributionTables(JdbcClient db, JdbcTemplate template) {
        this.db = db;
        this.streaming = new JdbcTemplate(java.util.Objects.requireNonNull(template.getDataSource()));
        this.streaming.setFetchSize(5000);
    }

    record Known(UUID id, String digest) {}

    record New(
            UUID id,
            PartyId party,
            String type,
            BigDecimal quantity,
            long value,
            String work,
            LocalDate doneOn,
            String note,
            String source,
            String evidence,
            Optional<UUID> corrects,
            RequestKey key) {}

    Optional<Known> byKey(CommonsId commons, String key) {
        return db.sql("""
                        select id, request_digest from contributions.contribution
                        where commons_id = ? and request_key = ?""")
                .params(commons.value(), key)
                .query((row, _) -> new Known(row.getObject("id", UUID.class), row.getString("request_digest")))
                .optional();
    }

    /// How many were new: those whose key was not there. Travels as arrays, one statement for all.
    int add(CommonsId commons, List<New> rows, PartyId by, Instant now) {
        return db.sql("""
                        insert into contributions.contribution (commons_id, id, party_id, type, quantity, value, work,
                          done_on, note, source, evidence, corrects, logged_at, logged_by, request_key, request_digest)
                        select ?, id, party, type, quantity, value, work, done_on, note, source, evidence, corrects,
                          ?, ?, key, digest
                        from unnest(?::uuid[], ?::uuid[], ?::text[], ?::numeric[], ?::bigint[], ?::text[], ?::date[],
                            ?::text[], ?::text[], ?::text[], ?::uuid[], ?::text[], ?::text[])
                          as t (id, party, type, quantity, value, work, done_on, note, source, evidence, corrects,
                            key, digest)
                        on conflict do nothing""")
                .params(
                        commons.value(),
                        Timestamp.from(now),
                        by.value(),
                        rows.stream().map(New::id).toArray(UUID[]::new),
                        rows.stream().map(row -> row.party().value()).toArray(UUID[]::new),
                        rows.stream().map(New::type).toArray(String[]::new),
                        rows.stream().map(New::quantity).toArray(BigDecimal[]::new),
                        rows.stream().map(New::value).toArray(Long[]::new),
                        rows.stream().map(New::work).toArray(String[]::new),
                        rows.stream().map(row -> Date.valueOf(row.doneOn())).toArray(Date[]::new),
                        rows.stream().map(New::note).toArray(String[]::new),
                        rows.stream().map(New::source).toArray(String[]::new),
                        rows.stream().map(New::evidence).toArray(String[]::new),
                        rows.stream().map(row -> row.corrects().orElse(null)).toArray(UUID[]::new),
                        rows.stream().map(row -> row.key().key()).toArray(String[]::new),
                        rows.stream().map(row -> row.key().digest()).toArray(String[]::new))
                .update();
    }

    /// Those of `keys` that are there already.
    Collection<String> known(CommonsId commons, List<String> keys) {
        return new HashSet<>(db.sql("""
                        select request_key from contributions.contribution
                        where commons_id = ? and request_key = any (?)""")
                .params(commons.value(), keys.toArray(String[]::new))
                .query(String.class)
                .list());
    }

    void settle(CommonsId commons, List<UUID> contributions, String ground, Instant now) {
        db.sql("""
                        insert into contributions.settlement (commons_id, contribution_id, settled_at, ground)
                        select ?, id, ?, ? from unnest(?::uuid[]) as t (id) on conflict do nothing""")
                .params(commons.value(), Timestamp.from(now), ground, contributions.toArray(UUID[]::new))
                .update();
    }

    /// Waits for whoever else is talking about this contribution.
    void lock(CommonsId commons, UUID contribution) {
        db.sql(
                        "insert into contributions.discussion (commons_id, contribution_id) values (?, ?) on conflict do nothing")
                .params(commons.value(), contribution)
                .update();
        db.sql("select 1 from contributions.discussion where commons_id = ? and contribution_id = ? for update")
                .params(commons.value(), contribution)
                .query(Integer.class)
                .single();
    }

    void addVerdict(
            CommonsId commons, UUID id, UUID contribution, PartyId peer, Verdict.Word word, String note, Instant now) {
        db.sql("""
                        insert into contributions.recognition
                          (commons_id, id, contribution_id, peer_id, verdict, note, given_at)
                        values (?, ?, ?, ?, ?, ?, ?)""")
                .params(commons.value(), id, contribution, peer.value(), word.name(), note, Timestamp.from(now))
                .update();
    }

    List<Contribution> list(CommonsId commons, Filter filter) {
        return db.sql("""
                        with page as (
                          select c.* from contributions.contribution c
                          where c.commons_id = :commons
                            and (:ids::uuid[] is null or c.id = any (:ids))
                            and (:party::uuid is null or c.party_id = :party or c.party_id in (
                              select h.party_id from contributions.history_claim h
                              where h.commons_id = :commons and h.claimed_by = :party and h.confirmed_at is not null))
                            and (:before::uuid is null or (c.done_on, c.id) < (
                              select b.done_on, b.id from contributions.contribution b
                              where b.commons_id = :commons and b.id = :before))
                            and (not :waiting or (
                              not exists (select 1 from contributions.settlement s
                                where s.commons_id = c.commons_id and s.contribution_id = c.id)
                              and not exists (select 1 from contributions.contribution r
                                where r.commons_id = c.commons_id and r.corrects = c.id)))
                          order by c.done_on desc, c.id desc limit :most)
                        select page.*, r.id as corrected_by, s.settled_at, h.claimed_by, words.recognised,
                          words.questioned
                        from page
                        cross join lateral (
                          select count(*) filter (where w.verdict = 'RECOGNISED') as recognised,
                            count(*) filter (where w.verdict = 'QUESTIONED') as questioned
                          from (
                            select distinct on (v.peer_id) v.verdict from contributions.recognition v
                            where v.commons_id = page.commons_id and v.contribution_id = page.id
                            order by v.peer_id, v.id desc) as w) as words
                        left join contributions.contribution r on r.commons_id = page.commons_id
                          and r.corrects = page.id
                        left join contributions.settlement s on s.commons_id = page.commons_id
                          and s.contribution_id = page.id
                        left join contributions.history_claim h on h.commons_id = page.commons_id
                          and h.party_id = page.party_id and h.confirmed_at is not null
                        order by page.done_on desc, page.id desc""")
                .param("commons", commons.value())
                .param("ids", filter.ids().map(ids -> ids.toArray(UUID[]::new)).orElse(null))
                .param("party", filter.party().map(PartyId::value).orElse(null))
                .param("before", filter.before().orElse(null))
                .param("waiting", filter.waiting())
                .param("most", filter.most())
                .query(ContributionTables::contribution)
                .list();
    }

    private static Contribution contribution(ResultSet row, int number) throws SQLException {
        var corrected = Optional.ofNullable(row.getObject("corrected_by", UUID.class));
        var state = corrected.isPresent()
                ? Contribution.State.CORRECTED
                : row.getTimestamp("settled_at") != null
                        ? Contribution.State.RECOGNISED
                        : row.getInt("questioned") > 0 ? Contribution.State.QUESTIONED : Contribution.State.LOGGED;
        var owner = row.getObject("claimed_by", UUID.class);
        return new Contribution(
                row.getObject("id", UUID.class),
                new PartyId(owner != null ? owner : row.getObject("party_id", UUID.class)),
                row.getString("type"),
                row.getBigDecimal("quantity").stripTrailingZeros(),
                row.getLong("value"),
                row.getString("work"),
                row.getObject("done_on", LocalDate.class),
                row.getString("note"),
                row.getString("evidence"),
                Optional.ofNullable(row.getObject("corrects", UUID.class)),
                corrected,
                state,
                row.getInt("recognised"));
    }

    Optional<Contribution> last(CommonsId commons, PartyId party) {
        return db.sql("""
                        select c.*, null::uuid as corrected_by, null::timestamptz as settled_at,
                          null::uuid as claimed_by, 0 as recognised, 0 as questioned
                        from contributions.contribution c
                        where c.commons_id = ? and c.party_id = ? and c.evidence = '' order by c.id desc limit 1""")
                .params(commons.value(), party.value())
                .query(ContributionTables::contribution)
                .optional();
    }

    List<Verdict> verdicts(
            CommonsId commons, UUID contribution, Function<Collection<PartyId>, Map<PartyId, Party>> names) {
        record Row(PartyId peer, Verdict.Word word, String note, Instant at) {}
        var rows = db.sql("""
                        select peer_id, verdict, note, given_at from contributions.recognition
                        where commons_id = ? and contribution_id = ? order by id""")
                .params(commons.value(), contribution)
                .query((row, _) -> new Row(
                        new PartyId(row.getObject("peer_id", UUID.class)),
                        Verdict.Word.valueOf(row.getString("verdict")),
                        row.getString("note"),
                        row.getTimestamp("given_at").toInstant()))
                .list();
        var parties = names.apply(rows.stream().map(Row::peer).toList());
        return rows.stream()
                .map(row -> new Verdict(
                        Optional.ofNullable(parties.get(row.peer()))
                                .map(Party::name)
                                .orElse(""),
                        row.word(),
                        row.note(),
                        row.at()))
                .toList();
    }

    Sum sum(CommonsId commons) {
        return db.sql("""
                        with recursive people (id) as (
                          (select party_id from contributions.contribution
                           where commons_id = :commons order by party_id limit 1)
                          union all
                          select (select c.party_id from contributions.contribution c
                                  where c.commons_id = :commons and c.party_id > people.id
                                  order by c.party_id limit 1)
                          from people where people.id is not null)
                        select count(*) as contributions, (select count(id) from people) as people,
                          min(done_on) as first, max(done_on) as last,
                          count(*) - (select count(*) from contributions.settlement s where s.commons_id = :commons)
                            - (select count(*) from contributions.contribution o
                               where o.commons_id = :commons and o.corrects is not null) as waiting
                        from contributions.contribution where commons_id = :commons""")
                .param("commons", commons.value())
                .query((row, _) -> new Sum(
                        row.getLong("contributions"),
                        row.getLong("people"),
                        Math.max(0, row.getLong("waiting")),
                        Optional.ofNullable(row.getObject("first", LocalDate.class)),
                        Optional.ofNullable(row.getObject("last", LocalDate.class))))
                .single();
    }

    List<coppice.rules.valuation.Contribution> counted(
            CommonsId commons, LocalDate until, Instant settledBy, Map<String, Ratio> perUnit, long minorUnits) {
        var found = new ArrayList<coppice.rules.valuation.Contribution>();
        streaming.query(
                """
                select c.id, coalesce(h.claimed_by, c.party_id) as party, c.type, c.work, c.done_on, c.quantity, c.value
                from contributions.contribution c
                join contributions.settlement s on s.commons_id = c.commons_id and s.contribution_id = c.id
                left join contributions.history_claim h on h.commons_id = c.commons_id
                  and h.party_id = c.party_id and h.confirmed_at is not null
                where c.commons_id = ? and c.done_on < ? and s.settled_at <= ?
                  and not exists (select 1 from contributions.contribution r
                    where r.commons_id = c.commons_id and r.corrects = c.id)""",
                row -> {
                    String type = row.getString("type");
                    var quantity = row.getBigDecimal("quantity");
                    found.add(new coppice.rules.valuation.Contribution(
                            row.getString("id"),
                            row.getString("party"),
                            type,
                            row.getString("work"),
                            row.getObject("done_on", LocalDate.class),
                            Ratio.of(quantity.unscaledValue(), java.math.BigInteger.TEN.pow(quantity.scale())),
                            perUnit.getOrDefault(type, Ratio.ZERO),
                            Ratio.of(row.getLong("value"), minorUnits),
                            Ratio.ONE,
                            Ratio.ONE));
                },
                commons.value(),
                Date.valueOf(until),
                Timestamp.from(settledBy));
        return found;
    }

    Map<String, PartyId> authors(CommonsId commons, String source) {
        var found = new HashMap<String, PartyId>();
        db.sql("select author_key, party_id from contributions.author where commons_id = ? and source = ?")
                .params(commons.value(), source)
                .query(row -> {
                    found.put(row.getString("author_key"), new PartyId(row.getObject("party_id", UUID.class)));
                });
        return found;
    }

    void addAuthor(CommonsId commons, String source, String key, PartyId party) {
        db.sql("insert into contributions.author (commons_id, source, author_key, party_id) values (?, ?, ?, ?)")
                .params(commons.value(), source, key, party.value())
                .update();
    }

    List<Author> authors(CommonsId commons, Function<Collection<PartyId>, Map<PartyId, Party>> names) {
        record Row(String source, String key, PartyId party, long contributions, Optional<PartyId> owner) {}
        var rows = db.sql("""
                        select a.source, a.author_key, a.party_id, h.claimed_by,
                          (select count(*) from contributions.contribution c
                           where c.commons_id = a.commons_id and c.party_id = a.party_id) as contributions
                        from contributions.author a
                        left join contributions.history_claim h on h.commons_id = a.commons_id
                          and h.party_id = a.party_id and h.confirmed_at is not null
                        where a.commons_id = ? order by contributions desc, a.author_key""")
                .param(commons.value())
                .query((row, _) -> new Row(
                        row.getString("source"),
                        row.getString("author_key"),
                        new PartyId(row.getObject("party_id", UUID.class)),
                        row.getLong("contributions"),
                        Optional.ofNullable(row.getObject("claimed_by", UUID.class))
                                .map(PartyId::new)))
                .list();
        var claims = new HashMap<PartyId, List<PartyId>>();
        db.sql("""
                        select party_id, claimed_by from contributions.history_claim
                        where commons_id = ? and confirmed_at is null order by claimed_at""").param(commons.value()).query(row -> {
            claims.computeIfAbsent(new PartyId(row.getObject("party_id", UUID.class)), _ -> new ArrayList<>())
                    .add(new PartyId(row.getObject("claimed_by", UUID.class)));
        });
        var wanted = new HashSet<PartyId>();
        rows.forEach(row -> {
            wanted.add(row.party());
            row.owner().ifPresent(wanted::add);
        });
        claims.values().forEach(wanted::addAll);
        var parties = names.apply(wanted);
        return rows.stream()
                .map(row -> new Author(
                        row.source(),
                        row.key(),
                        party(parties, row.party()),
                        row.contributions(),
                        row.owner().map(owner -> party(parties, owner)),
                        claims.getOrDefault(row.party(), List.of()).stream()
                                .map(claimant -> party(parties, claimant))
                                .toList()))
                .toList();
    }

    private static Party party(Map<PartyId, Party> parties, PartyId id) {
        return parties.getOrDefault(id, new Party(id, "", false));
    }

    boolean isAuthor(CommonsId commons, PartyId party) {
        return db.sql("select count(*) from contributions.author where commons_id = ? and party_id = ?")
                        .params(commons.value(), party.value())
                        .query(Long.class)
                        .single()
                > 0;
    }

    Optional<UUID> owner(CommonsId commons, PartyId history) {
        return db.sql("""
                        select claimed_by from contributions.history_claim
                        where commons_id = ? and party_id = ? and confirmed_at is not null""")
                .params(commons.value(), history.value())
                .query(UUID.class)
                .optional();
    }

    void claimHistory(CommonsId commons, PartyId history, PartyId by, Instant now) {
        db.sql("""
                        insert into contributions.history_claim (commons_id, party_id, claimed_by, claimed_at)
                        values (?, ?, ?, ?) on conflict do nothing""")
                .params(commons.value(), history.value(), by.value(), Timestamp.from(now))
                .update();
    }

    int confirmHistory(CommonsId commons, PartyId history, PartyId member, PartyId by, Instant now) {
        return db.sql("""
                        update contributions.history_claim set confirmed_by = ?, confirmed_at = ?
                        where commons_id = ? and party_id = ? and claimed_by = ? and confirmed_at is null""")
                .params(by.value(), Timestamp.from(now), commons.value(), history.value(), member.value())
                .update();
    }
}
