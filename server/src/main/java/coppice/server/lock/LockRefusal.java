package coppice.server.lock;

import coppice.server.kernel.Refusal;

/// What `lock` refuses.
public sealed interface LockRefusal extends Refusal {
    @Override
    default Kind kind() {
        return Kind.CONFLICT;
    }

    /// It is about the partner that was named.
    sealed interface OfPartner extends LockRefusal {
        @Override
        default String field() {
            return "partner";
        }
    }

    /// It is about who was named to carry on.
    sealed interface OfSuccessor extends LockRefusal {
        @Override
        default String field() {
            return "successor";
        }
    }

    /// The golden share: this decision needs the partner's consent.
    record ConsentMissing(String partner, String proposal) implements LockRefusal {}

    record NoSuchPartner(String slug) implements OfPartner {}

    record NoSuchSuccessor(String slug) implements OfSuccessor {}

    record SuccessorUnlocked(String name) implements OfSuccessor {}

    record OtherCurrency(String name, String currency) implements OfSuccessor {}

    record NoSuccessor() implements LockRefusal {}

    record NotThePartner(String name) implements LockRefusal {
        @Override
        public String field() {
            return "commons";
        }
    }

    record AlreadyDissolved() implements LockRefusal {}

    record AssetGone(String name) implements LockRefusal {}

    record AssetNotLocked(String name) implements LockRefusal {}

    record BadDebt(String line) implements LockRefusal {
        @Override
        public Kind kind() {
            return Kind.INVALID;
        }

        @Override
        public String field() {
            return "debts";
        }
    }
}
