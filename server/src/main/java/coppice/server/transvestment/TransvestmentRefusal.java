package coppice.server.transvestment;

import coppice.server.kernel.About;
import coppice.server.kernel.Money;
import coppice.server.kernel.Refusal;
import coppice.server.transvestment.Instrument.State;
import java.time.LocalDate;

/// What `transvestment` refuses.
public sealed interface TransvestmentRefusal extends Refusal {
    sealed interface Conflict extends TransvestmentRefusal, Refusal.Conflict {}

    /// Terms that make no sense.
    sealed interface Invalid extends TransvestmentRefusal, Refusal.Invalid {}

    record CampaignOver(LocalDate deadline) implements Conflict {}

    @About("amount")
    record OverTarget(Money left) implements Conflict {}

    record NotPossibleNow(State state) implements Conflict {}

    record NotTheHolder() implements TransvestmentRefusal, Refusal.NotAllowed {}

    @About("multiple")
    record CapBelowPrincipal() implements Invalid {}

    @About("multiple")
    record BadMultiple(String given) implements Invalid {}

    @About("rate")
    record BadRate(String given) implements Invalid {}

    @About("deadline")
    record DeadlinePassed(LocalDate deadline) implements Conflict {}

    /// The entry that paid an instrument in stays.
    record EntryOfInstrument(int number) implements Conflict {}
}
