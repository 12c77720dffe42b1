package coppice.server.commons;

import coppice.server.kernel.CommonsId;
import coppice.server.kernel.Rows;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Repository;

/// SQL about what happened among members, and how many there are.
@Repository
class ActivityTables {
    private final Rows rows;

    ActivityTables(Rows rows) {
        this.rows = rows;
    }

    /// @param isCharter a version of the charter; else somebody who joined
    /// @param named     the version, or who it was
    record Happened(boolean isCharter, String named, Instant at) {}

    List<Happened> latest(CommonsId commons, int most) {
        return rows.sql("""
                        (select false as is_charter, p.name as named, m.since as at from commons.membership m
                         join commons.party p on p.commons_id = m.commons_id and p.id = m.party_id
                         where m.commons_id = :commons and m.ended_at is null order by m.since desc limit :most)
                        union all
                        (select true, version::text, adopted_at from commons.charter
                         where commons_id = :commons order by version desc limit :most)
                        order by at desc limit :most""").set("commons", commons).set("most", most).list(Happened.class);
    }

    int members(CommonsId commons) {
        return rows.sql("select count(*) from commons.membership where commons_id = ? and ended_at is null")
                .with(commons)
                .single(Integer.class);
    }
}
