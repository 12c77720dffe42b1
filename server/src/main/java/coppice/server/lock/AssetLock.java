package coppice.server.lock;

import coppice.rules.returns.Statute;
import coppice.server.web.Text;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What the charter says about the lock beside what the ledger itself forbids.
///
/// @param statute   the name of a [Statute]: what the law asks of a surplus
/// @param partner   the commons that holds the golden share, by its address here; absent: nobody has to
/// consent
/// @param successor the commons that everything goes to at the end, by its address here
/// @param body      a body outside that everything goes to, itself under an asset lock, where no commons here
/// is named
public record AssetLock(
        String statute,
        @Nullable String partner,
        @Nullable String successor,
        @Nullable String body) {
    public AssetLock {
        Objects.requireNonNull(statute);
    }

    /// The most characters of an address here, and of a body's name.
    static final int LONGEST_SLUG = 60;

    public static final int LONGEST_BODY = 120;

    public Statute rules() {
        return Statute.named(statute);
    }

    public boolean namesSuccessor() {
        return successor != null || body != null;
    }

    /// In one line.
    public static String says(@Nullable AssetLock lock, Text text) {
        if (lock == null) return text.say("lock.no-lock");
        return text.word("lock.statute", lock.statute)
                + " "
                + (lock.partner == null ? text.say("lock.no-partner") : text.say("lock.partner-is", lock.partner))
                + " "
                + (lock.namesSuccessor()
                        ? text.say("lock.successor-is", lock.successorName())
                        : text.say("lock.no-successor"));
    }

    public String successorName() {
        return successor != null ? successor : body != null ? body : "";
    }
}
