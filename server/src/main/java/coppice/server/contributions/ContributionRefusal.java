package coppice.server.contributions;

import coppice.server.kernel.About;
import coppice.server.kernel.Refusal;

/// What `contributions` refuses.
public sealed interface ContributionRefusal extends Refusal {
    sealed interface Invalid extends ContributionRefusal, Refusal.Invalid {}

    @About("type")
    record NoSuchType(String type) implements Invalid {}

    @About("day")
    record InTheFuture() implements Invalid {}

    @About("quantity")
    record NothingGiven() implements Invalid {}

    record OwnContribution() implements ContributionRefusal, Refusal.NotAllowed {}

    record NotYours() implements ContributionRefusal, Refusal.NotAllowed {}

    record ContributionReplaced() implements ContributionRefusal, Refusal.Conflict {}

    @About("file")
    record BadItem(long line, String column, Refusal because) implements Invalid {}

    record HistoryTaken() implements ContributionRefusal, Refusal.Conflict {}

    @About("url")
    record AddressNotAllowed(String url) implements Invalid {}

    @About("url")
    record HistoryUnreachable(String url) implements Invalid {}

    record TypeTwice() implements Invalid {}
}
