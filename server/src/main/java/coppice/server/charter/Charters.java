package coppice.server.charter;

import coppice.server.commons.Authorised;
import coppice.server.commons.Commons;
import coppice.server.commons.CommonsRefusal;
import coppice.server.commons.Commonses;
import coppice.server.identity.Account;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.Fields;
import coppice.server.kernel.KernelRefusal;
import coppice.server.kernel.Refused;
import coppice.server.kernel.RequestKey;
import coppice.server.kernel.Today;
import coppice.server.kernel.Transactions;
import java.util.List;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/// The charters of the commons here: the one to begin with, the one in force, and every one before it.
@Service
public class Charters {
    private final CharterTables tables;
    private final Chapters chapters;
    private final Commonses commonses;
    private final Transactions transactions;
    private final Today today;
    private final ApplicationEventPublisher events;

    Charters(
            CharterTables tables,
            Chapters chapters,
            Commonses commonses,
            Transactions transactions,
            Today today,
            ApplicationEventPublisher events) {
        this.tables = tables;
        this.chapters = chapters;
        this.commonses = commonses;
        this.transactions = transactions;
        this.today = today;
        this.events = events;
    }

    /// Founds a commons; the founder is its first steward, the charter its first version.
    public Commons found(Account founder, String name, String slug, String currency, Charter charter, String key) {
        return transactions.run(() -> {
            var request = RequestKey.asked("found", founder.id(), key, name, slug, currency, chapters.content(charter));
            var earlier = commonses.bySlug(slug);
            if (earlier.isPresent()) {
                if (known(earlier.get().id(), request).isEmpty()) throw new Refused(new CommonsRefusal.SlugTaken(slug));
                return earlier.get();
            }
            var steward = commonses.found(founder, name, slug, currency);
            chapters.check(charter, steward.commons());
            var none = chapters.empty("");
            if (chapters.needsConsent(none, charter)) events.publishEvent(new LockChanges(steward, none, charter));
            adopt(steward, 1, charter, "Founding", request);
            return steward.commons();
        });
    }

    public CharterVersion inForce(CommonsId commons) {
        return tables.inForce(commons);
    }

    /// A chapter of the charter in force.
    public <T extends Record> T chapter(CommonsId commons, Class<T> type) {
        return inForce(commons).charter().chapter(type);
    }

    public CharterVersion version(CommonsId commons, int version) {
        return tables.version(commons, version).orElseThrow(() -> new Refused(new KernelRefusal.NotFound()));
    }

    /// All versions, the newest first.
    public List<CharterVersion> all(CommonsId commons) {
        return tables.all(commons);
    }

    /// Adopts a new charter; refused when somebody adopted another one in between.
    ///
    /// @param after the version that the change was written on
    public int amend(Authorised by, int after, Charter charter, String reason, String key) {
        return transactions.run(() -> {
            chapters.check(charter, by.commons());
            var commons = by.commons().id();
            String why = Fields.text("reason", reason, 500);
            var request = RequestKey.asked("amend", by.party(), key, after, chapters.content(charter), why);
            var known = known(commons, request);
            if (known.isPresent()) return known.get();
            var before = inForce(commons).charter();
            for (var matter : chapters.matters(before, charter)) commonses.mayDecide(by, matter);
            if (chapters.needsConsent(before, charter)) events.publishEvent(new LockChanges(by, before, charter));
            if (!adopt(by, after + 1, charter, why, request))
                throw new Refused(
                        new CharterRefusal.CharterMoved(inForce(commons).version()));
            return after + 1;
        });
    }

    private boolean adopt(Authorised by, int version, Charter charter, String reason, RequestKey request) {
        if (!tables.add(by, version, reason, chapters.kept(charter, by.commons()), request, today.now())) return false;
        commonses.showNames(by, charter.chapter(PrivacyRules.class).publicNames());
        return true;
    }

    /// The version that the first request with this key came to. What a charter was digested from before keys had
    /// owners cannot be made again, so such a key stands for itself.
    private Optional<Integer> known(CommonsId commons, RequestKey request) {
        var adopted = tables.byKeys(commons, request.keys());
        var first = adopted.get(request.key());
        if (first != null) request.sameAs(first.digest());
        return adopted.values().stream().map(RequestKey.Known::effect).findFirst();
    }
}
