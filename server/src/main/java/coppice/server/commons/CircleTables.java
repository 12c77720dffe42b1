package coppice.server.commons;

import coppice.server.commons.Authorised.Authority;
import coppice.server.commons.Commonses.Seat;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.ProposalId;
import coppice.server.kernel.RequestKey;
import coppice.server.kernel.Rows;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/// All SQL about circles.
@Repository
class CircleTables {
    private final Rows db;

    CircleTables(Rows db) {
        this.db = db;
    }

    /// The new one, or the one that this key made before; absent when the name is taken.
    Optional<CircleId> add(
            Member by, CircleId id, String name, String purpose, boolean isClass, RequestKey key, Instant now) {
        int added = db.sql("""
                        insert into commons.circle
                          (commons_id, id, name, purpose, is_class, made_by, made_at, request_key, request_digest)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""")
                .with(by.commons().id(), id, name, purpose, isClass, by.party(), now, key.key(), key.digest())
                .update();
        if (added == 1) return Optional.of(id);
        return db.sql(
                        "select id, request_key, request_digest from commons.circle where commons_id = ? and request_key = any (?)")
                .with(by.commons().id(), key.keys())
                .first(key, row -> row.value("id", CircleId.class));
    }

    List<Circle> circles(CommonsId commons) {
        return db.sql("""
                        select c.id, c.name, c.purpose, c.is_class, coalesce(
                          array_agg(m.party_id order by m.party_id) filter (where m.party_id is not null),
                          array[]::uuid[]) as members
                        from commons.circle c
                        left join (
                          select distinct on (circle_id, party_id) commons_id, circle_id, party_id, is_in
                          from commons.circle_change where commons_id = ?
                          order by circle_id, party_id, changed_at desc, id desc) as h
                          on h.commons_id = c.commons_id and h.circle_id = c.id and h.is_in
                        left join commons.membership m on m.commons_id = h.commons_id and m.party_id = h.party_id
                          and m.ended_at is null
                        where c.commons_id = ? group by c.commons_id, c.id order by c.name, c.id""")
                .with(commons, commons)
                .list(row -> new Circle(
                        row.value("id", CircleId.class),
                        row.text("name"),
                        row.text("purpose"),
                        row.truth("is_class"),
                        row.list("members", PartyId.class)));
    }

    /// The circles that these are in, in all of their commons.
    List<CircleId> of(Collection<Seat> seats) {
        return db.sql("""
                        select circle_id from (
                          select distinct on (c.commons_id, c.circle_id) c.circle_id, c.is_in
                          from unnest(?::uuid[], ?::uuid[]) as seat (commons_id, party_id)
                          join commons.circle_change c on c.commons_id = seat.commons_id and c.party_id = seat.party_id
                          order by c.commons_id, c.circle_id, c.changed_at desc, c.id desc) as latest
                        where is_in""")
                .with(
                        seats.stream().map(seat -> seat.commons().id()).toList(),
                        seats.stream().map(Seat::party).toList())
                .list(CircleId.class);
    }

    void change(CommonsId commons, UUID id, CircleId circle, PartyId party, boolean in, PartyId by, Instant now) {
        write(commons, id, circle, party, in, by, Authority.OWN_ACT, null, now);
    }

    void changeClass(Authorised by, UUID id, CircleId circle, PartyId party, boolean in, Instant now) {
        var decision = by instanceof Mandate mandate ? mandate.decision() : null;
        write(by.commons().id(), id, circle, party, in, by.party(), by.authority(), decision, now);
    }

    private void write(
            CommonsId commons,
            UUID id,
            CircleId circle,
            PartyId party,
            boolean in,
            PartyId by,
            Authority authority,
            @Nullable ProposalId decision,
            Instant now) {
        db.sql("""
                        insert into commons.circle_change (commons_id, id, circle_id, party_id, is_in, changed_by,
                          changed_at, authority, decision_id) values (?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .with(commons, id, circle, party, in, by, now, authority, decision)
                .update();
    }
}
