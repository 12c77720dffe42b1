package coppice.server.decisions;

import coppice.server.commons.Mandate;
import coppice.server.commons.Matter;
import coppice.server.decisions.Authorities.Authority;
import coppice.server.decisions.Authorities.Use;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.RequestKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// All SQL about authorities.
@Repository
class AuthorityTables {
    private final JdbcClient db;

    AuthorityTables(JdbcClient db) {
        this.db = db;
    }

    void add(Mandate by, PartyId party, Matter matter, long limit, LocalDate until, Instant now) {
        db.sql("""
                        insert into decisions.authority (commons_id, proposal_id, party_id, matter,
                          limit_minor_units, until_day, granted_at) values (?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        by.commons().id().value(),
                        by.decision(),
                        party.value(),
                        matter.name(),
                        limit,
                        until,
                        Timestamp.from(now))
                .update();
    }

    boolean end(CommonsId commons, UUID decision, Instant now) {
        return db.sql("""
                        update decisions.authority set ended_at = ?
                        where commons_id = ? and proposal_id = ? and ended_at is null""")
                        .params(Timestamp.from(now), commons.value(), decision)
                        .update()
                == 1;
    }

    Optional<String> byKey(CommonsId commons, RequestKey key) {
        return db.sql("""
                        select address, request_digest from decisions.authority_use
                        where commons_id = ? and request_key = ?""")
                .params(commons.value(), key.key())
                .query((row, _) -> {
                    key.sameAs(row.getString("request_digest"));
                    return row.getString("address");
                })
                .optional();
    }

    /// Those of somebody in a matter that are in force, under their lock; the smallest that is left first.
    List<Authority> lock(CommonsId commons, PartyId party, Matter matter, LocalDate today) {
        return db.sql("""
                        select *, true as in_force from decisions.authority
                        where commons_id = ? and party_id = ? and matter = ? and ended_at is null and until_day >= ?
                        order by limit_minor_units - used_minor_units, proposal_id for update""")
                .params(commons.value(), party.value(), matter.name(), today)
                .query((row, _) -> authority(row, List.of()))
                .list();
    }

    void use(CommonsId commons, UUID decision, long cost) {
        db.sql("""
                        update decisions.authority set used_minor_units = used_minor_units + ?
                        where commons_id = ? and proposal_id = ?""").params(cost, commons.value(), decision).update();
    }

    void addUse(CommonsId commons, UUID decision, UUID id, Use use, RequestKey key) {
        db.sql("""
                        insert into decisions.authority_use (commons_id, id, proposal_id, motion, title,
                          cost_minor_units, address, used_at, request_key, request_digest)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        commons.value(),
                        id,
                        decision,
                        use.motion(),
                        use.title(),
                        use.costMinorUnits(),
                        use.address(),
                        Timestamp.from(use.at()),
                        key.key(),
                        key.digest())
                .update();
    }

    List<Authority> all(CommonsId commons, LocalDate today) {
        var uses = new HashMap<UUID, List<Use>>();
        db.sql("""
                        select proposal_id, motion, title, cost_minor_units, address, used_at
                        from decisions.authority_use where commons_id = ? order by used_at desc""").param(commons.value()).query(row -> {
            uses.computeIfAbsent(row.getObject("proposal_id", UUID.class), _ -> new ArrayList<>())
                    .add(new Use(
                            row.getString("motion"),
                            row.getString("title"),
                            row.getLong("cost_minor_units"),
                            row.getString("address"),
                            row.getTimestamp("used_at").toInstant()));
        });
        return db.sql("""
                        select *, ended_at is null and until_day >= ? as in_force from decisions.authority
                        where commons_id = ? order by in_force desc, granted_at desc""")
                .params(today, commons.value())
                .query((row, _) ->
                        authority(row, uses.getOrDefault(row.getObject("proposal_id", UUID.class), List.of())))
                .list();
    }

    private static Authority authority(ResultSet row, List<Use> uses) throws SQLException {
        return new Authority(
                row.getObject("proposal_id", UUID.class),
                PartyId.of(row, "party_id"),
                Matter.valueOf(row.getString("matter")),
                row.getLong("limit_minor_units"),
                row.getLong("used_minor_units"),
                row.getObject("until_day", LocalDate.class),
                row.getBoolean("in_force"),
                uses);
    }
}
