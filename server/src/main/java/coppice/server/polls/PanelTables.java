package coppice.server.polls;

import coppice.rules.sortition.Sortition.Quota;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.RequestKey;
import coppice.server.kernel.Rows;
import coppice.server.kernel.ThreadId;
import coppice.server.polls.Panels.Drawn;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;

/// All SQL about panels.
@Repository
class PanelTables {
    private final Rows db;

    PanelTables(Rows db) {
        this.db = db;
    }

    Optional<PanelId> byKey(CommonsId commons, RequestKey key) {
        return db.sql(
                        "select id, request_key, request_digest from polls.panel where commons_id = ? and request_key = any (?)")
                .with(commons, key.keys())
                .first(key, row -> row.value("id", PanelId.class));
    }

    void add(CommonsId commons, Drawn drawn, RequestKey key) {
        var pool = drawn.pool().entrySet().stream()
                .map(one -> Map.of("party", one.getKey(), "features", one.getValue()))
                .toList();
        db.sql("""
                        insert into polls.panel (commons_id, id, thread_id, title, places, seed, pool, quotas,
                          members, chances, drawn_by, drawn_at, request_key, request_digest)
                        values (?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb, ?::jsonb, ?::jsonb, ?, ?, ?, ?)""")
                .with(
                        commons,
                        drawn.id(),
                        drawn.thread(),
                        drawn.title(),
                        drawn.places(),
                        drawn.seed(),
                        db.json(pool),
                        db.json(drawn.quotas()),
                        db.json(drawn.members()),
                        db.json(drawn.chances()),
                        drawn.drawnBy().value(),
                        drawn.drawnAt(),
                        key.key(),
                        key.digest())
                .update();
    }

    private record Pooled(String party, Map<String, String> features) {}

    List<Drawn> panels(CommonsId commons, Optional<PanelId> one, Optional<ThreadId> thread) {
        return db.sql("""
                        select * from polls.panel where commons_id = ? and (?::uuid is null or id = ?)
                          and (?::uuid is null or thread_id = ?) order by drawn_at desc""").with(commons, one, one, thread, thread).list(row -> {
            var pool = new LinkedHashMap<String, Map<String, String>>();
            for (var person : row.json("pool", new TypeReference<List<Pooled>>() {}))
                pool.put(person.party(), person.features());
            return new Drawn(
                    row.value("id", PanelId.class),
                    row.value("thread_id", ThreadId.class),
                    row.text("title"),
                    row.whole("places"),
                    row.number("seed"),
                    pool,
                    row.json("quotas", new TypeReference<List<Quota>>() {}),
                    row.json("members", new TypeReference<List<String>>() {}),
                    row.json("chances", new TypeReference<Map<String, String>>() {}),
                    row.value("drawn_by", PartyId.class),
                    row.value("drawn_at", Instant.class));
        });
    }

    void moved(CommonsId commons, ThreadId from, ThreadId into) {
        db.sql("update polls.panel set thread_id = ? where commons_id = ? and thread_id = ?")
                .with(into, commons, from)
                .update();
    }
}
