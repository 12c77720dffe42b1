package coppice.server.distributions;

import coppice.rules.valuation.Claim;
import coppice.rules.valuation.Distribution;
import coppice.server.commons.Authorised.Authority;
import coppice.server.commons.Commons;
import coppice.server.contributions.ContributionId;
import coppice.server.distributions.Distributions.Paid;
import coppice.server.distributions.Distributions.PaymentLine;
import coppice.server.distributions.Distributions.Standings;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.EntryId;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.ProposalId;
import coppice.server.kernel.RequestKey;
import coppice.server.kernel.Rows;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Repository;

/// All SQL of `distributions`.
@Repository
class DistributionTables {
    private static final int PORTION = 10_000;

    private final Rows db;

    DistributionTables(Rows db) {
        this.db = db;
    }

    void lockDesk(CommonsId commons) {
        db.sql("insert into distributions.desk (commons_id) values (?) on conflict do nothing")
                .with(commons)
                .update();
        db.sql("select 1 from distributions.desk where commons_id = ? for update")
                .with(commons)
                .single(Integer.class);
    }

    Optional<Integer> byKey(CommonsId commons, RequestKey key) {
        return db.sql(
                        "select number, request_key, request_digest from distributions.run where commons_id = ? and request_key = any (?)")
                .with(commons, key.keys())
                .first(key, row -> row.whole("number"));
    }

    int lastNumber(CommonsId commons) {
        return db.sql("select coalesce(max(number), 0) from distributions.run where commons_id = ?")
                .with(commons)
                .single(Integer.class);
    }

    /// Claims as they stood before the run of that number.
    List<Claim> claims(CommonsId commons, int before) {
        return db.sql("""
                        select c.contribution_id, c.amount, coalesce(p.remaining, c.amount) as remaining
                        from distributions.claim c
                        join distributions.run f on f.commons_id = c.commons_id and f.id = c.fixed_by
                        left join lateral (
                          select p.remaining from distributions.payment p
                          join distributions.run r on r.commons_id = p.commons_id and r.id = p.run_id
                          where p.commons_id = c.commons_id and p.contribution_id = c.contribution_id
                            and r.number < ?
                          order by r.number desc, p.position desc limit 1) as p on true
                        where c.commons_id = ? and f.number < ?""")
                .with(before, commons, before)
                .list(row -> new Claim(row.text("contribution_id"), row.number("amount"), row.number("remaining")));
    }

    /// Contributions that had a claim after the run of that number, with whose they were when it was fixed.
    Map<String, String> fixedBy(CommonsId commons, int number) {
        var found = new HashMap<String, String>();
        db.sql("""
                        select c.contribution_id, c.party_id from distributions.claim c
                        join distributions.run f on f.commons_id = c.commons_id and f.id = c.fixed_by
                        where c.commons_id = ? and f.number <= ?""").with(commons, number).each(row -> {
            found.put(row.text("contribution_id"), row.text("party_id"));
        });
        return found;
    }

    void add(Commons commons, Run run, PartyId by, RequestKey key) {
        db.sql("""
                        insert into distributions.run (commons_id, id, number, adopted_at, adopted_by, authority,
                          decision_id, charter_version, surplus, amount, returned, above_ceiling, counted_until,
                          counted_at, currency, entry_id, request_key, request_digest)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .with(
                        commons.id(),
                        run.id(),
                        run.number(),
                        run.adoptedAt(),
                        by,
                        run.authority(),
                        run.decision(),
                        run.charterVersion(),
                        run.surplus(),
                        run.amount(),
                        run.returned(),
                        run.aboveCeiling(),
                        run.countedUntil(),
                        run.countedAt(),
                        commons.currency().getCurrencyCode(),
                        run.entry(),
                        key.key(),
                        key.digest())
                .update();
        for (int i = 0; i < run.shares().size(); i++) {
            var share = run.shares().get(i);
            db.sql("""
                            insert into distributions.share
                              (commons_id, run_id, position, destination, amount) values (?, ?, ?, ?, ?)""")
                    .with(commons.id(), run.id(), i, share.destination(), share.minorUnits())
                    .update();
        }
    }

    /// @param parties whose each contribution is, by its id
    void addResults(CommonsId commons, RunId run, Distribution distribution, Map<String, String> parties) {
        var claims = distribution.claims();
        for (int i = 0; i < claims.size(); i += PORTION) {
            var portion = claims.subList(i, Math.min(claims.size(), i + PORTION));
            db.sql("""
                            insert into distributions.claim (commons_id, contribution_id, party_id, amount, fixed_by)
                            select ?, contribution, party, amount, ?
                            from unnest(?::uuid[], ?::uuid[], ?::bigint[]) as t (contribution, party, amount)
                            on conflict do nothing""")
                    .with(
                            commons,
                            run,
                            portion.stream()
                                    .map(claim -> UUID.fromString(claim.contribution()))
                                    .toList(),
                            portion.stream()
                                    .map(claim -> UUID.fromString(parties.getOrDefault(claim.contribution(), "")))
                                    .toList(),
                            portion.stream().map(Claim::minorUnits).toList())
                    .update();
        }
        var remaining = new HashMap<String, Long>();
        for (var claim : claims) remaining.put(claim.contribution(), claim.remainingMinorUnits());
        var payments = distribution.payments().stream()
                .filter(payment ->
                        payment.paidMinorUnits() > 0 || !payment.contribution().isEmpty())
                .toList();
        for (int i = 0; i < payments.size(); i += PORTION) {
            var portion = payments.subList(i, Math.min(payments.size(), i + PORTION));
            var positions = new ArrayList<Integer>();
            for (int p = 0; p < portion.size(); p++) positions.add(i + p);
            db.sql("""
                            insert into distributions.payment (commons_id, run_id, position, bucket, contribution_id,
                              party_id, weight, paid, remaining)
                            select ?, ?, position, bucket, contribution, party, weight, paid, remaining
                            from unnest(?::int[], ?::int[], ?::uuid[], ?::uuid[], ?::bigint[], ?::bigint[], ?::bigint[])
                              as t (position, bucket, contribution, party, weight, paid, remaining)""")
                    .with(
                            commons,
                            run,
                            positions,
                            portion.stream().map(Distribution.Payment::bucket).toList(),
                            portion.stream()
                                    .map(payment -> payment.contribution().isEmpty()
                                            ? null
                                            : UUID.fromString(payment.contribution()))
                                    .toList(),
                            portion.stream()
                                    .map(payment -> UUID.fromString(payment.party()))
                                    .toList(),
                            portion.stream()
                                    .map(Distribution.Payment::weightMinorUnits)
                                    .toList(),
                            portion.stream()
                                    .map(Distribution.Payment::paidMinorUnits)
                                    .toList(),
                            portion.stream()
                                    .map(payment -> remaining.getOrDefault(payment.contribution(), 0L))
                                    .toList())
                    .update();
        }
    }

    List<Run> runs(CommonsId commons, Optional<Integer> number) {
        var shares = new HashMap<RunId, List<Run.Share>>();
        db.sql("""
                        select s.run_id, s.destination, s.amount from distributions.share s
                        join distributions.run r on r.commons_id = s.commons_id and r.id = s.run_id
                        where s.commons_id = ? and (?::int is null or r.number = ?) order by s.position""").with(commons, number, number).each(row -> {
            shares.computeIfAbsent(row.value("run_id", RunId.class), _ -> new ArrayList<>())
                    .add(new Run.Share(row.text("destination"), row.number("amount")));
        });
        return db.sql("""
                        select * from distributions.run
                        where commons_id = ? and (?::int is null or number = ?) order by number desc""")
                .with(commons, number, number)
                .list(row -> new Run(
                        row.value("id", RunId.class),
                        row.whole("number"),
                        row.value("adopted_at", Instant.class),
                        row.text("adopted_by"),
                        row.value("authority", Authority.class),
                        row.optional("decision_id", ProposalId.class),
                        row.whole("charter_version"),
                        row.number("surplus"),
                        row.number("amount"),
                        row.number("returned"),
                        row.number("above_ceiling"),
                        row.value("counted_until", LocalDate.class),
                        row.value("counted_at", Instant.class),
                        row.optional("entry_id", EntryId.class),
                        shares.getOrDefault(row.value("id", RunId.class), List.of())));
    }

    List<Paid> paid(CommonsId commons, RunId run) {
        return paid(commons, List.of(run)).getOrDefault(run, List.of());
    }

    /// Who was paid how much, by run; of each run the most first.
    Map<RunId, List<Paid>> paid(CommonsId commons, Collection<RunId> runs) {
        var paid = new HashMap<RunId, List<Paid>>();
        db.sql("""
                        select run_id, party_id, sum(paid)::bigint as paid, count(contribution_id) as contributions
                        from distributions.payment where commons_id = ? and run_id = any (?)
                        group by run_id, party_id order by paid desc, party_id""")
                .with(commons, runs)
                .each(row -> paid.computeIfAbsent(row.value("run_id", RunId.class), _ -> new ArrayList<>())
                        .add(new Paid(
                                row.value("party_id", PartyId.class), row.number("paid"), row.whole("contributions"))));
        return paid;
    }

    List<PaymentLine> payments(CommonsId commons, RunId run, PartyId party, int most) {
        return db.sql("""
                        select p.bucket, p.contribution_id, coalesce(c.amount, 0) as claim, p.weight, p.paid, p.remaining
                        from distributions.payment p
                        left join distributions.claim c on c.commons_id = p.commons_id
                          and c.contribution_id = p.contribution_id
                        where p.commons_id = ? and p.run_id = ? and p.party_id = ?
                        order by p.paid desc, p.position limit ?""")
                .with(commons, run, party, most)
                .list(row -> new PaymentLine(
                        row.whole("bucket"),
                        row.optional("contribution_id", ContributionId.class),
                        row.number("claim"),
                        row.number("weight"),
                        row.number("paid"),
                        row.number("remaining")));
    }

    Standings standings(CommonsId commons, PartyId party) {
        return db.sql("""
                        select coalesce(sum(c.amount), 0)::bigint as claims, coalesce(sum(p.paid), 0)::bigint as paid,
                          coalesce(sum(coalesce(p.remaining, c.amount)), 0)::bigint as owed
                        from distributions.claim c
                        left join lateral (
                          select sum(paid) as paid, (array_agg(remaining order by run_id desc, position desc))[1]
                            as remaining
                          from distributions.payment p
                          where p.commons_id = c.commons_id and p.contribution_id = c.contribution_id
                          having count(*) > 0) as p on true
                        where c.commons_id = ? and c.party_id = ?""").with(commons, party).single(Standings.class);
    }

    Optional<Integer> runOf(CommonsId commons, EntryId entry) {
        return db.sql("select number from distributions.run where commons_id = ? and entry_id = ?")
                .with(commons, entry)
                .optional(Integer.class);
    }

    Optional<Integer> countedBy(CommonsId commons, ContributionId contribution) {
        return db.sql("""
                        select r.number from distributions.claim c
                        join distributions.run r on r.commons_id = c.commons_id and r.id = c.fixed_by
                        where c.commons_id = ? and c.contribution_id = ?""").with(commons, contribution).optional(Integer.class);
    }
}
