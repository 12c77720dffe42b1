package coppice.server.equity;

import coppice.server.kernel.About;
import coppice.server.kernel.Money;
import coppice.server.kernel.Refusal;
import java.time.LocalDate;

/// What `equity` refuses.
public sealed interface EquityRefusal extends Refusal {
    sealed interface Invalid extends EquityRefusal, Refusal.Invalid {}

    sealed interface Conflict extends EquityRefusal, Refusal.Conflict {}

    /// The charter says nothing about ownership, so there are no shares.
    record NoOwnership() implements Conflict {}

    record NotFounded() implements Conflict {}

    record AlreadyFounded(LocalDate on) implements Conflict {}

    @About("founders")
    record FounderMissing() implements Conflict {}

    /// Founder shares are issued at the founding and never again.
    @About("class")
    record OnlyAtFounding() implements Conflict {}

    @About("party")
    record NoContract(String name) implements Conflict {}

    @About("party")
    record ContractRuns(LocalDate since) implements Conflict {}

    @About("shares")
    record NotEnoughShares(long holds) implements Conflict {}

    @About("class")
    record NotTransferable(String of) implements Conflict {}

    @About("on")
    record BeforeFounding(LocalDate on) implements Conflict {}

    record NothingEarned() implements Conflict {}

    @About("value")
    record NoFundersShares() implements Conflict {}

    record NothingToWithdraw(Money budget) implements Conflict {}

    @About("shares")
    record AskedBefore(long shares) implements Conflict {}

    /// A holding that an association would pay out, or a form that has no withdrawals.
    record NotInThisForm(String form) implements Conflict {}

    @About("file")
    record RegisterNotEmpty() implements Conflict {}

    @About("file")
    record BadPackage(String file, String fault) implements EquityRefusal, Refusal.Invalid {}

    /// The entry that paid shares in or back stays as long as they do.
    record EntryOfShares(long event) implements Conflict {}

    /// A part of the surplus goes to owners, but the charter knows none.
    @About("split")
    record NoOwners() implements Invalid {}

    /// The parts of the classes do not fit the form.
    @About("fractions")
    record BadFractions(String fault) implements Invalid {}
}
