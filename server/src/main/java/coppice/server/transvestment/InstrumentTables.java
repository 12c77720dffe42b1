package coppice.server.transvestment;

import coppice.rules.money.Ratio;
import coppice.server.commons.Authorised;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.RequestKey;
import coppice.server.kernel.Row;
import coppice.server.kernel.Rows;
import coppice.server.transvestment.Instrument.Kind;
import coppice.server.transvestment.Instrument.State;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/// All SQL about campaigns, instruments and what was paid on them.
@Repository
class InstrumentTables {
    private final Rows db;

    InstrumentTables(Rows db) {
        this.db = db;
    }

    /// One at a time numbers campaigns and instruments of a commons.
    void lockDesk(CommonsId commons) {
        db.sql("insert into transvestment.desk (commons_id) values (?) on conflict do nothing")
                .with(commons)
                .update();
        db.sql("select 1 from transvestment.desk where commons_id = ? for update")
                .with(commons)
                .single(Integer.class);
    }

    private static Optional<UUID> known(Row row, RequestKey key) {
        key.sameAs(row.text("request_digest"));
        return Optional.of(row.value("id", UUID.class));
    }

    Optional<UUID> campaignByKey(CommonsId commons, RequestKey key) {
        return db.sql("""
                        select id, request_key, request_digest from transvestment.campaign
                        where commons_id = ? and request_key = any (?)""").with(commons, key.keys()).first(key, row -> row.value("id", UUID.class));
    }

    Optional<UUID> instrumentByKey(CommonsId commons, RequestKey key) {
        return db.sql("""
                        select id, request_key, request_digest from transvestment.instrument
                        where commons_id = ? and request_key = any (?)""").with(commons, key.keys()).first(key, row -> row.value("id", UUID.class));
    }

    void add(Authorised by, UUID id, int number, Campaign.Terms terms, RequestKey key, Instant now) {
        db.sql("""
                        insert into transvestment.campaign (commons_id, id, number, title, purpose, kind, target, deadline,
                          all_or_nothing, multiple, rate, rank, earliest, yearly_limit, asset, opened_at, opened_by,
                          authority, authority_ref, request_key, request_digest)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::date, ?::bigint, ?, ?, ?, ?, ?, ?, ?)""")
                .with(
                        by.commons().id(),
                        id,
                        number,
                        terms.title(),
                        terms.purpose(),
                        terms.kind().name(),
                        terms.target(),
                        terms.deadline(),
                        terms.allOrNothing(),
                        terms.multiple().toString(),
                        terms.ratePercent().toString(),
                        terms.rank(),
                        terms.earliest(),
                        terms.yearlyLimit(),
                        terms.asset(),
                        now,
                        by.party(),
                        by.authority().name(),
                        by.reference(),
                        key.key(),
                        key.digest())
                .update();
    }

    /// All campaigns, the newest first.
    List<Campaign> campaigns(CommonsId commons) {
        return db.sql("select * from transvestment.campaign where commons_id = ? order by number desc")
                .with(commons)
                .list(row -> new Campaign(
                        row.value("id", UUID.class),
                        row.whole("number"),
                        new Campaign.Terms(
                                row.text("title"),
                                row.text("purpose"),
                                row.value("kind", Kind.class),
                                row.number("target"),
                                row.value("deadline", LocalDate.class),
                                row.truth("all_or_nothing"),
                                Ratio.parse(row.text("multiple")),
                                Ratio.parse(row.text("rate")),
                                row.whole("rank"),
                                row.optional("earliest", LocalDate.class),
                                row.optional("yearly_limit", Long.class),
                                row.text("asset")),
                        row.text("authority"),
                        row.text("authority_ref"),
                        row.optional("outcome", String.class)));
    }

    /// Locks a campaign, and all that happens to its instruments.
    void lock(CommonsId commons, UUID campaign) {
        db.sql("select 1 from transvestment.campaign where commons_id = ? and id = ? for update")
                .with(commons, campaign)
                .optional(Integer.class);
    }

    void end(CommonsId commons, UUID campaign, String outcome) {
        db.sql("update transvestment.campaign set outcome = ? where commons_id = ? and id = ?")
                .with(outcome, commons, campaign)
                .update();
    }

    int nextInstrument(CommonsId commons) {
        return db.sql("select coalesce(max(number), 0) + 1 from transvestment.instrument where commons_id = ?")
                .with(commons)
                .single(Integer.class);
    }

    void add(CommonsId commons, Instrument made, RequestKey key) {
        db.sql("""
                        insert into transvestment.instrument (commons_id, id, number, campaign_id, party_id, principal, cap,
                          state, committed_on, request_key, request_digest)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .with(
                        commons,
                        made.id(),
                        made.number(),
                        made.campaign(),
                        made.party(),
                        made.principal(),
                        made.cap(),
                        made.state().name(),
                        made.committedOn(),
                        key.key(),
                        key.digest())
                .update();
    }

    /// All instruments by number; of one campaign where it is given.
    List<Instrument> instruments(CommonsId commons, @Nullable UUID campaign) {
        return db.sql("""
                        select * from transvestment.instrument
                        where commons_id = :commons and (:campaign::uuid is null or campaign_id = :campaign)
                        order by number""")
                .set("commons", commons)
                .set("campaign", campaign)
                .list(row -> new Instrument(
                        row.value("id", UUID.class),
                        row.whole("number"),
                        row.value("campaign_id", UUID.class),
                        row.value("party_id", PartyId.class),
                        row.number("principal"),
                        row.number("cap"),
                        row.number("paid"),
                        row.value("state", State.class),
                        row.value("committed_on", LocalDate.class),
                        row.optional("counted_until", LocalDate.class)));
    }

    /// Goes on from one state to another; false where it was not in it any more.
    boolean move(CommonsId commons, UUID instrument, State from, State to) {
        return db.sql("""
                        update transvestment.instrument set state = ?
                        where commons_id = ? and id = ? and state = ?""").with(to.name(), commons, instrument, from.name()).update() == 1;
    }

    void note(
            CommonsId commons,
            UUID instrument,
            State state,
            Instant at,
            Optional<PartyId> by,
            Optional<UUID> entry,
            String words) {
        db.sql("""
                        insert into transvestment.instrument_event (commons_id, instrument_id, position, state, happened_at,
                          happened_by, entry_id, note)
                        select ?, ?, coalesce(max(position), 0) + 1, ?, ?, ?::uuid, ?::uuid, ?
                        from transvestment.instrument_event where commons_id = ? and instrument_id = ?""")
                .with(commons, instrument, state.name(), at, by, entry, words, commons, instrument)
                .update();
    }

    /// A step of an instrument.
    record Step(UUID instrument, State state, Instant at, Optional<UUID> entry, String note) {}

    List<Step> steps(CommonsId commons, UUID campaign) {
        return db.sql("""
                        select e.* from transvestment.instrument_event e
                        join transvestment.instrument i on i.commons_id = e.commons_id and i.id = e.instrument_id
                        where e.commons_id = ? and i.campaign_id = ? order by e.happened_at, e.position""")
                .with(commons, campaign)
                .list(row -> new Step(
                        row.value("instrument_id", UUID.class),
                        row.value("state", State.class),
                        row.value("happened_at", Instant.class),
                        row.optional("entry_id", UUID.class),
                        row.text("note")));
    }

    Optional<Integer> instrumentOf(CommonsId commons, UUID entry) {
        return db.sql("""
                        select min(i.number) from transvestment.instrument_event e
                        join transvestment.instrument i on i.commons_id = e.commons_id and i.id = e.instrument_id
                        where e.commons_id = ? and e.entry_id = ? having count(*) > 0""").with(commons, entry).optional(Integer.class);
    }

    /// Counts a payment; false where the instrument is not active any more. Beyond the cap the database
    /// refuses.
    boolean pay(CommonsId commons, UUID instrument, long amount, LocalDate countedUntil) {
        return db.sql("""
                        update transvestment.instrument set paid = paid + ?, counted_until = ?
                        where commons_id = ? and id = ? and state = 'ACTIVE'""").with(amount, countedUntil, commons, instrument).update() == 1;
    }

    void addPayment(CommonsId commons, UUID run, ReturnsPlan.Row row, LocalDate on) {
        db.sql("""
                        insert into transvestment.payment (commons_id, run_id, instrument_id, base, due, paid_before, amount,
                          available, paid_on) values (?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .with(
                        commons,
                        run,
                        row.instrument().id(),
                        row.base(),
                        row.due(),
                        row.instrument().paid(),
                        row.amount(),
                        row.available(),
                        on)
                .update();
    }

    /// What was paid on an instrument by one run.
    record Payment(UUID instrument, UUID run, long base, long due, long amount, long paidBefore, LocalDate on) {}

    List<Payment> payments(CommonsId commons) {
        return db.sql("""
                        select * from transvestment.payment where commons_id = ?
                        order by paid_on, paid_before, run_id""")
                .with(commons)
                .list(row -> new Payment(
                        row.value("instrument_id", UUID.class),
                        row.value("run_id", UUID.class),
                        row.number("base"),
                        row.number("due"),
                        row.number("amount"),
                        row.number("paid_before"),
                        row.value("paid_on", LocalDate.class)));
    }

    /// What was paid on each instrument since a day.
    Map<UUID, Long> paidSince(CommonsId commons, LocalDate day) {
        var paid = new TreeMap<UUID, Long>();
        db.sql("""
                        select instrument_id, sum(amount)::bigint as paid from transvestment.payment
                        where commons_id = ? and paid_on >= ? group by instrument_id""").with(commons, day).each(row -> {
            paid.put(row.value("instrument_id", UUID.class), row.number("paid"));
        });
        return paid;
    }
}
