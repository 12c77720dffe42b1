package coppice.server.polls;

import coppice.rules.sortition.Sortition.Quota;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.RequestKey;
import coppice.server.polls.Panels.Drawn;
import java.sql.Timestamp;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// All SQL about panels.
@Repository
class PanelTables {
    private final JdbcClient db;
    private final JsonMapper json;

    PanelTables(JdbcClient db, JsonMapper json) {
        this.db = db;
        this.json = json;
    }

    Optional<UUID> byKey(CommonsId commons, RequestKey key) {
        return db.sql("select id, request_digest from polls.panel where commons_id = ? and request_key = ?")
                .params(commons.value(), key.key())
                .query(key::first)
                .optional();
    }

    void add(CommonsId commons, Drawn drawn, RequestKey key) {
        var pool = drawn.pool().entrySet().stream()
                .map(one -> Map.of("party", one.getKey(), "features", one.getValue()))
                .toList();
        db.sql("""
                        insert into polls.panel (commons_id, id, thread_id, title, places, seed, pool, quotas,
                          members, chances, drawn_by, drawn_at, request_key, request_digest)
                        values (?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb, ?::jsonb, ?::jsonb, ?, ?, ?, ?)""")
                .params(
                        commons.value(),
                        drawn.id(),
                        drawn.thread(),
                        drawn.title(),
                        drawn.places(),
                        drawn.seed(),
                        json.writeValueAsString(pool),
                        json.writeValueAsString(drawn.quotas()),
                        json.writeValueAsString(drawn.members()),
                        json.writeValueAsString(drawn.chances()),
                        drawn.drawnBy().value(),
                        Timestamp.from(drawn.drawnAt()),
                        key.key(),
                        key.digest())
                .update();
    }

    private record Pooled(String party, Map<String, String> features) {}

    List<Drawn> panels(CommonsId commons, Optional<UUID> one, Optional<UUID> thread) {
        return db.sql("""
                        select * from polls.panel where commons_id = ? and (?::uuid is null or id = ?)
                          and (?::uuid is null or thread_id = ?) order by drawn_at desc""")
                .param(commons.value())
                .param(one.orElse(null))
                .param(one.orElse(null))
                .param(thread.orElse(null))
                .param(thread.orElse(null))
                .query((row, _) -> {
                    var pool = new LinkedHashMap<String, Map<String, String>>();
                    for (var person : json.readValue(row.getString("pool"), new TypeReference<List<Pooled>>() {}))
                        pool.put(person.party(), person.features());
                    return new Drawn(
                            row.getObject("id", UUID.class),
                            row.getObject("thread_id", UUID.class),
                            row.getString("title"),
                            row.getInt("places"),
                            row.getLong("seed"),
                            pool,
                            json.readValue(row.getString("quotas"), new TypeReference<List<Quota>>() {}),
                            json.readValue(row.getString("members"), new TypeReference<List<String>>() {}),
                            json.readValue(row.getString("chances"), new TypeReference<Map<String, String>>() {}),
                            PartyId.of(row, "drawn_by"),
                            row.getTimestamp("drawn_at").toInstant());
                })
                .list();
    }

    void moved(CommonsId commons, UUID from, UUID into) {
        db.sql("update polls.panel set thread_id = ? where commons_id = ? and thread_id = ?")
                .params(into, commons.value(), from)
                .update();
    }
}
