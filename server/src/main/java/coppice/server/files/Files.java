package coppice.server.files;

import coppice.server.commons.Member;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.Fields;
import coppice.server.kernel.Ids;
import coppice.server.kernel.KernelRefusal;
import coppice.server.kernel.Refused;
import coppice.server.kernel.Today;
import coppice.server.kernel.Transactions;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Service;
import org.springframework.web.multipart.MultipartFile;

/// Keeps files. A picture is drawn anew, so that nothing but the picture is left of it: no place, no camera, no
/// owner. Papers are kept as they are and are never shown inside a page.
@Service
public class Files {
    public static final int LARGEST = 10 * 1024 * 1024;

    private final FileTables tables;
    private final Transactions transactions;
    private final Ids ids;
    private final Today today;

    Files(FileTables tables, Transactions transactions, Ids ids, Today today) {
        this.tables = tables;
        this.transactions = transactions;
        this.ids = ids;
        this.today = today;
    }

    /// What a form brought; absent where nothing was chosen.
    public static Optional<Brought> brought(@Nullable MultipartFile file) {
        if (file == null || file.isEmpty()) return Optional.empty();
        if (file.getSize() > LARGEST) throw new Refused(new FilesRefusal.FileOverLimit(LARGEST / 1024 / 1024));
        try {
            String name = file.getOriginalFilename();
            return Optional.of(new Brought(name == null ? "" : name, file.getBytes()));
        } catch (IOException broken) {
            throw new Refused(new FilesRefusal.FileBroken());
        }
    }

    /// A file as somebody brings it.
    public record Brought(String name, byte[] bytes) {}

    /// Keeps a file, or refuses what it cannot make harmless.
    public Kept keep(Member member, Brought brought) {
        if (brought.bytes().length > LARGEST) throw new Refused(new FilesRefusal.FileOverLimit(LARGEST / 1024 / 1024));
        var harmless = Harmless.of(brought.bytes());
        String name = Fields.optional("file", brought.name().replaceAll(".*[/\\\\]", ""), 200);
        return transactions.run(() -> {
            var kept = new Kept(
                    ids.next(FileId::new), name.isEmpty() ? "file" : name, harmless.type(), harmless.bytes().length);
            tables.add(member, kept, harmless.bytes(), today.now());
            return kept;
        });
    }

    public Map<FileId, Kept> kept(CommonsId commons, Collection<FileId> wanted) {
        return wanted.isEmpty() ? Map.of() : tables.kept(commons, List.copyOf(wanted));
    }

    /// The answer that gives a file out: a picture to look at, anything else to save; nothing in it runs.
    public ResponseEntity<byte[]> answer(CommonsId commons, FileId id) {
        var kept = tables.kept(commons, List.of(id)).get(id);
        if (kept == null) throw new Refused(new KernelRefusal.NotFound());
        var how = kept.isImage() ? ContentDisposition.inline() : ContentDisposition.attachment();
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(kept.type()))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        how.filename(kept.name(), java.nio.charset.StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .header("X-Content-Type-Options", "nosniff")
                .header(HttpHeaders.CACHE_CONTROL, "private, max-age=31536000, immutable")
                .body(tables.bytes(commons, id));
    }
}
