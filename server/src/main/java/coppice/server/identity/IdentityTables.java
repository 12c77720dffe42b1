package coppice.server.identity;

import coppice.server.kernel.AccountId;
import coppice.server.kernel.Rows;
import coppice.server.web.SessionId;
import coppice.server.web.Viewer;
import coppice.server.web.Viewer.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/// All SQL of `identity`.
@Repository
class IdentityTables {
    private static final Duration NOTED_EVERY = Duration.ofMinutes(5);

    private final Rows db;

    IdentityTables(Rows db) {
        this.db = db;
    }

    record Credentials(AccountId id, String passwordHash) {}

    record Link(@Nullable AccountId accountId) {}

    long accounts() {
        return db.sql("select count(*) from identity.account").single(Long.class);
    }

    boolean addAccount(Account account, String passwordHash, Instant now) {
        return db.sql("""
                        insert into identity.account (id, email, name, password_hash, created_at)
                        values (?, ?, ?, ?, ?) on conflict do nothing""")
                        .with(account.id(), account.email(), account.name(), passwordHash, now)
                        .update()
                == 1;
    }

    void changePassword(AccountId account, String passwordHash) {
        db.sql("update identity.account set password_hash = ? where id = ?")
                .with(passwordHash, account)
                .update();
    }

    Optional<Account> account(AccountId id) {
        return db.sql("select id, email, name from identity.account where id = ?")
                .with(id)
                .optional(Account.class);
    }

    List<Account> accounts(Collection<AccountId> ids) {
        return db.sql("select id, email, name from identity.account where id = any (?)")
                .with(ids)
                .list(Account.class);
    }

    Optional<Account> byEmail(String email) {
        return db.sql("select id, email, name from identity.account where lower(email) = lower(?)")
                .with(email)
                .optional(Account.class);
    }

    Optional<Credentials> credentials(String email) {
        return db.sql("select id, password_hash from identity.account where lower(email) = lower(?)")
                .with(email)
                .optional(Credentials.class);
    }

    void addLink(String digest, Optional<AccountId> account, Instant now, Instant expires) {
        db.sql("""
                        insert into identity.entry_link (digest, account_id, created_at, expires_at)
                        values (?, ?, ?, ?)""").with(digest, account, now, expires).update();
    }

    Optional<Link> link(String digest, Instant now) {
        return db.sql("""
                        select account_id from identity.entry_link
                        where digest = ? and used_at is null and expires_at > ?""").with(digest, now).optional(Link.class);
    }

    int useLink(String digest, Instant now) {
        return db.sql("update identity.entry_link set used_at = ? where digest = ? and used_at is null")
                .with(now, digest)
                .update();
    }

    void addSession(String digest, UUID id, AccountId account, String agent, Instant now, Instant expires) {
        db.sql("""
                        insert into identity.session
                          (digest, id, account_id, agent, created_at, last_seen_at, expires_at)
                        values (?, ?, ?, ?, ?, ?, ?)""").with(digest, id, account, agent, now, now, expires).update();
    }

    /// Also notes the visit, at most once in five minutes.
    Optional<Viewer> bySession(String digest, Instant now) {
        var found = db.sql("""
                        select s.id, s.account_id, a.name, s.last_seen_at < ? as stale
                        from identity.session s join identity.account a on a.id = s.account_id
                        where s.digest = ? and s.ended_at is null and s.expires_at > ?""")
                .with(now.minus(NOTED_EVERY), digest, now)
                .optional(row -> new Seen(
                        new Viewer(
                                Optional.of(row.value("account_id", AccountId.class)),
                                row.text("name"),
                                Optional.of(row.value("id", SessionId.class)),
                                Optional.empty()),
                        row.truth("stale")));
        if (found.isPresent() && found.get().stale()) seen(digest, now);
        return found.map(Seen::viewer);
    }

    private record Seen(Viewer viewer, boolean stale) {}

    private void seen(String digest, Instant now) {
        db.sql("update identity.session set last_seen_at = ? where digest = ?")
                .with(now, digest)
                .update();
    }

    Optional<Viewer> byToken(String digest, Instant now) {
        return db.sql("""
                        select t.account_id, a.name, t.scope
                        from identity.token t join identity.account a on a.id = t.account_id
                        where t.digest = ? and t.ended_at is null and t.expires_at > ?""")
                .with(digest, now)
                .optional(row -> new Viewer(
                        Optional.of(row.value("account_id", AccountId.class)),
                        row.text("name"),
                        Optional.empty(),
                        Optional.of(row.value("scope", Scope.class))));
    }

    List<Session> sessions(AccountId account, Instant now) {
        return db.sql("""
                        select id, agent, created_at, last_seen_at from identity.session
                        where account_id = ? and ended_at is null and expires_at > ? order by last_seen_at desc""").with(account, now).list(Session.class);
    }

    int endSession(AccountId account, SessionId session, Instant now) {
        return db.sql("""
                        update identity.session set ended_at = ?
                        where account_id = ? and id = ? and ended_at is null""").with(now, account, session).update();
    }

    void addToken(String digest, Token token, AccountId account, Instant now) {
        db.sql("""
                        insert into identity.token (digest, id, account_id, name, scope, created_at, expires_at)
                        values (?, ?, ?, ?, ?, ?, ?)""")
                .with(digest, token.id(), account, token.name(), token.scope().name(), now, token.expiresAt())
                .update();
    }

    List<Token> tokens(AccountId account, Instant now) {
        return db.sql("""
                        select id, name, scope, expires_at from identity.token
                        where account_id = ? and ended_at is null and expires_at > ? order by expires_at""").with(account, now).list(Token.class);
    }

    int endToken(AccountId account, TokenId token, Instant now) {
        return db.sql("update identity.token set ended_at = ? where account_id = ? and id = ? and ended_at is null")
                .with(now, account, token)
                .update();
    }
}
