package coppice.server.mail;

import coppice.server.kernel.CommonsId;
import coppice.server.mail.Letter.Posted;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// All SQL of `mail`.
@Repository
class MailTables {
    private final JdbcClient db;

    MailTables(JdbcClient db) {
        this.db = db;
    }

    void add(CommonsId commons, List<UUID> accounts, List<UUID> ids, Letter letter, Instant now, Instant nextDigest) {
        db.sql("""
                        insert into mail.outbox
                          (commons_id, id, account_id, subject, words, link, digest, created_at, send_at)
                        select ?, t.id, t.account_id, ?, ?, ?, coalesce(s.level, 'EACH') = 'DAILY', ?,
                          case when s.level = 'DAILY' then ?::timestamptz else ?::timestamptz end
                        from unnest(?::uuid[], ?::uuid[]) as t (id, account_id)
                        left join mail.subscription s on s.commons_id = ? and s.account_id = t.account_id
                        where coalesce(s.level, 'EACH') <> 'NONE'""")
                .params(
                        commons.value(),
                        letter.subject(),
                        letter.words(),
                        letter.link(),
                        Timestamp.from(now),
                        Timestamp.from(nextDigest),
                        Timestamp.from(now),
                        ids.toArray(UUID[]::new),
                        accounts.toArray(UUID[]::new),
                        commons.value())
                .update();
    }

    /// A letter that is due, under its lock.
    record Due(CommonsId commons, UUID id, UUID account, Letter letter, boolean digest, int tries) {}

    private static Due due(ResultSet row) throws SQLException {
        return new Due(
                new CommonsId(row.getObject("commons_id", UUID.class)),
                row.getObject("id", UUID.class),
                row.getObject("account_id", UUID.class),
                letter(row),
                row.getBoolean("digest"),
                row.getInt("tries"));
    }

    private static Letter letter(ResultSet row) throws SQLException {
        return new Letter(row.getString("subject"), row.getString("words"), row.getString("link"));
    }

    Optional<Due> next(Instant now, int mostTries) {
        return db.sql("""
                        select * from mail.outbox where sent_at is null and send_at <= ? and tries < ?
                        order by send_at, id limit 1 for update skip locked""")
                .params(Timestamp.from(now), mostTries)
                .query((row, _) -> due(row))
                .optional();
    }

    /// What else goes into the digest of the same account, of every commons.
    List<Due> together(UUID account, Instant now, int mostTries) {
        return db.sql("""
                        select * from mail.outbox
                        where account_id = ? and digest and sent_at is null and send_at <= ? and tries < ?
                        order by created_at, id for update skip locked""")
                .params(account, Timestamp.from(now), mostTries)
                .query((row, _) -> due(row))
                .list();
    }

    void sent(Due letter, Instant now) {
        db.sql("update mail.outbox set sent_at = ?, trouble = '' where commons_id = ? and id = ?")
                .params(Timestamp.from(now), letter.commons().value(), letter.id())
                .update();
    }

    void failed(Due letter, Instant again, String trouble) {
        db.sql("""
                        update mail.outbox set tries = tries + 1, send_at = ?, trouble = ?
                        where commons_id = ? and id = ?""")
                .params(Timestamp.from(again), trouble, letter.commons().value(), letter.id())
                .update();
    }

    List<Posted> recent(CommonsId commons, int most) {
        return db.sql("""
                        select * from mail.outbox where commons_id = ? order by id desc limit ?""")
                .params(commons.value(), most)
                .query((row, _) -> new Posted(
                        row.getObject("account_id", UUID.class),
                        letter(row),
                        row.getTimestamp("created_at").toInstant(),
                        row.getTimestamp("send_at").toInstant(),
                        row.getTimestamp("sent_at") == null
                                ? null
                                : row.getTimestamp("sent_at").toInstant(),
                        row.getInt("tries"),
                        row.getString("trouble")))
                .list();
    }

    Level level(CommonsId commons, UUID account) {
        return db.sql("select level from mail.subscription where commons_id = ? and account_id = ?")
                .params(commons.value(), account)
                .query(String.class)
                .optional()
                .map(Level::valueOf)
                .orElse(Level.EACH);
    }

    void choose(CommonsId commons, UUID account, Level level, String secret) {
        db.sql("""
                        insert into mail.subscription (commons_id, account_id, level, secret) values (?, ?, ?, ?)
                        on conflict (commons_id, account_id) do update set level = excluded.level""").params(commons.value(), account, level.name(), secret).update();
    }

    /// The secret of a subscription, made on first use.
    String secret(CommonsId commons, UUID account, String fresh) {
        db.sql("""
                        insert into mail.subscription (commons_id, account_id, level, secret) values (?, ?, 'EACH', ?)
                        on conflict (commons_id, account_id) do nothing""").params(commons.value(), account, fresh).update();
        return db.sql("select secret from mail.subscription where commons_id = ? and account_id = ?")
                .params(commons.value(), account)
                .query(String.class)
                .single();
    }

    Optional<CommonsId> commonsOf(String secret) {
        return db.sql("select commons_id from mail.subscription where secret = ?")
                .param(secret)
                .query((row, _) -> new CommonsId(row.getObject("commons_id", UUID.class)))
                .optional();
    }

    int unsubscribe(String secret) {
        return db.sql("update mail.subscription set level = 'NONE' where secret = ?")
                .param(secret)
                .update();
    }
}
