package coppice.server.cobudgeting;

import coppice.server.cobudgeting.BucketState.Event;
import coppice.server.kernel.Money;
import coppice.server.kernel.Refusal;
import java.time.Instant;

/// What `cobudgeting` refuses.
public sealed interface CobudgetingRefusal extends Refusal {
    @Override
    default Kind kind() {
        return Kind.CONFLICT;
    }

    /// What is wrong with a field of a form.
    sealed interface Invalid extends CobudgetingRefusal {
        @Override
        default Kind kind() {
            return Kind.INVALID;
        }
    }

    /// The days of a round do not follow one another.
    record DatesOutOfOrder() implements Invalid {
        @Override
        public String field() {
            return "fundingUntil";
        }
    }

    /// The funding would end before it could begin.
    record RoundInThePast() implements Invalid {
        @Override
        public String field() {
            return "fundingUntil";
        }
    }

    record PoolTooSmall(Money holds, Money asked) implements CobudgetingRefusal {
        @Override
        public String field() {
            return "amount";
        }
    }

    record TooManyItems(int most) implements Invalid {}

    record TooManyFields(int most) implements Invalid {
        @Override
        public String field() {
            return "fields";
        }
    }

    record IdeasClosed(Instant at) implements CobudgetingRefusal {}

    record FundingNotBegun(Instant at) implements CobudgetingRefusal {}

    record FundingOver(Instant at) implements CobudgetingRefusal {}

    /// The round's rule knows no such act: there is no funding where members vote, and no vote where they
    /// fund.
    record NotByThisRule(Round.Rule rule) implements CobudgetingRefusal {}

    record NotAProposer() implements CobudgetingRefusal {}

    record NotAFunder() implements CobudgetingRefusal {}

    record NotResponsible() implements CobudgetingRefusal {}

    record CannotHappen(BucketState state, Event event) implements CobudgetingRefusal {}

    record NothingAsked() implements Invalid {
        @Override
        public String field() {
            return "items";
        }
    }

    record GuidelinesNotAgreed() implements Invalid {
        @Override
        public String field() {
            return "agreed";
        }
    }

    record FieldUnanswered(String name) implements Invalid {
        @Override
        public String field() {
            return "answers";
        }
    }

    record TooFewSponsors(int have, int needed) implements CobudgetingRefusal {}

    /// A bucket never takes more than it can use.
    record OverGoal(Money left) implements CobudgetingRefusal {
        @Override
        public String field() {
            return "amount";
        }
    }

    record PartTooSmall(Money holds, Money asked) implements CobudgetingRefusal {
        @Override
        public String field() {
            return "amount";
        }
    }

    record OverMostEach(Money most) implements CobudgetingRefusal {
        @Override
        public String field() {
            return "amount";
        }
    }

    /// Nothing of one's own stands in the bucket, or less than was asked for.
    record NotThatMuchThere(Money yours) implements CobudgetingRefusal {
        @Override
        public String field() {
            return "amount";
        }
    }

    record NoTakingBack() implements CobudgetingRefusal {
        @Override
        public String field() {
            return "amount";
        }
    }

    record BelowMinimum(Money missing) implements CobudgetingRefusal {}

    /// What others gave money for may come to cost more, never less.
    record GoalLowered(Money minimum) implements CobudgetingRefusal {
        @Override
        public String field() {
            return "items";
        }
    }

    record PartsOnlyWhereMembersFund() implements CobudgetingRefusal {}

    record NobodyToGiveTo() implements Invalid {}

    record LineOfParts(int line, String what) implements Invalid {
        @Override
        public String field() {
            return "csv";
        }
    }

    record UnknownMember(int line, String email) implements Invalid {
        @Override
        public String field() {
            return "csv";
        }
    }

    record NotAVoteFile(int line, String what) implements Invalid {
        @Override
        public String field() {
            return "file";
        }
    }

    record NotOnTheBallot(String bucket) implements Invalid {}

    record SupportTooMuch(int most) implements CobudgetingRefusal {
        @Override
        public String field() {
            return "points";
        }
    }

    record MoreThanBucketHolds(Money left) implements CobudgetingRefusal {
        @Override
        public String field() {
            return "cost";
        }
    }

    record ReceiptMissing() implements Invalid {
        @Override
        public String field() {
            return "file";
        }
    }

    /// Nobody approves what they are paid, or what they handed in themselves.
    record OwnExpense() implements CobudgetingRefusal {}

    record ExpenseDecided(Expense.State state) implements CobudgetingRefusal {}

    record LargeExpense(Money limit) implements CobudgetingRefusal {}

    record ReportMissing() implements Invalid {
        @Override
        public String field() {
            return "report";
        }
    }

    /// Its movements follow the round's rule: what is wrong is put right there.
    record EntryOfRound(String title) implements CobudgetingRefusal {}
}
