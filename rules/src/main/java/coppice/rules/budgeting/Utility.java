package coppice.rules.budgeting;

import coppice.rules.budgeting.BudgetVotes.Ballot;

/// How much it is worth to a voter that a project on the ballot is funded. Definitions as in Pabulib's tools:
/// Faliszewski and others, Participatory Budgeting: Data, Tools, and Analysis (IJCAI 2023).
public enum Utility {
    /// What it costs: a large project counts as much as several small ones.
    COST,
    /// 1: each project counts the same.
    CARDINALITY,
    /// The points it was given.
    POINTS,
    /// By rank: the last on the ballot 0, the one before 1, and so on.
    BORDA;

    /// What the project at `place` of the ballot is worth to those who voted so.
    long of(BudgetVotes votes, Ballot ballot, int place) {
        return switch (this) {
            case COST -> votes.projects().get(ballot.chosen().get(place)).cost();
            case CARDINALITY -> 1;
            case POINTS -> ballot.points().get(place);
            case BORDA -> ballot.chosen().size() - place - 1;
        };
    }
}
