package coppice.server.transvestment;

import coppice.rules.money.Ratio;
import coppice.server.commons.Authorised;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.RequestKey;
import coppice.server.transvestment.Instrument.Kind;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// All SQL about campaigns.
@Repository
class CampaignTables {
    private final JdbcClient db;

    CampaignTables(JdbcClient db) {
        this.db = db;
    }

    /// One at a time numbers campaigns and instruments of a commons.
    void lockDesk(CommonsId commons) {
        db.sql("insert into transvestment.desk (commons_id) values (?) on conflict do nothing")
                .param(commons.value())
                .update();
        db.sql("select 1 from transvestment.desk where commons_id = ? for update")
                .param(commons.value())
                .query(Integer.class)
                .single();
    }

    private static Optional<UUID> known(ResultSet row, RequestKey key) throws SQLException {
        key.sameAs(row.getString("request_digest"));
        return Optional.of(row.getObject("id", UUID.class));
    }

    Optional<UUID> campaignByKey(CommonsId commons, RequestKey key) {
        return db.sql("""
                        select id, request_digest from transvestment.campaign
                        where commons_id = ? and request_key = ?""")
                .params(commons.value(), key.key())
                .query((row, _) -> known(row, key))
                .optional()
                .flatMap(found -> found);
    }

    void add(Authorised by, UUID id, int number, Campaign.Terms terms, RequestKey key, Instant now) {
        db.sql("""
                        insert into transvestment.campaign (commons_id, id, number, title, purpose, kind, target, deadline,
                          all_or_nothing, multiple, rate, rank, earliest, yearly_limit, asset, opened_at, opened_by,
                          authority, authority_ref, request_key, request_digest)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::date, ?::bigint, ?, ?, ?, ?, ?, ?, ?)""")
                .param(by.commons().id().value())
                .param(id)
                .param(number)
                .param(terms.title())
                .param(terms.purpose())
                .param(terms.kind().name())
                .param(terms.target())
                .param(Date.valueOf(terms.deadline()))
                .param(terms.allOrNothing())
                .param(terms.multiple().toString())
                .param(terms.ratePercent().toString())
                .param(terms.rank())
                .param(terms.earliest().map(Date::valueOf).orElse(null))
                .param(terms.yearlyLimit().orElse(null))
                .param(terms.asset())
                .param(Timestamp.from(now))
                .param(by.party().value())
                .param(by.authority().name())
                .param(by.reference())
                .param(key.key())
                .param(key.digest())
                .update();
    }

    /// All campaigns, the newest first.
    List<Campaign> campaigns(CommonsId commons) {
        return db.sql("select * from transvestment.campaign where commons_id = ? order by number desc")
                .param(commons.value())
                .query(CampaignTables::campaign)
                .list();
    }

    Optional<Campaign> campaign(CommonsId commons, UUID id) {
        return db.sql("select * from transvestment.campaign where commons_id = ? and id = ?")
                .params(commons.value(), id)
                .query(CampaignTables::campaign)
                .optional();
    }

    private static Campaign campaign(ResultSet row, int number) throws SQLException {
        return new Campaign(
                row.getObject("id", UUID.class),
                row.getInt("number"),
                new Campaign.Terms(
                        row.getString("title"),
                        row.getString("purpose"),
                        Kind.valueOf(row.getString("kind")),
                        row.getLong("target"),
                        row.getObject("deadline", LocalDate.class),
                        row.getBoolean("all_or_nothing"),
                        Ratio.parse(row.getString("multiple")),
                        Ratio.parse(row.getString("rate")),
                        row.getInt("rank"),
                        Optional.ofNullable(row.getObject("earliest", LocalDate.class)),
                        Optional.ofNullable(row.getObject("yearly_limit", Long.class)),
                        row.getString("asset")),
                row.getString("authority"),
                row.getString("authority_ref"),
                Optional.ofNullable(row.getString("outcome")));
    }

    /// Locks a campaign, and all that happens to its instruments.
    void lock(CommonsId commons, UUID campaign) {
        db.sql("select 1 from transvestment.campaign where commons_id = ? and id = ? for update")
                .params(commons.value(), campaign)
                .query(Integer.class)
                .optional();
    }

    void end(CommonsId commons, UUID campaign, String outcome) {
        db.sql("update transvestment.campaign set outcome = ? where commons_id = ? and id = ?")
                .params(outcome, commons.value(), campaign)
                .update();
    }
}
