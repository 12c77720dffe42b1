package coppice.server.ledger;

import coppice.server.kernel.Money;
import coppice.server.kernel.Refusal;
import java.util.List;

/// What `ledger` refuses.
public sealed interface LedgerRefusal extends Refusal {
    @Override
    default Kind kind() {
        return Kind.INVALID;
    }

    /// An account would fall below zero.
    record Overdraft(String account, Money holds, Money asked) implements LedgerRefusal {
        @Override
        public String code() {
            return "overdraft";
        }

        @Override
        public Kind kind() {
            return Kind.CONFLICT;
        }

        @Override
        public String field() {
            return "amount";
        }

        @Override
        public List<Object> facts() {
            return List.of(account, holds, asked);
        }
    }

    /// An account would hold more than it may.
    record OverLimit(String account, Money holds, Money most) implements LedgerRefusal {
        @Override
        public Kind kind() {
            return Kind.CONFLICT;
        }

        @Override
        public String field() {
            return "amount";
        }
    }

    /// An account that a room keeps by its own rules is not booked by hand.
    record KeptByRoom(String account) implements LedgerRefusal {
        @Override
        public Kind kind() {
            return Kind.CONFLICT;
        }

        @Override
        public String field() {
            return "from";
        }
    }

    /// Locked value would leave the commons.
    record Locked(String account) implements LedgerRefusal {
        @Override
        public String code() {
            return "locked";
        }

        @Override
        public Kind kind() {
            return Kind.CONFLICT;
        }

        @Override
        public String field() {
            return "from";
        }

        @Override
        public List<Object> facts() {
            return List.of(account);
        }
    }

    /// The reserve is spent only with a decision.
    record NeedsDecision(String account) implements LedgerRefusal {
        @Override
        public String code() {
            return "needs-decision";
        }

        @Override
        public Kind kind() {
            return Kind.CONFLICT;
        }

        @Override
        public List<Object> facts() {
            return List.of(account);
        }
    }

    record SameAccount() implements LedgerRefusal {
        @Override
        public String code() {
            return "same-account";
        }

        @Override
        public String field() {
            return "to";
        }
    }

    record AlreadyCorrected() implements LedgerRefusal {
        @Override
        public String code() {
            return "already-corrected";
        }

        @Override
        public Kind kind() {
            return Kind.CONFLICT;
        }
    }

    /// A row of a file cannot be booked; nothing of the file was.
    record BadRow(long line, String column, Refusal because) implements LedgerRefusal {
        @Override
        public String code() {
            return "bad-row";
        }

        @Override
        public String field() {
            return "file";
        }

        @Override
        public List<Object> facts() {
            return List.of(line, column, because);
        }
    }

    /// Two rows of a file have the same id.
    record RowTwice(long line, String id) implements LedgerRefusal {
        @Override
        public String code() {
            return "row-twice";
        }

        @Override
        public String field() {
            return "file";
        }

        @Override
        public List<Object> facts() {
            return List.of(line, id);
        }
    }
}
