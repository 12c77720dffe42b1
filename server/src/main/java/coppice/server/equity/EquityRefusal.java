package coppice.server.equity;

import coppice.server.kernel.Money;
import coppice.server.kernel.Refusal;
import java.time.LocalDate;

/// What `equity` refuses.
public sealed interface EquityRefusal extends Refusal {
    @Override
    default Kind kind() {
        return Kind.CONFLICT;
    }

    /// The charter says nothing about ownership, so there are no shares.
    record NoOwnership() implements EquityRefusal {}

    record NotFounded() implements EquityRefusal {}

    record AlreadyFounded(LocalDate on) implements EquityRefusal {}

    record FounderMissing() implements EquityRefusal {
        @Override
        public String field() {
            return "founders";
        }
    }

    /// Founder shares are issued at the founding and never again.
    record OnlyAtFounding() implements EquityRefusal {
        @Override
        public String field() {
            return "class";
        }
    }

    record NoContract(String name) implements EquityRefusal {
        @Override
        public String field() {
            return "party";
        }
    }

    record ContractRuns(LocalDate since) implements EquityRefusal {
        @Override
        public String field() {
            return "party";
        }
    }

    record NotEnoughShares(long holds) implements EquityRefusal {
        @Override
        public String field() {
            return "shares";
        }
    }

    record NotTransferable(String of) implements EquityRefusal {
        @Override
        public String field() {
            return "class";
        }
    }

    record BeforeFounding(LocalDate on) implements EquityRefusal {
        @Override
        public String field() {
            return "on";
        }
    }

    record NothingEarned() implements EquityRefusal {}

    record NoFundersShares() implements EquityRefusal {
        @Override
        public String field() {
            return "value";
        }
    }

    record NothingToWithdraw(Money budget) implements EquityRefusal {}

    record AskedBefore(long shares) implements EquityRefusal {
        @Override
        public String field() {
            return "shares";
        }
    }

    /// A holding that an association would pay out, or a form that has no withdrawals.
    record NotInThisForm(String form) implements EquityRefusal {}

    record RegisterNotEmpty() implements EquityRefusal {
        @Override
        public String field() {
            return "file";
        }
    }

    record BadPackage(String file, String fault) implements EquityRefusal {
        @Override
        public Kind kind() {
            return Kind.INVALID;
        }

        @Override
        public String field() {
            return "file";
        }
    }

    /// The entry that paid shares in or back stays as long as they do.
    record EntryOfShares(long event) implements EquityRefusal {}
}
