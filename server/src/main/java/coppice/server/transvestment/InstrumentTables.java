package coppice.server.transvestment;

import coppice.server.kernel.CommonsId;
import coppice.server.kernel.EntryId;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.RequestKey;
import coppice.server.kernel.Row;
import coppice.server.kernel.Rows;
import coppice.server.transvestment.Instrument.State;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/// All SQL about instruments and what happened to them.
@Repository
class InstrumentTables {
    private final Rows db;

    InstrumentTables(Rows db) {
        this.db = db;
    }

    Optional<InstrumentId> instrumentByKey(CommonsId commons, RequestKey key) {
        return db.sql("""
                        select id, request_key, request_digest from transvestment.instrument
                        where commons_id = ? and request_key = any (?)""").with(commons, key.keys()).first(key, row -> row.value("id", InstrumentId.class));
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
    List<Instrument> instruments(CommonsId commons, @Nullable CampaignId campaign) {
        return db.sql("""
                        select * from transvestment.instrument
                        where commons_id = :commons and (:campaign::uuid is null or campaign_id = :campaign)
                        order by number""").set("commons", commons).set("campaign", campaign).list(InstrumentTables::instrument);
    }

    Optional<Instrument> instrument(CommonsId commons, InstrumentId id) {
        return db.sql("select * from transvestment.instrument where commons_id = ? and id = ?")
                .with(commons, id)
                .optional(InstrumentTables::instrument);
    }

    private static Instrument instrument(Row row) {
        return new Instrument(
                row.value("id", InstrumentId.class),
                row.whole("number"),
                row.value("campaign_id", CampaignId.class),
                row.value("party_id", PartyId.class),
                row.number("principal"),
                row.number("cap"),
                row.number("paid"),
                row.value("state", State.class),
                row.value("committed_on", LocalDate.class),
                row.optional("counted_until", LocalDate.class));
    }

    /// Goes on from one state to another; false where it was not in it any more.
    boolean move(CommonsId commons, InstrumentId instrument, State from, State to) {
        return db.sql("""
                        update transvestment.instrument set state = ?
                        where commons_id = ? and id = ? and state = ?""").with(to.name(), commons, instrument, from.name()).update() == 1;
    }

    void note(
            CommonsId commons,
            InstrumentId instrument,
            State state,
            Instant at,
            Optional<PartyId> by,
            Optional<EntryId> entry,
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
    record Step(InstrumentId instrument, State state, Instant at, Optional<EntryId> entry, String note) {}

    List<Step> steps(CommonsId commons, CampaignId campaign) {
        return db.sql("""
                        select e.* from transvestment.instrument_event e
                        join transvestment.instrument i on i.commons_id = e.commons_id and i.id = e.instrument_id
                        where e.commons_id = ? and i.campaign_id = ? order by e.happened_at, e.position""")
                .with(commons, campaign)
                .list(row -> new Step(
                        row.value("instrument_id", InstrumentId.class),
                        row.value("state", State.class),
                        row.value("happened_at", Instant.class),
                        row.optional("entry_id", EntryId.class),
                        row.text("note")));
    }

    Optional<Integer> instrumentOf(CommonsId commons, EntryId entry) {
        return db.sql("""
                        select min(i.number) from transvestment.instrument_event e
                        join transvestment.instrument i on i.commons_id = e.commons_id and i.id = e.instrument_id
                        where e.commons_id = ? and e.entry_id = ? having count(*) > 0""").with(commons, entry).optional(Integer.class);
    }
}
