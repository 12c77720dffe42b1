package coppice.server.commons;

import coppice.server.kernel.CommonsId;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.RequestKey;
import coppice.server.kernel.Rows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
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
    Optional<UUID> add(Member by, UUID id, String name, String purpose, boolean isClass, RequestKey key, Instant now) {
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
                .first(key, row -> row.value("id", UUID.class));
    }

    List<Circle> circles(CommonsId commons) {
        var members = new HashMap<UUID, List<PartyId>>();
        db.sql("""
                        select c.circle_id, c.party_id from (
                          select distinct on (circle_id, party_id) circle_id, party_id, is_in
                          from commons.circle_change where commons_id = ?
                          order by circle_id, party_id, changed_at desc, id desc) as c
                        join commons.membership m
                          on m.commons_id = ? and m.party_id = c.party_id and m.ended_at is null
                        where c.is_in order by c.party_id""").with(commons, commons).each(row -> {
            members.computeIfAbsent(row.value("circle_id", UUID.class), _ -> new ArrayList<>())
                    .add(row.value("party_id", PartyId.class));
        });
        return db.sql("select id, name, purpose, is_class from commons.circle where commons_id = ? order by name, id")
                .with(commons)
                .list(row -> new Circle(
                        row.value("id", UUID.class),
                        row.text("name"),
                        row.text("purpose"),
                        row.truth("is_class"),
                        members.getOrDefault(row.value("id", UUID.class), List.of())));
    }

    void change(CommonsId commons, UUID id, UUID circle, PartyId party, boolean in, PartyId by, Instant now) {
        write(commons, id, circle, party, in, by, "OWN_ACT", null, now);
    }

    void changeClass(Authorised by, UUID id, UUID circle, PartyId party, boolean in, Instant now) {
        var decision = by instanceof Mandate mandate ? mandate.decision() : null;
        write(
                by.commons().id(),
                id,
                circle,
                party,
                in,
                by.party(),
                by.authority().name(),
                decision,
                now);
    }

    private void write(
            CommonsId commons,
            UUID id,
            UUID circle,
            PartyId party,
            boolean in,
            PartyId by,
            String authority,
            @Nullable UUID decision,
            Instant now) {
        db.sql("""
                        insert into commons.circle_change (commons_id, id, circle_id, party_id, is_in, changed_by,
                          changed_at, authority, decision_id) values (?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .with(commons, id, circle, party, in, by, now, authority, decision)
                .update();
    }
}
