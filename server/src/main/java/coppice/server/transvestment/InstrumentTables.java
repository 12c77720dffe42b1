package coppice.server.transvestment;

import coppice.server.kernel.CommonsId;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.RequestKey;
import coppice.server.transvestment.Instrument.State;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// All SQL about instruments and what happened to them.
@Repository
class InstrumentTables {
    private final JdbcClient db;

    InstrumentTables(JdbcClient db) {
        this.db = db;
    }

    private static Optional<UUID> known(ResultSet row, RequestKey key) throws SQLException {
        key.sameAs(row.getString("request_digest"));
        return Optional.of(row.getObject("id", UUID.class));
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
                .query(InstrumentTables::instrument)
                .list();
    }

    Optional<Instrument> instrument(CommonsId commons, UUID id) {
        return db.sql("select * from transvestment.instrument where commons_id = ? and id = ?")
                .params(commons.value(), id)
                .query(InstrumentTables::instrument)
                .optional();
    }

    private static Instrument instrument(ResultSet row, int number) throws SQLException {
        return new Instrument(
                row.getObject("id", UUID.class),
                row.getInt("number"),
                row.getObject("campaign_id", UUID.class),
                new PartyId(row.getObject("party_id", UUID.class)),
                row.getLong("principal"),
                row.getLong("cap"),
                row.getLong("paid"),
                State.valueOf(row.getString("state")),
                row.getObject("committed_on", LocalDate.class),
                Optional.ofNullable(row.getObject("counted_until", LocalDate.class)));
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
}
