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

    record CapBelowPrincipal() implements TransvestmentRefusal {
        @Override
        public Kind kind() {
            return Kind.INVALID;
        }

        @Override
        public String field() {
            return "multiple";
        }
    }

    record BadRate(String given) implements TransvestmentRefusal {
        @Override
        public Kind kind() {
            return Kind.INVALID;
        }

        @Override
        public String field() {
            return "rate";
        }
    }

    record BadMultiple(String given) implements TransvestmentRefusal {
        @Override
        public Kind kind() {
            return Kind.INVALID;
        }

        @Override
        public String field() {
            return "multiple";
        }
    }

    record DeadlinePassed(LocalDate deadline) implements TransvestmentRefusal {
        @Override
        public String field() {
            return "deadline";
        }
    }

    /// The golden share: this decision needs the partner's consent.
    record ConsentMissing(String partner, String proposal) implements TransvestmentRefusal {}

    record NoSuchPartner(String slug) implements TransvestmentRefusal {
        @Override
        public String field() {
            return "partner";
        }
    }

    record NoSuchSuccessor(String slug) implements TransvestmentRefusal {
        @Override
        public String field() {
            return "successor";
        }
    }

    record SuccessorUnlocked(String name) implements TransvestmentRefusal {
        @Override
        public String field() {
            return "successor";
        }
    }

    record OtherCurrency(String name, String currency) implements TransvestmentRefusal {
        @Override
        public String field() {
            return "successor";
        }
    }

    record NoSuccessor() implements TransvestmentRefusal {}

    record NotThePartner(String name) implements TransvestmentRefusal {
        @Override
        public String field() {
            return "commons";
        }
    }

    record AlreadyDissolved() implements TransvestmentRefusal {}

    record AssetGone(String name) implements TransvestmentRefusal {}

    record AssetNotLocked(String name) implements TransvestmentRefusal {}

    record BadDebt(String line) implements TransvestmentRefusal {
        @Override
        public Kind kind() {
            return Kind.INVALID;
        }

        @Override
        public String field() {
            return "debts";
        }
    }

    /// The entry that paid an instrument in stays.
    record EntryOfInstrument(int number) implements TransvestmentRefusal {}
}
