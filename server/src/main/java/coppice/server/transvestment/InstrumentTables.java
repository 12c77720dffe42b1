package coppice.server.transvestment;

import coppice.rules.money.Ratio;
import coppice.server.commons.Authorised;
import coppice.server.commons.Authorised.Authority;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.RequestKey;
import coppice.server.transvestment.Instrument.Kind;
import coppice.server.transvestment.Instrument.State;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// All SQL about campaigns, instruments and what was paid on them.
@Repository
class InstrumentTables {
    private final JdbcClient db;

    InstrumentTables(JdbcClient db) {
        this.db = db;
    }

    /// One at a time numbers campaigns and instruments of a commons.
    void lockDesk(CommonsId commons) {
        db.sql("insert into transvestment.desk (commons_id) values (?) on conflict do nothing")
                .param(commons.value())
                .update();
        db.sql("select 1 from transvestment.desk where commons_id = ? for update")
                .param(commons.value())
                .query(Integer.class)
                .single();
    }

    private static Optional<UUID> known(ResultSet row, RequestKey key) throws SQLException {
        key.sameAs(row.getString("request_digest"));
        return Optional.of(row.getObject("id", UUID.class));
    }

    Optional<UUID> campaignByKey(CommonsId commons, RequestKey key) {
        return db.sql("""
                        select id, request_digest from transvestment.campaign
                        where commons_id = ? and request_key = ?""")
                .params(commons.value(), key.key())
                .query((row, _) -> known(row, key))
                .optional()
                .flatMap(found -> found);
    }

    Optional<UUID> instrumentByKey(CommonsId commons, RequestKey key) {
        return db.sql("""
                        select id, request_digest from transvestment.instrument
                        where commons_id = ? and request_key = ?""")
                .params(commons.value(), key.key())
                .query((row, _) -> known(row, key))
                .optional()
                .flatMap(found -> found);
    }

    void add(Authorised by, UUID id, int number, Campaign.Terms terms, RequestKey key, Instant now) {
        db.sql("""
                        insert into transvestment.campaign (commons_id, id, number, title, purpose, kind, target, deadline,
                          all_or_nothing, multiple, rate, rank, earliest, yearly_limit, asset, opened_at, opened_by,
                          authority, authority_ref, request_key, request_digest)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::date, ?::bigint, ?, ?, ?, ?, ?, ?, ?)""")
                .param(by.commons().id().value())
                .param(id)
                .param(number)
                .param(terms.title())
                .param(terms.purpose())
                .param(terms.kind().name())
                .param(terms.target())
                .param(Date.valueOf(terms.deadline()))
                .param(terms.allOrNothing())
                .param(terms.multiple().toString())
                .param(terms.ratePercent().toString())
                .param(terms.rank())
                .param(terms.earliest().map(Date::valueOf).orElse(null))
                .param(terms.yearlyLimit().orElse(null))
                .param(terms.asset())
                .param(Timestamp.from(now))
                .param(by.party().value())
                .param(by.authority().name())
                .param(by.reference())
                .param(key.key())
                .param(key.digest())
                .update();
    }

    /// All campaigns, the newest first.
    List<Campaign> campaigns(CommonsId commons) {
        return db.sql("select * from transvestment.campaign where commons_id = ? order by number desc")
                .param(commons.value())
                .query((row, _) -> new Campaign(
                        row.getObject("id", UUID.class),
                        row.getInt("number"),
                        new Campaign.Terms(
                                row.getString("title"),
                                row.getString("purpose"),
                                Kind.valueOf(row.getString("kind")),
                                row.getLong("target"),
                                row.getObject("deadline", LocalDate.class),
                                row.getBoolean("all_or_nothing"),
                                Ratio.parse(row.getString("multiple")),
                                Ratio.parse(row.getString("rate")),
                                row.getInt("rank"),
                                Optional.ofNullable(row.getObject("earliest", LocalDate.class)),
                                Optional.ofNullable(row.getObject("yearly_limit", Long.class)),
                                row.getString("asset")),
                        Authority.valueOf(row.getString("authority")),
                        row.getString("authority_ref"),
                        Optional.ofNullable(row.getString("outcome"))))
                .list();
    }

    /// Locks a campaign, and all that happens to its instruments.
    void lock(CommonsId commons, UUID campaign) {
        db.sql("select 1 from transvestment.campaign where commons_id = ? and id = ? for update")
                .params(commons.value(), campaign)
                .query(Integer.class)
                .optional();
    }

    void end(CommonsId commons, UUID campaign, String outcome) {
        db.sql("update transvestment.campaign set outcome = ? where commons_id = ? and id = ?")
                .params(outcome, commons.value(), campaign)
                .update();
    }

    int nextInstrument(CommonsId commons) {
        return db.sql("select coalesce(max(number), 0) + 1 from transvestment.instrument where commons_id = ?")
                .param(commons.value())
                .query(Integer.class)
                .single();
    }

    void add(CommonsId commons, Instrument made, RequestKey key) {
        db.sql("""
                        insert into transvestment.instrument (commons_id, id, number, campaign_id, party_id, principal, cap,
                          state, committed_on, request_key, request_digest)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        commons.value(),
                        made.id(),
                        made.number(),
                        made.campaign(),
                        made.party().value(),
                        made.principal(),
                        made.cap(),
                        made.state().name(),
                        Date.valueOf(made.committedOn()),
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
                .param("commons", commons.value())
                .param("campaign", campaign)
                .query((row, _) -> new Instrument(
                        row.getObject("id", UUID.class),
                        row.getInt("number"),
                        row.getObject("campaign_id", UUID.class),
                        new PartyId(row.getObject("party_id", UUID.class)),
                        row.getLong("principal"),
                        row.getLong("cap"),
                        row.getLong("paid"),
                        State.valueOf(row.getString("state")),
                        row.getObject("committed_on", LocalDate.class),
                        Optional.ofNullable(row.getObject("counted_until", LocalDate.class))))
                .list();
    }

    /// Goes on from one state to another; false where it was not in it any more.
    boolean move(CommonsId commons, UUID instrument, State from, State to) {
        return db.sql("""
                        update transvestment.instrument set state = ?
                        where commons_id = ? and id = ? and state = ?""")
                        .params(to.name(), commons.value(), instrument, from.name())
                        .update()
                == 1;
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
                .param(commons.value())
                .param(instrument)
                .param(state.name())
                .param(Timestamp.from(at))
                .param(by.map(PartyId::value).orElse(null))
                .param(entry.orElse(null))
                .param(words)
                .param(commons.value())
                .param(instrument)
                .update();
    }

    /// A step of an instrument.
    record Step(UUID instrument, State state, Instant at, Optional<UUID> entry, String note) {}

    List<Step> steps(CommonsId commons, UUID campaign) {
        return db.sql("""
                        select e.* from transvestment.instrument_event e
                        join transvestment.instrument i on i.commons_id = e.commons_id and i.id = e.instrument_id
                        where e.commons_id = ? and i.campaign_id = ? order by e.happened_at, e.position""")
                .params(commons.value(), campaign)
                .query((row, _) -> new Step(
                        row.getObject("instrument_id", UUID.class),
                        State.valueOf(row.getString("state")),
                        row.getTimestamp("happened_at").toInstant(),
                        Optional.ofNullable(row.getObject("entry_id", UUID.class)),
                        row.getString("note")))
                .list();
    }

    Optional<Integer> instrumentOf(CommonsId commons, UUID entry) {
        return db.sql("""
                        select min(i.number) from transvestment.instrument_event e
                        join transvestment.instrument i on i.commons_id = e.commons_id and i.id = e.instrument_id
                        where e.commons_id = ? and e.entry_id = ? having count(*) > 0""").params(commons.value(), entry).query(Integer.class).optional();
    }

    /// Counts a payment; false where the instrument is not active any more. Beyond the cap the database
    /// refuses.
    boolean pay(CommonsId commons, UUID instrument, long amount, LocalDate countedUntil) {
        return db.sql("""
                        update transvestment.instrument set paid = paid + ?, counted_until = ?
                        where commons_id = ? and id = ? and state = 'ACTIVE'""")
                        .params(amount, Date.valueOf(countedUntil), commons.value(), instrument)
                        .update()
                == 1;
    }

    void addPayment(CommonsId commons, UUID run, ReturnsPlan.Row row, LocalDate on) {
        db.sql("""
                        insert into transvestment.payment (commons_id, run_id, instrument_id, base, due, paid_before, amount,
                          available, paid_on) values (?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        commons.value(),
                        run,
                        row.instrument().id(),
                        row.base(),
                        row.due(),
                        row.instrument().paid(),
                        row.amount(),
                        row.available(),
                        Date.valueOf(on))
                .update();
    }

    /// What was paid on an instrument by one run.
    record Payment(UUID instrument, UUID run, long base, long due, long amount, long paidBefore, LocalDate on) {}

    List<Payment> payments(CommonsId commons) {
        return db.sql("""
                        select * from transvestment.payment where commons_id = ?
                        order by paid_on, paid_before, run_id""")
                .param(commons.value())
                .query((row, _) -> new Payment(
                        row.getObject("instrument_id", UUID.class),
                        row.getObject("run_id", UUID.class),
                        row.getLong("base"),
                        row.getLong("due"),
                        row.getLong("amount"),
                        row.getLong("paid_before"),
                        row.getObject("paid_on", LocalDate.class)))
                .list();
    }

    /// What was paid on each instrument since a day.
    Map<UUID, Long> paidSince(CommonsId commons, LocalDate day) {
        var paid = new TreeMap<UUID, Long>();
        db.sql("""
                        select instrument_id, sum(amount)::bigint as paid from transvestment.payment
                        where commons_id = ? and paid_on >= ? group by instrument_id""").params(commons.value(), Date.valueOf(day)).query(row -> {
            paid.put(row.getObject("instrument_id", UUID.class), row.getLong("paid"));
        });
        return paid;
    }
}
