package coppice.server.cobudgeting;

import coppice.server.cobudgeting.BucketState.Event;
import coppice.server.kernel.About;
import coppice.server.kernel.Money;
import coppice.server.kernel.Refusal;
import java.time.Instant;

/// What `cobudgeting` refuses.
public sealed interface CobudgetingRefusal extends Refusal {
    sealed interface Invalid extends CobudgetingRefusal, Refusal.Invalid {}

    sealed interface Conflict extends CobudgetingRefusal, Refusal.Conflict {}

    /// The days of a round do not follow one another.
    @About("fundingUntil")
    record DatesOutOfOrder() implements Invalid {}

    /// The funding would end before it could begin.
    @About("fundingUntil")
    record RoundInThePast() implements Invalid {}

    @About("amount")
    record PoolTooSmall(Money holds, Money asked) implements Conflict {}

    record TooManyItems(int most) implements Invalid {}

    @About("fields")
    record TooManyFields(int most) implements Invalid {}

    record IdeasClosed(Instant at) implements Conflict {}

    record FundingNotBegun(Instant at) implements Conflict {}

    record FundingOver(Instant at) implements Conflict {}

    /// The round's rule knows no such act: there is no funding where members vote, and no vote where they
    /// fund.
    record NotByThisRule(Round.Rule rule) implements Conflict {}

    record NotAProposer() implements Conflict {}

    record NotAFunder() implements Conflict {}

    record NotResponsible() implements Conflict {}

    record CannotHappen(BucketState state, Event event) implements Conflict {}

    @About("items")
    record NothingAsked() implements Invalid {}

    @About("agreed")
    record GuidelinesNotAgreed() implements Invalid {}

    @About("answers")
    record FieldUnanswered(String name) implements Invalid {}

    record TooFewSponsors(int have, int needed) implements Conflict {}

    /// A bucket never takes more than it can use.
    @About("amount")
    record OverGoal(Money left) implements Conflict {}

    @About("amount")
    record PartTooSmall(Money holds, Money asked) implements Conflict {}

    @About("amount")
    record OverMostEach(Money most) implements Conflict {}

    /// Nothing of one's own stands in the bucket, or less than was asked for.
    @About("amount")
    record NotThatMuchThere(Money yours) implements Conflict {}

    @About("amount")
    record NoTakingBack() implements Conflict {}

    record BelowMinimum(Money missing) implements Conflict {}

    /// What others gave money for may come to cost more, never less.
    @About("items")
    record GoalLowered(Money minimum) implements Conflict {}

    record PartsOnlyWhereMembersFund() implements Conflict {}

    record NobodyToGiveTo() implements Invalid {}

    @About("csv")
    record LineOfParts(int line, String what) implements Invalid {}

    @About("csv")
    record UnknownMember(int line, String email) implements Invalid {}

    @About("file")
    record NotAVoteFile(int line, String what) implements Invalid {}

    record NotOnTheBallot(String bucket) implements Invalid {}

    @About("points")
    record SupportTooMuch(int most) implements Conflict {}

    @About("report")
    record ReportMissing() implements Invalid {}

    /// Its movements follow the round's rule: what is wrong is put right there.
    record EntryOfRound(String title) implements Conflict {}
}
