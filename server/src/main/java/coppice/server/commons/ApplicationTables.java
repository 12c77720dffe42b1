package coppice.server.commons;

import coppice.server.commons.Applications.Application;
import coppice.server.kernel.AccountId;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.Row;
import coppice.server.kernel.Rows;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// All SQL about applications.
@Component
class ApplicationTables {
    private final Rows db;

    ApplicationTables(Rows db) {
        this.db = db;
    }

    void add(CommonsId commons, UUID id, AccountId account, String words, Instant now) {
        db.sql("""
                        insert into commons.application (commons_id, id, account_id, words, made_at)
                        values (?, ?, ?, ?, ?) on conflict do nothing""").with(commons, id, account, words, now).update();
    }

    List<Application> open(CommonsId commons, Optional<ApplicationId> one) {
        return db.sql("""
                        select id, account_id, words, made_at from commons.application
                        where commons_id = ? and admitted_at is null and (?::uuid is null or id = ?)
                        order by made_at, id""").with(commons, one, one).list(row -> application(row));
    }

    private static Application application(Row row) {
        return new Application(
                row.value("id", ApplicationId.class),
                row.value("account_id", AccountId.class),
                "",
                row.text("words"),
                row.value("made_at", Instant.class));
    }

    int admitted(CommonsId commons, ApplicationId id, Instant now) {
        return db.sql("""
                        update commons.application set admitted_at = ?
                        where commons_id = ? and id = ? and admitted_at is null""").with(now, commons, id).update();
    }
}
