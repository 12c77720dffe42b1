package coppice.server.outcomes;

import coppice.server.commons.Member;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.Rows;
import coppice.server.outcomes.Feeds.Feed;
import coppice.server.outcomes.Feeds.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Repository;

/// All SQL about feeds.
@Repository
class FeedTables {
    private final Rows db;

    FeedTables(Rows db) {
        this.db = db;
    }

    void add(Member member, UUID id, Kind kind, String digest, Instant now) {
        db.sql("""
                        insert into outcomes.feed (commons_id, id, party_id, kind, digest, made_at)
                        values (?, ?, ?, ?, ?, ?)""")
                .with(member.commons().id(), id, member.party(), kind.name(), digest, now)
                .update();
    }

    List<Feed> of(Member member) {
        return db.sql("""
                        select id, kind, made_at from outcomes.feed
                        where commons_id = ? and party_id = ? and ended_at is null order by made_at, id""").with(member.commons().id(), member.party()).list(Feed.class);
    }

    int end(Member member, FeedId feed, Instant now) {
        return db.sql("""
                        update outcomes.feed set ended_at = ?
                        where commons_id = ? and party_id = ? and id = ? and ended_at is null""")
                .with(now, member.commons().id(), member.party(), feed)
                .update();
    }

    Optional<PartyId> party(CommonsId commons, String digest, Kind kind) {
        return db.sql("""
                        select party_id from outcomes.feed
                        where commons_id = ? and digest = ? and kind = ? and ended_at is null""").with(commons, digest, kind.name()).optional(row -> row.value("party_id", PartyId.class));
    }
}
