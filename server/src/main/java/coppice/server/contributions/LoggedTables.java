package coppice.server.contributions;

import coppice.server.kernel.CommonsId;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.Rows;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Repository;

/// SQL that reads what was logged last.
@Repository
class LoggedTables {
    private final Rows rows;

    LoggedTables(Rows rows) {
        this.rows = rows;
    }

    record Logged(
            ContributionId id, PartyId partyId, String type, BigDecimal quantity, String work, Instant loggedAt) {}

    List<Logged> latest(CommonsId commons, int most) {
        return rows.sql("""
                        select id, party_id, type, quantity, work, logged_at from contributions.contribution
                        where commons_id = ? and source = '' and corrects is null order by id desc limit ?""").with(commons, most).list(Logged.class);
    }
}
