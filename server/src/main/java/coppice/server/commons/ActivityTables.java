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

    record Joined(String name, Instant at) {}

    /// Who joined last, the newest first.
    List<Joined> latest(CommonsId commons, int most) {
        return rows.sql("""
                        select p.name, m.since as at from commons.membership m
                        join commons.party p on p.commons_id = m.commons_id and p.id = m.party_id
                        where m.commons_id = ? and m.ended_at is null order by m.since desc limit ?""").with(commons, most).list(Joined.class);
    }

    int members(CommonsId commons) {
        return rows.sql("select count(*) from commons.membership where commons_id = ? and ended_at is null")
                .with(commons)
                .single(Integer.class);
    }
}
