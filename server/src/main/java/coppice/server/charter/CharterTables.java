package coppice.server.charter;

import coppice.server.commons.Authorised;
import coppice.server.commons.Mandate;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.ProposalId;
import coppice.server.kernel.RequestKey;
import coppice.server.kernel.Row;
import coppice.server.kernel.Rows;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Repository;

/// All SQL of `charter`.
@Repository
class CharterTables {
    private final Rows rows;

    CharterTables(Rows rows) {
        this.rows = rows;
    }

    boolean add(Authorised by, int version, String reason, Charter charter, RequestKey key, Instant now) {
        return rows.sql("""
                        insert into charter.version (commons_id, version, adopted_at, adopted_by, authority,
                          decision_id, reason, document, request_key, request_digest)
                        values (?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?) on conflict do nothing""")
                        .with(
                                by.commons().id(),
                                version,
                                now,
                                by.party(),
                                by.authority(),
                                by instanceof Mandate mandate ? mandate.decision() : null,
                                reason,
                                rows.json(charter),
                                key.key(),
                                key.digest())
                        .update()
                == 1;
    }

    /// The versions that were adopted under these keys.
    Map<String, RequestKey.Known<Integer>> byKeys(CommonsId commons, List<String> keys) {
        return rows.sql("""
                        select version, request_key, request_digest from charter.version
                        where commons_id = ? and request_key = any (?)""")
                .with(commons, keys)
                .map(row -> row.text("request_key"), row -> row.known("version", Integer.class));
    }

    CharterVersion inForce(CommonsId commons) {
        return rows.sql("select * from charter.version where commons_id = ? order by version desc limit 1")
                .with(commons)
                .single(CharterTables::version);
    }

    Optional<CharterVersion> version(CommonsId commons, int version) {
        return rows.sql("select * from charter.version where commons_id = ? and version = ?")
                .with(commons, version)
                .optional(CharterTables::version);
    }

    /// The newest first.
    List<CharterVersion> all(CommonsId commons) {
        return rows.sql("select * from charter.version where commons_id = ? order by version desc")
                .with(commons)
                .list(CharterTables::version);
    }

    /// What was adopted last, without reading it.
    List<Adopted> latest(CommonsId commons, int most) {
        return rows.sql("""
                        select version, adopted_at from charter.version
                        where commons_id = ? order by version desc limit ?""").with(commons, most).list(Adopted.class);
    }

    record Adopted(int version, Instant adoptedAt) {}

    private static CharterVersion version(Row row) {
        return new CharterVersion(
                row.whole("version"),
                row.value("adopted_at", Instant.class),
                row.value("authority", Authorised.Authority.class),
                row.optional("decision_id", ProposalId.class),
                row.text("reason"),
                row.json("document", Charter.class));
    }
}
