package coppice.server.outcomes;

import coppice.server.commons.Member;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.PartyId;
import coppice.server.outcomes.Feeds.Feed;
import coppice.server.outcomes.Feeds.Kind;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// All SQL about feeds.
@Repository
class FeedTables {
    private final JdbcClient db;

    FeedTables(JdbcClient db) {
        this.db = db;
    }

    void add(Member member, UUID id, Kind kind, String digest, Instant now) {
        db.sql("""
                        insert into outcomes.feed (commons_id, id, party_id, kind, digest, made_at)
                        values (?, ?, ?, ?, ?, ?)""")
                .params(
                        member.commons().id().value(),
                        id,
                        member.party().value(),
                        kind.name(),
                        digest,
                        Timestamp.from(now))
                .update();
    }

    List<Feed> of(Member member) {
        return db.sql("""
                        select id, kind, made_at from outcomes.feed
                        where commons_id = ? and party_id = ? and ended_at is null order by made_at, id""")
                .params(member.commons().id().value(), member.party().value())
                .query((row, _) -> new Feed(
                        row.getObject("id", UUID.class),
                        Kind.valueOf(row.getString("kind")),
                        row.getTimestamp("made_at").toInstant()))
                .list();
    }

    int end(Member member, UUID feed, Instant now) {
        return db.sql("""
                        update outcomes.feed set ended_at = ?
                        where commons_id = ? and party_id = ? and id = ? and ended_at is null""")
                .params(
                        Timestamp.from(now),
                        member.commons().id().value(),
                        member.party().value(),
                        feed)
                .update();
    }

    Optional<PartyId> party(CommonsId commons, String digest, Kind kind) {
        return db.sql("""
                        select party_id from outcomes.feed
                        where commons_id = ? and digest = ? and kind = ? and ended_at is null""")
                .params(commons.value(), digest, kind.name())
                .query((row, _) -> PartyId.of(row, "party_id"))
                .optional();
    }
}
