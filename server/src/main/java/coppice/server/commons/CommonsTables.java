package coppice.server.commons;

import coppice.server.commons.Commonses.MemberLine;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.PartyId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/// All SQL of `commons`.
@Repository
class CommonsTables {
    private final JdbcClient db;
    private final JsonMapper json;

    CommonsTables(JdbcClient db, JsonMapper json) {
        this.db = db;
        this.json = json;
    }

    private static Commons commons(ResultSet row, int number) throws SQLException {
        return new Commons(
                new CommonsId(row.getObject("id", UUID.class)),
                row.getString("slug"),
                row.getString("name"),
                Currency.getInstance(row.getString("currency")),
                row.getString("notice"));
    }

    boolean add(Commons commons, Instant now) {
        return db.sql("""
                        insert into commons.commons (id, slug, name, currency, created_at)
                        values (?, ?, ?, ?, ?) on conflict do nothing""")
                        .params(
                                commons.id().value(),
                                commons.slug(),
                                commons.name(),
                                commons.currency().getCurrencyCode(),
                                Timestamp.from(now))
                        .update()
                == 1;
    }

    List<Commons> all() {
        return db.sql("select id, slug, name, currency, notice from commons.commons order by created_at")
                .query(CommonsTables::commons)
                .list();
    }

    List<Commons> of(UUID account) {
        return db.sql("""
                        select c.id, c.slug, c.name, c.currency, c.notice from commons.commons c
                        join commons.party p on p.commons_id = c.id
                        join commons.membership m on m.commons_id = p.commons_id and m.party_id = p.id
                        where p.account_id = ? and m.ended_at is null order by c.name""").param(account).query(CommonsTables::commons).list();
    }

    /// The commons of that name and what `account` is in it, in one go.
    Optional<Standing> standing(String slug, Optional<UUID> account) {
        return db.sql("""
                        select c.id, c.slug, c.name, c.currency, c.notice, p.id as party, p.name as party_name, m.role
                        from commons.commons c
                        left join commons.party p on p.commons_id = c.id and p.account_id = ?
                        left join commons.membership m
                          on m.commons_id = p.commons_id and m.party_id = p.id and m.ended_at is null
                        where c.slug = ?""")
                .param(account.orElse(null))
                .param(slug)
                .query((row, number) -> {
                    var commons = commons(row, number);
                    Optional<Member> member = row.getString("role") == null
                            ? Optional.empty()
                            : Optional.of(member(
                                    commons,
                                    new PartyId(row.getObject("party", UUID.class)),
                                    row.getString("party_name"),
                                    Role.valueOf(row.getString("role"))));
                    return new Standing(commons, member, member.isPresent());
                })
                .optional();
    }

    private static Member member(Commons commons, PartyId party, String name, Role role) {
        return switch (role) {
            case MEMBER -> new Member(commons, party, name);
            case STEWARD -> new Steward(commons, party, name);
        };
    }

    Optional<Commons> bySlug(String slug) {
        return db.sql("select id, slug, name, currency, notice from commons.commons where slug = ?")
                .param(slug)
                .query(CommonsTables::commons)
                .optional();
    }

    Optional<Commons> byId(CommonsId id) {
        return db.sql("select id, slug, name, currency, notice from commons.commons where id = ?")
                .param(id.value())
                .query(CommonsTables::commons)
                .optional();
    }

    void announce(CommonsId commons, String notice) {
        db.sql("update commons.commons set notice = ? where id = ?")
                .params(notice, commons.value())
                .update();
    }

    void addParty(CommonsId commons, PartyId party, String name, @Nullable UUID account, Instant now) {
        db.sql("""
                        insert into commons.party (commons_id, id, name, account_id, created_at)
                        values (?, ?, ?, ?, ?)""")
                .params(commons.value(), party.value(), name)
                .param(account)
                .param(Timestamp.from(now))
                .update();
    }

    Map<PartyId, Party> parties(CommonsId commons, Collection<PartyId> wanted) {
        var found = new HashMap<PartyId, Party>();
        db.sql("""
                        select id, name, account_id is not null as claimed from commons.party
                        where commons_id = ? and id = any (?)""")
                .params(
                        commons.value(),
                        wanted.stream().map(PartyId::value).distinct().toArray(UUID[]::new))
                .query((row, _) -> new Party(
                        new PartyId(row.getObject("id", UUID.class)), row.getString("name"), row.getBoolean("claimed")))
                .list()
                .forEach(party -> found.put(party.id(), party));
        return found;
    }

    void addMembership(CommonsId commons, PartyId party, Role role, Instant now) {
        db.sql("""
                        insert into commons.membership (commons_id, party_id, role, since) values (?, ?, ?, ?)
                        on conflict (commons_id, party_id) do update set role = excluded.role, ended_at = null""")
                .params(commons.value(), party.value(), role.name(), Timestamp.from(now))
                .update();
    }

    Optional<PartyId> partyOf(CommonsId commons, UUID account) {
        return db.sql("select id from commons.party where commons_id = ? and account_id = ?")
                .params(commons.value(), account)
                .query(UUID.class)
                .optional()
                .map(PartyId::new);
    }

    List<PartyId> lockStewards(CommonsId commons) {
        return db.sql("""
                        select party_id from commons.membership
                        where commons_id = ? and role = 'STEWARD' and ended_at is null order by party_id for update""").param(commons.value()).query(UUID.class).list().stream()
                .map(PartyId::new)
                .toList();
    }

    int changeRole(CommonsId commons, PartyId member, Role role) {
        return db.sql("""
                        update commons.membership set role = ?
                        where commons_id = ? and party_id = ? and ended_at is null""").params(role.name(), commons.value(), member.value()).update();
    }

    int endMembership(CommonsId commons, PartyId member, Instant now) {
        return db.sql("""
                        update commons.membership set ended_at = ?
                        where commons_id = ? and party_id = ? and ended_at is null""")
                .params(Timestamp.from(now), commons.value(), member.value())
                .update();
    }

    void addMembershipChange(Authorised by, PartyId member, Optional<Role> role, UUID id, Instant now) {
        db.sql("""
                        insert into commons.membership_change
                          (commons_id, id, party_id, role, changed_at, changed_by, authority, decision_id)
                        values (?, ?, ?, ?, ?, ?, ?, ?)""")
                .param(by.commons().id().value())
                .param(id)
                .param(member.value())
                .param(role.map(Role::name).orElse(null))
                .param(Timestamp.from(now))
                .param(by.party().value())
                .param(by.authority().name())
                .param(decision(by))
                .update();
    }

    private static @Nullable UUID decision(Authorised by) {
        return by instanceof Mandate mandate ? mandate.decision() : null;
    }

    boolean isMember(CommonsId commons, UUID account) {
        return db.sql("""
                        select count(*) from commons.party p
                        join commons.membership m on m.commons_id = p.commons_id and m.party_id = p.id
                        where p.commons_id = ? and p.account_id = ? and m.ended_at is null""").params(commons.value(), account).query(Long.class).single() > 0;
    }

    List<MemberLine> members(CommonsId commons) {
        return db.sql("""
                        select p.id, p.name, m.role, m.since from commons.membership m
                        join commons.party p on p.commons_id = m.commons_id and p.id = m.party_id
                        where m.commons_id = ? and m.ended_at is null order by p.name, p.id""")
                .param(commons.value())
                .query((row, _) -> new MemberLine(
                        new PartyId(row.getObject("id", UUID.class)),
                        row.getString("name"),
                        Role.valueOf(row.getString("role")),
                        row.getTimestamp("since").toInstant()))
                .list();
    }

    void addInvitation(CommonsId commons, String digest, Role role, PartyId by, Instant now, Instant expires) {
        db.sql("""
                        insert into commons.invitation (commons_id, digest, role, invited_by, created_at, expires_at)
                        values (?, ?, ?, ?, ?, ?)""")
                .params(commons.value(), digest, role.name(), by.value(), Timestamp.from(now), Timestamp.from(expires))
                .update();
    }

    Optional<Role> invitation(CommonsId commons, String digest, Instant now) {
        return db.sql("""
                        select role from commons.invitation
                        where commons_id = ? and digest = ? and accepted_at is null and expires_at > ?""")
                .params(commons.value(), digest, Timestamp.from(now))
                .query(String.class)
                .optional()
                .map(Role::valueOf);
    }

    int acceptInvitation(CommonsId commons, String digest, PartyId by, Instant now) {
        return db.sql("""
                        update commons.invitation set accepted_by = ?, accepted_at = ?
                        where commons_id = ? and digest = ? and accepted_at is null""")
                .params(by.value(), Timestamp.from(now), commons.value(), digest)
                .update();
    }

    List<UUID> accounts(CommonsId commons, Collection<PartyId> parties) {
        return db.sql("""
                        select account_id from commons.party
                        where commons_id = ? and id = any (?) and account_id is not null order by id""")
                .params(commons.value(), parties.stream().map(PartyId::value).toArray(UUID[]::new))
                .query(UUID.class)
                .list();
    }
}
