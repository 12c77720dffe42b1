package coppice.server.transvestment;

import coppice.rules.money.Ratio;
import coppice.server.commons.Authorised;
import coppice.server.commons.Authorised.Authority;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.RequestKey;
import coppice.server.kernel.Row;
import coppice.server.kernel.Rows;
import coppice.server.transvestment.Instrument.Kind;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Repository;

/// All SQL about campaigns.
@Repository
class CampaignTables {
    private final Rows db;

    CampaignTables(Rows db) {
        this.db = db;
    }

    /// One at a time numbers campaigns and instruments of a commons.
    void lockDesk(CommonsId commons) {
        db.sql("insert into transvestment.desk (commons_id) values (?) on conflict do nothing")
                .with(commons)
                .update();
        db.sql("select 1 from transvestment.desk where commons_id = ? for update")
                .with(commons)
                .single(Integer.class);
    }

    Optional<CampaignId> campaignByKey(CommonsId commons, RequestKey key) {
        return db.sql("""
                        select id, request_key, request_digest from transvestment.campaign
                        where commons_id = ? and request_key = any (?)""").with(commons, key.keys()).first(key, row -> row.value("id", CampaignId.class));
    }

    void add(Authorised by, CampaignId id, int number, Campaign.Terms terms, RequestKey key, Instant now) {
        db.sql("""
                        insert into transvestment.campaign (commons_id, id, number, title, purpose, kind, target, deadline,
                          all_or_nothing, multiple, rate, rank, earliest, yearly_limit, asset, opened_at, opened_by,
                          authority, authority_ref, request_key, request_digest)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::date, ?::bigint, ?, ?, ?, ?, ?, ?, ?)""")
                .with(
                        by.commons().id(),
                        id,
                        number,
                        terms.title(),
                        terms.purpose(),
                        terms.kind().name(),
                        terms.target(),
                        terms.deadline(),
                        terms.allOrNothing(),
                        terms.multiple().toString(),
                        terms.ratePercent().toString(),
                        terms.rank(),
                        terms.earliest(),
                        terms.yearlyLimit(),
                        terms.asset(),
                        now,
                        by.party(),
                        by.authority().name(),
                        by.reference(),
                        key.key(),
                        key.digest())
                .update();
    }

    /// All campaigns, the newest first.
    List<Campaign> campaigns(CommonsId commons) {
        return db.sql("select * from transvestment.campaign where commons_id = ? order by number desc")
                .with(commons)
                .list(CampaignTables::campaign);
    }

    Optional<Campaign> campaign(CommonsId commons, CampaignId id) {
        return db.sql("select * from transvestment.campaign where commons_id = ? and id = ?")
                .with(commons, id)
                .optional(CampaignTables::campaign);
    }

    private static Campaign campaign(Row row) {
        return new Campaign(
                row.value("id", CampaignId.class),
                row.whole("number"),
                new Campaign.Terms(
                        row.text("title"),
                        row.text("purpose"),
                        row.value("kind", Kind.class),
                        row.number("target"),
                        row.value("deadline", LocalDate.class),
                        row.truth("all_or_nothing"),
                        Ratio.parse(row.text("multiple")),
                        Ratio.parse(row.text("rate")),
                        row.whole("rank"),
                        row.optional("earliest", LocalDate.class),
                        row.optional("yearly_limit", Long.class),
                        row.text("asset")),
                row.value("authority", Authority.class),
                row.text("authority_ref"),
                row.optional("outcome", String.class));
    }

    /// Locks a campaign, and all that happens to its instruments.
    void lock(CommonsId commons, CampaignId campaign) {
        db.sql("select 1 from transvestment.campaign where commons_id = ? and id = ? for update")
                .with(commons, campaign)
                .optional(Integer.class);
    }

    void end(CommonsId commons, CampaignId campaign, String outcome) {
        db.sql("update transvestment.campaign set outcome = ? where commons_id = ? and id = ?")
                .with(outcome, commons, campaign)
                .update();
    }
}
