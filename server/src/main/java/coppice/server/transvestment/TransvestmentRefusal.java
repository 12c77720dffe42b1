package coppice.server.transvestment;

import coppice.server.kernel.Money;
import coppice.server.kernel.Refusal;
import coppice.server.transvestment.Instrument.State;
import java.time.LocalDate;

/// What `transvestment` refuses.
public sealed interface TransvestmentRefusal extends Refusal {
    @Override
    default Kind kind() {
        return Kind.CONFLICT;
    }

    /// Terms that make no sense.
    sealed interface Invalid extends TransvestmentRefusal {
        @Override
        default Kind kind() {
            return Kind.INVALID;
        }

        @Override
        default String field() {
            return "multiple";
        }
    }

    record CampaignOver(LocalDate deadline) implements TransvestmentRefusal {}

    record OverTarget(Money left) implements TransvestmentRefusal {
        @Override
        public String field() {
            return "amount";
        }
    }

    record NotPossibleNow(State state) implements TransvestmentRefusal {}

    record NotTheHolder() implements TransvestmentRefusal {
        @Override
        public Kind kind() {
            return Kind.NOT_ALLOWED;
        }
    }

    record CapBelowPrincipal() implements Invalid {}

    record BadMultiple(String given) implements Invalid {}

    record BadRate(String given) implements Invalid {
        @Override
        public String field() {
            return "rate";
        }
    }

    record DeadlinePassed(LocalDate deadline) implements TransvestmentRefusal {
        @Override
        public String field() {
            return "deadline";
        }
    }

    /// The entry that paid an instrument in stays.
    record EntryOfInstrument(int number) implements TransvestmentRefusal {}
}
