package coppice.server.decisions;

import coppice.server.commons.Assembly.Draft;
import coppice.server.commons.Commonses;
import coppice.server.commons.Mandate;
import coppice.server.commons.Matter;
import coppice.server.commons.Member;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.Ids;
import coppice.server.kernel.KernelRefusal;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.Refused;
import coppice.server.kernel.RequestKey;
import coppice.server.kernel.Transactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;

/// Authority that a decision gave to one member: to do alone what the members would else decide, in one matter, up to
/// a sum, until a day. Everybody sees who holds it, everything done by it, and is told each time.
@Service
public class Authorities {
    private final AuthorityTables tables;
    private final Closings closings;
    private final Commonses commonses;
    private final News news;
    private final Transactions transactions;
    private final Ids ids;
    private final Clock clock;

    Authorities(
            AuthorityTables tables,
            Closings closings,
            Commonses commonses,
            News news,
            Transactions transactions,
            Ids ids,
            Clock clock) {
        this.tables = tables;
        this.closings = closings;
        this.commonses = commonses;
        this.news = news;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
    }

    /// @param decision the proposal that gave it
    /// @param until    the last day
    public record Authority(
            UUID decision,
            PartyId party,
            Matter matter,
            long limitMinorUnits,
            long usedMinorUnits,
            LocalDate until,
            boolean inForce,
            List<Use> uses) {
        public long leftMinorUnits() {
            return limitMinorUnits - usedMinorUnits;
        }
    }

    /// Something done by it.
    public record Use(String motion, String title, long costMinorUnits, String address, Instant at) {}

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /// All that were ever given, those in force first.
    public List<Authority> all(CommonsId commons) {
        return tables.all(commons, today());
    }

    boolean holds(Member member, Matter matter) {
        return all(member.commons().id()).stream().anyMatch(one -> isFor(one, member, matter));
    }

    private static boolean isFor(Authority one, Member member, Matter matter) {
        return one.inForce() && one.matter() == matter && one.party().equals(member.party());
    }

    void grant(Mandate mandate, PartyId party, Matter matter, long limitMinorUnits, LocalDate until) {
        tables.add(mandate, party, matter, limitMinorUnits, until, now());
    }

    /// Gives back what one was given, or ends it by decision.
    void end(CommonsId commons, UUID decision) {
        if (!tables.end(commons, decision, now())) throw new Refused(new KernelRefusal.NotFound());
    }

    public void giveBack(Member member, UUID decision) {
        transactions.run(() -> {
            boolean isMine = all(member.commons().id()).stream()
                    .anyMatch(one ->
                            one.decision().equals(decision) && one.party().equals(member.party()));
            if (!isMine) throw new Refused(new KernelRefusal.NotFound());
            end(member.commons().id(), decision);
        });
    }

    /// Does what `draft` says, by the authority of whoever asks; all or nothing, once a key.
    String act(Member member, Draft draft, String key) {
        var commons = member.commons();
        return transactions.run(() -> {
            var request = RequestKey.asked(
                    "authority", member.party(), key, draft.motion(), new TreeMap<>(draft.terms()), draft.title());
            var earlier = tables.byKey(commons.id(), request);
            if (earlier.isPresent()) return earlier.get();
            var kind = closings.kind(draft.motion());
            var matter = kind.matter(draft.terms());
            long cost = kind.costMinorUnits(commons, draft.terms());
            var authority = tables.lock(commons.id(), member.party(), matter, today()).stream()
                    .filter(one -> one.leftMinorUnits() >= cost)
                    .findFirst()
                    .orElseThrow(() -> new Refused(new DecisionRefusal.NoAuthority()));
            var act = ids.next();
            tables.use(commons.id(), authority.decision(), cost);
            var mandate = new Mandate(commons, authority.decision(), member.party(), act);
            String address = kind.enact(mandate, draft.terms());
            tables.addUse(commons.id(), act, authority.decision(), draft, cost, address, request, now());
            news.actedAlone(
                    member,
                    draft.title(),
                    address,
                    commonses.members(commons.id()).stream()
                            .map(Commonses.MemberLine::party)
                            .toList());
            return address;
        });
    }

    /// All SQL about authorities.
    @Component
    static class AuthorityTables {
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

        void addUse(
                CommonsId commons,
                UUID act,
                UUID decision,
                Draft draft,
                long cost,
                String address,
                RequestKey key,
                Instant now) {
            db.sql("""
                            insert into decisions.authority_use (commons_id, id, proposal_id, motion, title,
                              cost_minor_units, address, used_at, request_key, request_digest)
                            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                    .params(
                            commons.value(),
                            act,
                            decision,
                            draft.motion(),
                            draft.title(),
                            cost,
                            address,
                            Timestamp.from(now),
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
                    DecisionTables.party(row, "party_id"),
                    Matter.valueOf(row.getString("matter")),
                    row.getLong("limit_minor_units"),
                    row.getLong("used_minor_units"),
                    row.getObject("until_day", LocalDate.class),
                    row.getBoolean("in_force"),
                    uses);
        }
    }
}
