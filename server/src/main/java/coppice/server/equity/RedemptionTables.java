package coppice.server.equity;

import coppice.server.equity.Redemptions.Request;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.EntryId;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.RequestKey;
import coppice.server.kernel.Rows;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Repository;

/// All SQL about withdrawals.
@Repository
class RedemptionTables {
    private final Rows db;

    RedemptionTables(Rows db) {
        this.db = db;
    }

    Optional<UUID> byKey(CommonsId commons, RequestKey key) {
        return db.sql(
                        "select id, request_key, request_digest from equity.withdrawal where commons_id = ? and request_key = any (?)")
                .with(commons, key.keys())
                .first(key, row -> row.value("id", UUID.class));
    }

    void add(CommonsId commons, Request made, RequestKey key) {
        db.sql("""
                        insert into equity.withdrawal (commons_id, id, party_id, issued_on, requested_on, shares,
                          minor_units, request_key, request_digest) values (?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .with(
                        commons,
                        made.id(),
                        made.party(),
                        made.issued(),
                        made.requested(),
                        made.shares(),
                        made.minorUnits(),
                        key.key(),
                        key.digest())
                .update();
    }

    /// @param paid how much was paid now
    void pay(CommonsId commons, Request paid, LocalDate on, EntryId entry) {
        db.sql("""
                        update equity.withdrawal set paid = paid + ?, paid_shares = paid_shares + ?
                        where commons_id = ? and id = ?""").with(paid.paid(), paid.paidShares(), commons, paid.id()).update();
        db.sql("""
                        insert into equity.withdrawal_payment (commons_id, withdrawal_id, entry_id, paid_on, shares,
                          minor_units) values (?, ?, ?, ?, ?, ?)""")
                .with(commons, paid.id(), entry, on, paid.paidShares(), paid.paid())
                .update();
    }

    long paidSince(CommonsId commons, LocalDate day) {
        return db.sql("""
                        select coalesce(sum(minor_units), 0)::bigint from equity.withdrawal_payment
                        where commons_id = ? and paid_on >= ?""").with(commons, day).single(Long.class);
    }

    List<Request> open(CommonsId commons) {
        return all(commons).stream().filter(Request::isOpen).toList();
    }

    /// In the order of asking.
    List<Request> all(CommonsId commons) {
        return db.sql("select * from equity.withdrawal where commons_id = ? order by requested_on, id")
                .with(commons)
                .list(row -> new Request(
                        row.value("id", UUID.class),
                        row.value("party_id", PartyId.class),
                        row.value("issued_on", LocalDate.class),
                        row.value("requested_on", LocalDate.class),
                        row.number("shares"),
                        row.number("minor_units"),
                        row.number("paid_shares"),
                        row.number("paid")));
    }
}
