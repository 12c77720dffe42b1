package coppice.server.mail;

import coppice.server.kernel.AccountId;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.Row;
import coppice.server.kernel.Rows;
import coppice.server.mail.Letter.Posted;
import coppice.server.web.Message;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Repository;

/// All SQL of `mail`.
@Repository
class MailTables {
    private final Rows db;

    MailTables(Rows db) {
        this.db = db;
    }

    void add(
            CommonsId commons,
            List<AccountId> accounts,
            List<UUID> ids,
            Letter letter,
            Instant now,
            Instant nextDigest) {
        db.sql("""
                        insert into mail.outbox
                          (commons_id, id, account_id, subject, words, link, digest, created_at, send_at)
                        select ?, t.id, t.account_id, ?::jsonb, ?::jsonb, ?, coalesce(s.level, 'EACH') = 'DAILY', ?,
                          case when s.level = 'DAILY' then ?::timestamptz else ?::timestamptz end
                        from unnest(?::uuid[], ?::uuid[]) as t (id, account_id)
                        left join mail.subscription s on s.commons_id = ? and s.account_id = t.account_id
                        where coalesce(s.level, 'EACH') <> 'NONE'""")
                .with(
                        commons,
                        db.json(letter.subject()),
                        db.json(letter.words()),
                        letter.link(),
                        now,
                        nextDigest,
                        now,
                        ids,
                        accounts,
                        commons)
                .update();
    }

    /// A letter that is due, under its lock.
    record Due(CommonsId commons, LetterId id, AccountId account, Letter letter, boolean digest, int tries) {}

    private static Letter letter(Row row) {
        return new Letter(row.json("subject", Message.class), row.json("words", Message.class), row.text("link"));
    }

    private static Due due(Row row) {
        return new Due(
                row.value("commons_id", CommonsId.class),
                row.value("id", LetterId.class),
                row.value("account_id", AccountId.class),
                letter(row),
                row.truth("digest"),
                row.whole("tries"));
    }

    Optional<Due> next(Instant now, int mostTries) {
        return db.sql("""
                        select * from mail.outbox where sent_at is null and send_at <= ? and tries < ?
                        order by send_at, id limit 1 for update skip locked""").with(now, mostTries).optional(row -> due(row));
    }

    /// What else goes into the digest of the same account, of every commons.
    List<Due> together(AccountId account, Instant now, int mostTries) {
        return db.sql("""
                        select * from mail.outbox
                        where account_id = ? and digest and sent_at is null and send_at <= ? and tries < ?
                        order by created_at, id for update skip locked""").with(account, now, mostTries).list(row -> due(row));
    }

    void sent(Due letter, Instant now) {
        db.sql("update mail.outbox set sent_at = ?, trouble = '' where commons_id = ? and id = ?")
                .with(now, letter.commons(), letter.id())
                .update();
    }

    void failed(Due letter, Instant again, String trouble) {
        db.sql("""
                        update mail.outbox set tries = tries + 1, send_at = ?, trouble = ?
                        where commons_id = ? and id = ?""").with(again, trouble, letter.commons(), letter.id()).update();
    }

    List<Posted> recent(CommonsId commons, int most) {
        return db.sql("""
                        select * from mail.outbox where commons_id = ? order by id desc limit ?""")
                .with(commons, most)
                .list(row -> new Posted(
                        row.value("account_id", AccountId.class),
                        letter(row),
                        row.value("created_at", Instant.class),
                        row.value("send_at", Instant.class),
                        row.optional("sent_at", Instant.class).orElse(null),
                        row.whole("tries"),
                        row.text("trouble")));
    }

    Level level(CommonsId commons, AccountId account) {
        return db.sql("select level from mail.subscription where commons_id = ? and account_id = ?")
                .with(commons, account)
                .optional(String.class)
                .map(Level::valueOf)
                .orElse(Level.EACH);
    }

    void choose(CommonsId commons, AccountId account, Level level, String secret) {
        db.sql("""
                        insert into mail.subscription (commons_id, account_id, level, secret) values (?, ?, ?, ?)
                        on conflict (commons_id, account_id) do update set level = excluded.level""").with(commons, account, level.name(), secret).update();
    }

    /// The secret of a subscription, made on first use.
    String secret(CommonsId commons, AccountId account, String fresh) {
        db.sql("""
                        insert into mail.subscription (commons_id, account_id, level, secret) values (?, ?, 'EACH', ?)
                        on conflict (commons_id, account_id) do nothing""").with(commons, account, fresh).update();
        return db.sql("select secret from mail.subscription where commons_id = ? and account_id = ?")
                .with(commons, account)
                .single(String.class);
    }

    Optional<CommonsId> commonsOf(String secret) {
        return db.sql("select commons_id from mail.subscription where secret = ?")
                .with(secret)
                .optional(row -> row.value("commons_id", CommonsId.class));
    }

    int unsubscribe(String secret) {
        return db.sql("update mail.subscription set level = 'NONE' where secret = ?")
                .with(secret)
                .update();
    }
}
