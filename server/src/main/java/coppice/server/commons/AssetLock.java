package coppice.server.commons;

import coppice.rules.returns.Statute;
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

    public Statute rules() {
        return Statute.named(statute);
    }

    public boolean namesSuccessor() {
        return successor != null || body != null;
    }

    public String successorName() {
        return successor != null ? successor : body != null ? body : "";
    }
}
