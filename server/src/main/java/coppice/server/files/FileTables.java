package coppice.server.files;

import coppice.server.commons.Member;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.Rows;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Repository;

/// All SQL of `files`.
@Repository
class FileTables {
    private static final int CHUNK = 256 * 1024;

    private final Rows db;

    FileTables(Rows db) {
        this.db = db;
    }

    void add(Member by, Kept kept, byte[] bytes, Instant now) {
        db.sql("""
                        insert into files.file (commons_id, id, name, type, size, kept_by, kept_at)
                        values (?, ?, ?, ?, ?, ?, ?)""")
                .with(by.commons().id(), kept.id(), kept.name(), kept.type(), kept.size(), by.party(), now)
                .update();
        for (int number = 0; number * CHUNK < bytes.length; number++)
            db.sql("insert into files.chunk (commons_id, file_id, number, bytes) values (?, ?, ?, ?)")
                    .with(
                            by.commons().id(),
                            kept.id(),
                            number,
                            Arrays.copyOfRange(bytes, number * CHUNK, Math.min(bytes.length, (number + 1) * CHUNK)))
                    .update();
    }

    Map<FileId, Kept> kept(CommonsId commons, List<FileId> wanted) {
        var kept = new HashMap<FileId, Kept>();
        db.sql("select id, name, type, size from files.file where commons_id = ? and id = any (?)")
                .with(commons, wanted)
                .each(row -> {
                    var id = row.value("id", FileId.class);
                    kept.put(id, new Kept(id, row.text("name"), row.text("type"), row.number("size")));
                });
        return kept;
    }

    byte[] bytes(CommonsId commons, FileId id) {
        var out = new ByteArrayOutputStream();
        db.sql("select bytes from files.chunk where commons_id = ? and file_id = ? order by number")
                .with(commons, id)
                .each(row -> {
                    out.writeBytes(row.value("bytes", byte[].class));
                });
        return out.toByteArray();
    }
}
