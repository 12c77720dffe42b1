package coppice.server.contributions;

import coppice.rules.money.Ratio;
import coppice.server.commons.Party;
import coppice.server.contributions.Contributions.Filter;
import coppice.server.contributions.Contributions.Sum;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.RequestKey;
import coppice.server.kernel.Row;
import coppice.server.kernel.Rows;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.stereotype.Repository;

/// All SQL about contributions and what peers say of them.
@Repository
class ContributionTables {
    private final Rows db;

    ContributionTables(Rows db) {
        this.db = db;
    }

    record New(
            ContributionId id,
            PartyId party,
            String type,
            BigDecimal quantity,
            long value,
            String work,
            LocalDate doneOn,
            String note,
            String source,
            String evidence,
            Optional<ContributionId> corrects,
            RequestKey key) {}

    Optional<ContributionId> byKey(CommonsId commons, RequestKey key) {
        return db.sql("""
                        select id, request_key, request_digest from contributions.contribution
                        where commons_id = ? and request_key = any (?)""").with(commons, key.keys()).first(key, row -> row.value("id", ContributionId.class));
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
                .with(commons, now, by)
                .columns(
                        rows,
                        New::id,
                        New::party,
                        New::type,
                        New::quantity,
                        New::value,
                        New::work,
                        New::doneOn,
                        New::note,
                        New::source,
                        New::evidence,
                        New::corrects,
                        row -> row.key().key(),
                        row -> row.key().digest())
                .update();
    }

    /// Those of `keys` that are there already.
    Collection<String> known(CommonsId commons, List<String> keys) {
        return new HashSet<>(db.sql("""
                        select request_key from contributions.contribution
                        where commons_id = ? and request_key = any (?)""").with(commons, keys).list(String.class));
    }

    void settle(CommonsId commons, List<ContributionId> contributions, String ground, Instant now) {
        db.sql("""
                        insert into contributions.settlement (commons_id, contribution_id, settled_at, ground)
                        select ?, id, ?, ? from unnest(?::uuid[]) as t (id) on conflict do nothing""").with(commons, now, ground, contributions).update();
    }

    /// Waits for whoever else is talking about this contribution.
    void lock(CommonsId commons, ContributionId contribution) {
        db.sql(
                        "insert into contributions.discussion (commons_id, contribution_id) values (?, ?) on conflict do nothing")
                .with(commons, contribution)
                .update();
        db.sql("select 1 from contributions.discussion where commons_id = ? and contribution_id = ? for update")
                .with(commons, contribution)
                .single(Integer.class);
    }

    void addVerdict(
            CommonsId commons,
            UUID id,
            ContributionId contribution,
            PartyId peer,
            Verdict.Word word,
            String note,
            Instant now) {
        db.sql("""
                        insert into contributions.recognition
                          (commons_id, id, contribution_id, peer_id, verdict, note, given_at)
                        values (?, ?, ?, ?, ?, ?, ?)""")
                .with(commons, id, contribution, peer.value(), word.name(), note, now)
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
                .set("commons", commons)
                .set("ids", filter.ids())
                .set("party", filter.party())
                .set("before", filter.before())
                .set("waiting", filter.waiting())
                .set("most", filter.most())
                .list(ContributionTables::contribution);
    }

    private static Contribution contribution(Row row) {
        var corrected = row.optional("corrected_by", ContributionId.class);
        var state = corrected.isPresent()
                ? Contribution.State.CORRECTED
                : row.optional("settled_at", Instant.class).isPresent()
                        ? Contribution.State.RECOGNISED
                        : row.whole("questioned") > 0 ? Contribution.State.QUESTIONED : Contribution.State.LOGGED;
        return new Contribution(
                row.value("id", ContributionId.class),
                row.optional("claimed_by", PartyId.class).orElseGet(() -> row.value("party_id", PartyId.class)),
                row.text("type"),
                row.value("quantity", BigDecimal.class).stripTrailingZeros(),
                row.number("value"),
                row.text("work"),
                row.value("done_on", LocalDate.class),
                row.text("note"),
                row.text("evidence"),
                row.optional("corrects", ContributionId.class),
                corrected,
                state,
                row.whole("recognised"));
    }

    Optional<Contribution> last(CommonsId commons, PartyId party) {
        return db.sql("""
                        select c.*, null::uuid as corrected_by, null::timestamptz as settled_at,
                          null::uuid as claimed_by, 0 as recognised, 0 as questioned
                        from contributions.contribution c
                        where c.commons_id = ? and c.party_id = ? and c.evidence = '' order by c.id desc limit 1""").with(commons, party).optional(ContributionTables::contribution);
    }

    List<Verdict> verdicts(
            CommonsId commons, ContributionId contribution, Function<Collection<PartyId>, Map<PartyId, Party>> names) {
        record Given(PartyId peer, Verdict.Word word, String note, Instant at) {}
        var rows = db.sql("""
                        select peer_id, verdict as word, note, given_at as at from contributions.recognition
                        where commons_id = ? and contribution_id = ? order by id""").with(commons, contribution).list(Given.class);
        var parties = names.apply(rows.stream().map(Given::peer).toList());
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
                          greatest(count(*) - (select count(*) from contributions.settlement s where s.commons_id = :commons)
                            - (select count(*) from contributions.contribution o
                               where o.commons_id = :commons and o.corrects is not null), 0) as waiting
                        from contributions.contribution where commons_id = :commons""").set("commons", commons).single(Sum.class);
    }

    List<coppice.rules.valuation.Contribution> counted(
            CommonsId commons, LocalDate until, Instant settledBy, Map<String, Ratio> perUnit, long minorUnits) {
        return db.sql("""
                select c.id, coalesce(h.claimed_by, c.party_id) as party, c.type, c.work, c.done_on, c.quantity, c.value
                from contributions.contribution c
                join contributions.settlement s on s.commons_id = c.commons_id and s.contribution_id = c.id
                left join contributions.history_claim h on h.commons_id = c.commons_id
                  and h.party_id = c.party_id and h.confirmed_at is not null
                where c.commons_id = ? and c.done_on < ? and s.settled_at <= ?
                  and not exists (select 1 from contributions.contribution r
                    where r.commons_id = c.commons_id and r.corrects = c.id)""").with(commons, until, settledBy).inPortions(5000).list(row -> {
            String type = row.text("type");
            var quantity = row.value("quantity", BigDecimal.class);
            return new coppice.rules.valuation.Contribution(
                    row.text("id"),
                    row.text("party"),
                    type,
                    row.text("work"),
                    row.value("done_on", LocalDate.class),
                    Ratio.of(quantity.unscaledValue(), java.math.BigInteger.TEN.pow(quantity.scale())),
                    perUnit.getOrDefault(type, Ratio.ZERO),
                    Ratio.of(row.number("value"), minorUnits),
                    Ratio.ONE,
                    Ratio.ONE);
        });
    }
}
