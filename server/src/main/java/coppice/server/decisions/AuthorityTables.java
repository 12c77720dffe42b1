package coppice.server.decisions;

import coppice.server.commons.Mandate;
import coppice.server.commons.Matter;
import coppice.server.decisions.Authorities.Authority;
import coppice.server.decisions.Authorities.Use;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.ProposalId;
import coppice.server.kernel.RequestKey;
import coppice.server.kernel.Row;
import coppice.server.kernel.Rows;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Repository;

/// All SQL about authorities.
@Repository
class AuthorityTables {
    private final Rows db;

    AuthorityTables(Rows db) {
        this.db = db;
    }

    void add(Mandate by, PartyId party, Matter matter, long limit, LocalDate until, Instant now) {
        db.sql("""
                        insert into decisions.authority (commons_id, proposal_id, party_id, matter,
                          limit_minor_units, until_day, granted_at) values (?, ?, ?, ?, ?, ?, ?)""")
                .with(by.commons().id(), by.decision(), party, matter.name(), limit, until, now)
                .update();
    }

    boolean end(CommonsId commons, ProposalId decision, Instant now) {
        return db.sql("""
                        update decisions.authority set ended_at = ?
                        where commons_id = ? and proposal_id = ? and ended_at is null""").with(now, commons, decision).update() == 1;
    }

    Optional<String> byKey(CommonsId commons, RequestKey key) {
        return db.sql("""
                        select address, request_key, request_digest from decisions.authority_use
                        where commons_id = ? and request_key = any (?)""").with(commons, key.keys()).first(key, row -> row.text("address"));
    }

    /// Those of somebody in a matter that are in force, under their lock; the smallest that is left first.
    List<Authority> lock(CommonsId commons, PartyId party, Matter matter, LocalDate today) {
        return db.sql("""
                        select *, true as in_force from decisions.authority
                        where commons_id = ? and party_id = ? and matter = ? and ended_at is null and until_day >= ?
                        order by limit_minor_units - used_minor_units, proposal_id for update""").with(commons, party, matter.name(), today).list(row -> authority(row, List.of()));
    }

    void use(CommonsId commons, ProposalId decision, long cost) {
        db.sql("""
                        update decisions.authority set used_minor_units = used_minor_units + ?
                        where commons_id = ? and proposal_id = ?""").with(cost, commons, decision).update();
    }

    void addUse(CommonsId commons, ProposalId decision, UseId id, Use use, RequestKey key) {
        db.sql("""
                        insert into decisions.authority_use (commons_id, id, proposal_id, motion, title,
                          cost_minor_units, address, used_at, request_key, request_digest)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .with(
                        commons,
                        id,
                        decision,
                        use.motion(),
                        use.title(),
                        use.costMinorUnits(),
                        use.address(),
                        use.at(),
                        key.key(),
                        key.digest())
                .update();
    }

    List<Authority> all(CommonsId commons, LocalDate today) {
        var uses = new HashMap<UUID, List<Use>>();
        db.sql("""
                        select proposal_id, motion, title, cost_minor_units, address, used_at as at
                        from decisions.authority_use where commons_id = ? order by used_at desc""").with(commons).each(row -> {
            uses.computeIfAbsent(row.value("proposal_id", UUID.class), _ -> new ArrayList<>())
                    .add(row.as(Use.class));
        });
        return db.sql("""
                        select *, ended_at is null and until_day >= ? as in_force from decisions.authority
                        where commons_id = ? order by in_force desc, granted_at desc""")
                .with(today, commons)
                .list(row -> authority(row, uses.getOrDefault(row.value("proposal_id", UUID.class), List.of())));
    }

    private static Authority authority(Row row, List<Use> uses) {
        return new Authority(
                row.value("proposal_id", ProposalId.class),
                row.value("party_id", PartyId.class),
                row.value("matter", Matter.class),
                row.number("limit_minor_units"),
                row.number("used_minor_units"),
                row.value("until_day", LocalDate.class),
                row.truth("in_force"),
                uses);
    }
}
