package coppice.server.lock;

import coppice.server.kernel.About;
import coppice.server.kernel.Refusal;

/// What `lock` refuses.
public sealed interface LockRefusal extends Refusal {
    sealed interface Conflict extends LockRefusal, Refusal.Conflict {}

    /// The golden share: this decision needs the partner's consent.
    record ConsentMissing(String partner, String proposal) implements Conflict {}

    @About("partner")
    record NoSuchPartner(String slug) implements Conflict {}

    @About("successor")
    record NoSuchSuccessor(String slug) implements Conflict {}

    @About("successor")
    record SuccessorUnlocked(String name) implements Conflict {}

    @About("successor")
    record OtherCurrency(String name, String currency) implements Conflict {}

    record NoSuccessor() implements Conflict {}

    @About("commons")
    record NotThePartner(String name) implements Conflict {}

    record AssetGone(String name) implements Conflict {}

    record AssetNotLocked(String name) implements Conflict {}

    @About("debts")
    record BadDebt(String line) implements LockRefusal, Refusal.Invalid {}
}
