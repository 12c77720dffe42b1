package coppice.rules.budgeting;

import java.util.Comparator;

/// Which of two projects that stand equal comes first; stated before the vote.
public enum Ties {
    /// The smaller id, compared as a text.
    BY_ID,
    /// More voters; then the lower cost; then the smaller id.
    MOST_VOTES_THEN_CHEAPEST;

    /// @param voters how many put each project on their ballot, by number
    Comparator<Integer> order(BudgetVotes votes, long[] voters) {
        Comparator<Integer> byId =
                Comparator.comparing(number -> votes.projects().get(number).id());
        return switch (this) {
            case BY_ID -> byId;
            case MOST_VOTES_THEN_CHEAPEST ->
                Comparator.<Integer>comparingLong(number -> -voters[number])
                        .thenComparingLong(
                                number -> votes.projects().get(number).cost())
                        .thenComparing(byId);
        };
    }
}
