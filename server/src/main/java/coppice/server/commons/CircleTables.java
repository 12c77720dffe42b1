package coppice.server.commons;

import coppice.server.commons.Authorised.Authority;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.RequestKey;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// All SQL about circles.
@Repository
class CircleTables {
    private final JdbcClient db;

    CircleTables(JdbcClient db) {
        this.db = db;
    }

    /// The new one, or the one that this key made before; absent when the name is taken.
    Optional<UUID> add(Member by, UUID id, String name, String purpose, boolean isClass, RequestKey key, Instant now) {
        int added = db.sql("""
                        insert into commons.circle
                          (commons_id, id, name, purpose, is_class, made_by, made_at, request_key, request_digest)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""")
                .params(
                        by.commons().id().value(),
                        id,
                        name,
                        purpose,
                        isClass,
                        by.party().value(),
                        Timestamp.from(now),
                        key.key(),
                        key.digest())
                .update();
        if (added == 1) return Optional.of(id);
        return db.sql("select id, request_digest from commons.circle where commons_id = ? and request_key = ?")
                .params(by.commons().id().value(), key.key())
                .query((row, _) -> {
                    key.sameAs(row.getString("request_digest"));
                    return row.getObject("id", UUID.class);
                })
                .optional();
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
                        where c.is_in order by c.party_id""").params(commons.value(), commons.value()).query(row -> {
            members.computeIfAbsent(row.getObject("circle_id", UUID.class), _ -> new ArrayList<>())
                    .add(new PartyId(row.getObject("party_id", UUID.class)));
        });
        return db.sql("select id, name, purpose, is_class from commons.circle where commons_id = ? order by name, id")
                .param(commons.value())
                .query((row, _) -> new Circle(
                        row.getObject("id", UUID.class),
                        row.getString("name"),
                        row.getString("purpose"),
                        row.getBoolean("is_class"),
                        members.getOrDefault(row.getObject("id", UUID.class), List.of())))
                .list();
    }

    void change(CommonsId commons, UUID id, UUID circle, PartyId party, boolean in, PartyId by, Instant now) {
        write(commons, id, circle, party, in, by, Authority.OWN_ACT, null, now);
    }

    void changeClass(Authorised by, UUID id, UUID circle, PartyId party, boolean in, Instant now) {
        var decision = by instanceof Mandate mandate ? mandate.decision() : null;
        write(by.commons().id(), id, circle, party, in, by.party(), by.authority(), decision, now);
    }

    private void write(
            CommonsId commons,
            UUID id,
            UUID circle,
            PartyId party,
            boolean in,
            PartyId by,
            Authority authority,
            @Nullable UUID decision,
            Instant now) {
        db.sql("""
                        insert into commons.circle_change (commons_id, id, circle_id, party_id, is_in, changed_by,
                          changed_at, authority, decision_id) values (?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        commons.value(),
                        id,
                        circle,
                        party.value(),
                        in,
                        by.value(),
                        Timestamp.from(now),
                        authority.name())
                .param(decision)
                .update();
    }
}
