package coppice.server.distributions;

import coppice.rules.valuation.Formula;
import coppice.server.kernel.About;
import coppice.server.kernel.Money;
import coppice.server.kernel.Refusal;

/// What `distributions` refuses.
public sealed interface DistributionRefusal extends Refusal {
    sealed interface Invalid extends DistributionRefusal, Refusal.Invalid {}

    sealed interface Conflict extends DistributionRefusal, Refusal.Conflict {}

    @About("surplus")
    record MoreThanThereIs(Money asked, Money there) implements Conflict {}

    record EquationDividesByZero(String contribution) implements Conflict {}

    record TooLargeToCompute() implements Conflict {}

    /// The charter changed between the dry run and the adoption.
    record PreviewedOtherCharter(int version) implements Conflict {}

    /// The entry that paid a run stays: the run's claims count as paid by it.
    record EntryOfRun(int run) implements Conflict {}

    /// A contribution that a run has counted cannot be replaced any more.
    record AlreadyCounted(int run) implements Conflict {}

    record PercentagesTooHigh(String field) implements Invalid {}

    record BadPercentage(String field, String given) implements Invalid {}

    record UnknownType(String type) implements Invalid {}

    record BadFormula(String bucket, Formula.Fault fault, int position, String found) implements Invalid {}

    /// The law gives the workers more than the charter's split does.
    @About("surplus")
    record TooLittleForWorkers(Money workers, Money least) implements Conflict {}

    /// The charter sends a part of the surplus where no room takes it.
    @About("split")
    record NoSuchDestination(String name, String offered) implements Invalid {}

    @About("iban")
    record BadIban(String given) implements Invalid {}

    @About("bic")
    record BadBic(String given) implements Invalid {}

    @About("file")
    record NotAStatement() implements Invalid {}

    /// The commons has not said which account it pays from.
    record NoOwnAccount() implements Conflict {}

    record NoLineWithAccount() implements Conflict {}

    /// The bank has carried it out, so its file is not given out again.
    record CarriedOut(int batch) implements Conflict {}

    record MarkedAlready() implements Conflict {}

    /// The entry of a batch that went to the bank, or of something that came back.
    record EntryOfPayout(int batch) implements Conflict {}

    record BatchTakenBack(int batch) implements Conflict {}

    /// Nobody is owed as much as is asked for.
    @About("least")
    record NothingToPayOut() implements Conflict {}
}
