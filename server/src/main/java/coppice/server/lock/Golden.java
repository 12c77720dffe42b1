package coppice.server.lock;

import coppice.server.charter.Charters;
import coppice.server.charter.LockChanges;
import coppice.server.commons.Authorised;
import coppice.server.commons.Commons;
import coppice.server.commons.Commonses;
import coppice.server.commons.Mandate;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.Refused;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;

/// The golden share: a named commons must consent to exactly what is listed here, each time to one decision.
///
/// Consent is a mandate like any other: the partner's own members decide about it, by their own charter.
/// Until then the decision it is about stands blocked, and can be enacted as soon as the consent is there.
@Service
public class Golden {
    /// What needs the partner's consent, and nothing else does.
    public enum Act {
        /// The sale of something that is locked, or handing it on.
        SALE,
        /// A change of the lock rules; the cap on what private hands get is one of them.
        LOCK_RULES,
        /// The end of the commons.
        DISSOLUTION,
        /// Naming another commons to carry on.
        SUCCESSOR
    }

    private final ConsentTables tables;
    private final Commonses commonses;
    private final Charters charters;
    private final Clock clock;

    Golden(ConsentTables tables, Commonses commonses, Charters charters, Clock clock) {
        this.tables = tables;
        this.commonses = commonses;
        this.charters = charters;
        this.clock = clock;
    }

    Optional<AssetLock> lock(CommonsId commons) {
        return Optional.ofNullable(charters.chapter(commons, LockRules.class).lock());
    }

    /// The partner of a lock, where it names one.
    public Optional<Commons> partner(AssetLock lock) {
        return Optional.ofNullable(lock.partner())
                .map(slug ->
                        commonses.bySlug(slug).orElseThrow(() -> new Refused(new LockRefusal.NoSuchPartner(slug))));
    }

    /// Refuses an act that the partner has not consented to.
    void refuseWithoutConsent(Authorised by, AssetLock lock) {
        var partner = partner(lock);
        if (partner.isEmpty()) return;
        boolean consents = by instanceof Mandate mandate
                && tables.given(partner.get().id(), by.commons().id(), mandate.decision());
        if (!consents)
            throw new Refused(new LockRefusal.ConsentMissing(
                    partner.get().name(),
                    by instanceof Mandate mandate ? mandate.decision().toString() : ""));
    }

    /// Whoever changes the lock must name partners and successors that there are, and needs the consent of
    /// the one named so far.
    @EventListener
    void lockChanges(LockChanges changes) {
        var own = changes.by().commons().id();
        var after = changes.after().chapter(LockRules.class).lock();
        if (after != null
                && !after.equals(changes.before().chapter(LockRules.class).lock())) check(own, after);
        var before = changes.before().chapter(LockRules.class).lock();
        if (before != null) refuseWithoutConsent(changes.by(), before);
    }

    void check(CommonsId own, AssetLock lock) {
        partner(lock).filter(partner -> partner.id().equals(own)).ifPresent(self -> {
            throw new Refused(new LockRefusal.NoSuchPartner(self.slug()));
        });
        if (lock.successor() != null) successor(own, lock.successor());
    }

    /// A commons here that can take over what is locked: another one, with a lock of its own.
    Commons successor(CommonsId own, String slug) {
        var found = commonses
                .bySlug(slug)
                .filter(commons -> !commons.id().equals(own))
                .orElseThrow(() -> new Refused(new LockRefusal.NoSuchSuccessor(slug)));
        if (lock(found.id()).isEmpty()) throw new Refused(new LockRefusal.SuccessorUnlocked(found.name()));
        return found;
    }

    /// Gives this commons' consent to a decision of another, once; what was given stays given.
    void consent(Mandate by, String slug, UUID proposal) {
        var other = guarded(by.commons().id(), slug);
        tables.give(by, other.id(), proposal, clock.instant());
    }

    /// Whether `partner` has consented to a decision of `other`.
    boolean consented(Commons partner, Commons other, UUID proposal) {
        return tables.given(partner.id(), other.id(), proposal);
    }

    /// A commons whose golden share `partner` holds.
    Commons guarded(CommonsId partner, String slug) {
        var other = commonses.bySlug(slug).orElseThrow(() -> new Refused(new LockRefusal.NotThePartner(slug)));
        boolean holds = lock(other.id())
                .flatMap(this::partner)
                .filter(one -> one.id().equals(partner))
                .isPresent();
        if (!holds) throw new Refused(new LockRefusal.NotThePartner(other.name()));
        return other;
    }

    /// The commons whose golden share this one holds.
    public List<Commons> guardedBy(Commons partner) {
        return commonses.all().stream()
                .filter(other -> lock(other.id())
                        .filter(lock -> partner.slug().equals(lock.partner()))
                        .isPresent())
                .toList();
    }
}
