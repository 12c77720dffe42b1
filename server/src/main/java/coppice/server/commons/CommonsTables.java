package coppice.server.commons;

import coppice.server.commons.Commonses.MemberLine;
import coppice.server.commons.Commonses.Seat;
import coppice.server.kernel.AccountId;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.ProposalId;
import coppice.server.kernel.Row;
import coppice.server.kernel.Rows;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/// All SQL of `commons`.
@Repository
class CommonsTables {
    private static final String MEMBER = """
            select p.id, p.name, m.role, m.since from commons.membership m
            join commons.party p on p.commons_id = m.commons_id and p.id = m.party_id
            where m.commons_id = ? and m.ended_at is null""";

    private final Rows db;

    CommonsTables(Rows db) {
        this.db = db;
    }

    boolean add(Commons commons, Instant now) {
        return db.sql("""
                        insert into commons.commons (id, slug, name, currency, created_at)
                        values (?, ?, ?, ?, ?) on conflict do nothing""")
                        .with(
                                commons.id(),
                                commons.slug(),
                                commons.name(),
                                commons.currency().getCurrencyCode(),
                                now)
                        .update()
                == 1;
    }

    List<Commons> all() {
        return db.sql(
                        "select id, slug, name, currency, notice, ended_at as ended from commons.commons order by created_at")
                .list(Commons.class);
    }

    List<Seat> seats(AccountId account) {
        return db.sql("""
                        select c.id, c.slug, c.name, c.currency, c.notice, c.ended_at as ended, p.id as party
                        from commons.commons c
                        join commons.party p on p.commons_id = c.id
                        join commons.membership m on m.commons_id = p.commons_id and m.party_id = p.id
                        where p.account_id = ? and m.ended_at is null order by c.name, c.id""")
                .with(account)
                .list(row -> new Seat(row.as(Commons.class), row.value("party", PartyId.class)));
    }

    /// By name, from behind the one of the address name `after`.
    List<Commons> page(String search, String after, int most) {
        return db.sql("""
                        select c.id, c.slug, c.name, c.currency, c.notice, c.ended_at as ended from commons.commons c
                        where position(lower(?) in lower(c.name)) > 0
                          and (? = '' or (c.name, c.slug) > (
                            select before.name, before.slug from commons.commons before where before.slug = ?))
                        order by c.name, c.slug limit ?""").with(search, after, after, most).list(Commons.class);
    }

    /// The commons of that name and what `account` is in it, in one go.
    Optional<Standing> standing(String slug, Optional<AccountId> account) {
        return db.sql("""
                        select c.id, c.slug, c.name, c.currency, c.notice, c.ended_at as ended, c.names_public,
                          p.id as party, p.name as party_name, m.role
                        from commons.commons c
                        left join commons.party p on p.commons_id = c.id and p.account_id = ?
                        left join commons.membership m
                          on m.commons_id = p.commons_id and m.party_id = p.id and m.ended_at is null
                        where c.slug = ?""").with(account, slug).optional(row -> {
            var commons = row.as(Commons.class);
            var member = row.optional("role", Role.class)
                    .map(role -> member(commons, row.value("party", PartyId.class), row.text("party_name"), role));
            return new Standing(commons, member, member.isPresent() || row.truth("names_public"));
        });
    }

    private static Member member(Commons commons, PartyId party, String name, Role role) {
        return switch (role) {
            case MEMBER -> new Member(commons, party, name);
            case STEWARD -> new Steward(commons, party, name);
        };
    }

    Optional<Commons> bySlug(String slug) {
        return db.sql("select id, slug, name, currency, notice, ended_at as ended from commons.commons where slug = ?")
                .with(slug)
                .optional(Commons.class);
    }

    Optional<Commons> byId(CommonsId id) {
        return byIds(List.of(id)).stream().findFirst();
    }

    List<Commons> byIds(Collection<CommonsId> wanted) {
        return db.sql("""
                        select id, slug, name, currency, notice, ended_at as ended from commons.commons
                        where id = any (?::uuid[]) order by name""").with(wanted).list(Commons.class);
    }

    void showNames(CommonsId commons, boolean toAnyone) {
        db.sql("update commons.commons set names_public = ? where id = ?")
                .with(toAnyone, commons)
                .update();
    }

    void announce(CommonsId commons, String notice) {
        db.sql("update commons.commons set notice = ? where id = ?")
                .with(notice, commons)
                .update();
    }

    /// An account has one party in a commons: the one that is there stays.
    void addParty(CommonsId commons, PartyId party, String name, @Nullable AccountId account, Instant now) {
        db.sql("""
                        insert into commons.party (commons_id, id, name, account_id, created_at)
                        values (?, ?, ?, ?, ?)
                        on conflict (commons_id, account_id) do nothing""").with(commons, party, name, account, now).update();
    }

    Map<PartyId, Party> parties(CommonsId commons, Collection<PartyId> wanted) {
        var found = new HashMap<PartyId, Party>();
        db.sql("""
                        select id, name, account_id is not null as claimed from commons.party
                        where commons_id = ? and id = any (?)""")
                .with(commons, wanted.stream().distinct().toList())
                .list(Party.class)
                .forEach(party -> found.put(party.id(), party));
        return found;
    }

    /// False for who is a member already.
    boolean addMembership(CommonsId commons, PartyId party, Role role, Instant now) {
        return db.sql("""
                        insert into commons.membership (commons_id, party_id, role, since) values (?, ?, ?, ?)
                        on conflict (commons_id, party_id) do update set role = excluded.role, ended_at = null
                        where membership.ended_at is not null""").with(commons, party, role.name(), now).update() == 1;
    }

    PartyId partyOf(CommonsId commons, AccountId account) {
        return new PartyId(db.sql("select id from commons.party where commons_id = ? and account_id = ?")
                .with(commons, account)
                .single(UUID.class));
    }

    List<PartyId> lockStewards(CommonsId commons) {
        return db.sql("""
                        select party_id from commons.membership
                        where commons_id = ? and role = 'STEWARD' and ended_at is null order by party_id for update""").with(commons).list(UUID.class).stream()
                .map(PartyId::new)
                .toList();
    }

    int changeRole(CommonsId commons, PartyId member, Role role) {
        return db.sql("""
                        update commons.membership set role = ?
                        where commons_id = ? and party_id = ? and ended_at is null""").with(role.name(), commons, member).update();
    }

    int endMembership(CommonsId commons, PartyId member, Instant now) {
        return db.sql("""
                        update commons.membership set ended_at = ?
                        where commons_id = ? and party_id = ? and ended_at is null""").with(now, commons, member).update();
    }

    void addMembershipChange(Authorised by, PartyId member, Optional<Role> role, UUID id, Instant now) {
        db.sql("""
                        insert into commons.membership_change
                          (commons_id, id, party_id, role, changed_at, changed_by, authority, decision_id)
                        values (?, ?, ?, ?, ?, ?, ?, ?)""")
                .with(
                        by.commons().id(),
                        id,
                        member,
                        role,
                        now,
                        by.party(),
                        by.authority().name(),
                        decision(by))
                .update();
    }

    private static @Nullable ProposalId decision(Authorised by) {
        return by instanceof Mandate mandate ? mandate.decision() : null;
    }

    boolean isMember(CommonsId commons, AccountId account) {
        return db.sql("""
                        select count(*) from commons.party p
                        join commons.membership m on m.commons_id = p.commons_id and m.party_id = p.id
                        where p.commons_id = ? and p.account_id = ? and m.ended_at is null""").with(commons, account).single(Long.class) > 0;
    }

    List<MemberLine> members(CommonsId commons) {
        return db.sql(MEMBER + " order by p.name, p.id").with(commons).list(CommonsTables::line);
    }

    Optional<MemberLine> member(CommonsId commons, PartyId party) {
        return db.sql(MEMBER + " and p.id = ?").with(commons, party).optional(CommonsTables::line);
    }

    private static MemberLine line(Row row) {
        return new MemberLine(
                row.value("id", PartyId.class),
                row.text("name"),
                row.value("role", Role.class),
                row.value("since", Instant.class));
    }

    void addInvitation(CommonsId commons, String digest, Role role, PartyId by, Instant now, Instant expires) {
        db.sql("""
                        insert into commons.invitation (commons_id, digest, role, invited_by, created_at, expires_at)
                        values (?, ?, ?, ?, ?, ?)""").with(commons, digest, role.name(), by, now, expires).update();
    }

    Optional<Role> invitation(CommonsId commons, String digest, Instant now) {
        return db.sql("""
                        select role from commons.invitation
                        where commons_id = ? and digest = ? and accepted_at is null and expires_at > ?""").with(commons, digest, now).optional(String.class).map(Role::valueOf);
    }

    int acceptInvitation(CommonsId commons, String digest, PartyId by, Instant now) {
        return db.sql("""
                        update commons.invitation set accepted_by = ?, accepted_at = ?
                        where commons_id = ? and digest = ? and accepted_at is null""").with(by, now, commons, digest).update();
    }

    List<AccountId> accounts(CommonsId commons, Collection<PartyId> parties) {
        return db.sql("""
                        select account_id from commons.party
                        where commons_id = ? and id = any (?) and account_id is not null order by id""").with(commons, parties).list(AccountId.class);
    }
}
