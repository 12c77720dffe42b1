package coppice.server.lock;

import coppice.server.charter.Charters;
import coppice.server.charter.LockChanges;
import coppice.server.commons.Authorised;
import coppice.server.commons.Commons;
import coppice.server.commons.Commonses;
import coppice.server.commons.Mandate;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.ProposalId;
import coppice.server.kernel.Refused;
import coppice.server.kernel.Today;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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

    private final GoldenTables tables;
    private final DissolutionTables ends;
    private final Commonses commonses;
    private final Charters charters;
    private final Today today;

    Golden(GoldenTables tables, DissolutionTables ends, Commonses commonses, Charters charters, Today today) {
        this.tables = tables;
        this.ends = ends;
        this.commonses = commonses;
        this.charters = charters;
        this.today = today;
    }

    Optional<AssetLock> lock(CommonsId commons) {
        return Optional.ofNullable(charters.chapter(commons, LockRules.class).lock());
    }

    /// Who holds the golden share of a commons.
    public Optional<Commons> partner(CommonsId commons) {
        return tables.partner(commons)
                .flatMap(id -> commonses.commons(List.of(id)).stream().findFirst());
    }

    /// Refuses an act that the partner has not consented to.
    void refuseWithoutConsent(Authorised by) {
        var own = by.commons().id();
        partner(own).ifPresent(partner -> {
            boolean consents = by instanceof Mandate mandate
                    && tables.given(List.of(partner.id())).stream()
                            .anyMatch(given -> given.forCommons().equals(own)
                                    && given.proposalId().equals(mandate.decision()));
            if (!consents)
                throw new Refused(new LockRefusal.ConsentMissing(
                        partner.name(),
                        by instanceof Mandate mandate ? mandate.decision().toString() : ""));
        });
    }

    /// Whoever changes the lock must name partners and successors that there are, and needs the consent of
    /// the one named so far.
    @EventListener
    void lockChanges(LockChanges changes) {
        var own = changes.by().commons().id();
        refuseWithoutConsent(changes.by());
        var after = changes.after().chapter(LockRules.class);
        if (!after.equals(changes.before().chapter(LockRules.class))) guard(own, Optional.ofNullable(after.lock()));
    }

    private void guard(CommonsId own, Optional<AssetLock> lock) {
        lock.ifPresent(one -> check(own, one));
        tables.guard(own, lock.flatMap(one -> partner(one.partner())).map(Commons::id));
    }

    /// The commons of that address; where it has ended, whoever carries on with what it held.
    private Optional<Commons> partner(@Nullable String slug) {
        var found = Optional.ofNullable(slug).flatMap(commonses::bySlug);
        while (found.flatMap(Commons::ended).isPresent())
            found = ends.ended(found.orElseThrow().id())
                    .flatMap(Dissolutions.Ended::here)
                    .flatMap(heir -> commonses.commons(List.of(heir)).stream().findFirst());
        return found;
    }

    void check(CommonsId own, AssetLock lock) {
        if (lock.partner() != null
                && partner(lock.partner()).filter(one -> !one.id().equals(own)).isEmpty())
            throw new Refused(new LockRefusal.NoSuchPartner(lock.partner()));
        if (lock.successor() != null) successor(own, lock.successor());
    }

    /// A commons here that can take over what is locked: another one, with a lock of its own.
    Commons successor(CommonsId own, String slug) {
        var found = commonses
                .bySlug(slug)
                .filter(commons -> !commons.id().equals(own))
                .orElseThrow(() -> new Refused(new LockRefusal.NoSuchSuccessor(slug)));
        found.refuseEnded();
        if (lock(found.id()).isEmpty()) throw new Refused(new LockRefusal.SuccessorUnlocked(found.name()));
        return found;
    }

    /// The end of a commons: the golden shares that it held go to who carries on. Where that is no commons here
    /// nobody could consent any more, so nobody has to.
    void passOn(Commons ended, Optional<Commons> heir) {
        tables.passOn(ended.id(), heir.map(Commons::id));
    }

    /// Gives this commons' consent to a decision of another, once; what was given stays given.
    void consent(Mandate by, String slug, ProposalId proposal) {
        var other = guarded(by.commons().id(), slug);
        tables.give(by, other.id(), proposal, today.now());
    }

    /// A commons whose golden share `partner` holds.
    Commons guarded(CommonsId partner, String slug) {
        var other = commonses.bySlug(slug).orElseThrow(() -> new Refused(new LockRefusal.NotThePartner(slug)));
        if (!tables.partner(other.id()).equals(Optional.of(partner)))
            throw new Refused(new LockRefusal.NotThePartner(other.name()));
        return other;
    }

    /// The commons whose golden shares these hold.
    Map<CommonsId, CommonsId> guardedBy(Collection<CommonsId> partners) {
        return tables.guardedBy(partners);
    }

    /// The commons whose golden share this one holds.
    public List<Commons> guardedBy(Commons partner) {
        return commonses.commons(tables.guardedBy(List.of(partner.id())).keySet());
    }

    /// What these have consented to so far.
    Set<GoldenTables.Given> given(Collection<CommonsId> partners) {
        return tables.given(partners);
    }
}
