package coppice.rules.voting;

/// How several are chosen by ballots that approve of candidates. Definitions: Lackner and Skowron, Multi-Winner
/// Voting with Approval Preferences (2023); of the consensus rule: Lackner, Perpetual Voting (2020).
public enum CommitteeRule {
    /// The most approved.
    APPROVAL(false),
    /// Every voter's one vote is split evenly over all they approve of.
    SATISFACTION_APPROVAL(false),
    /// Thiele's proportional approval voting: a voter's first member counts 1, the second 1/2, the third 1/3; the
    /// committee with the largest sum.
    PROPORTIONAL_APPROVAL(false),
    /// The same sum, raised as much as possible by one member after the other.
    SEQUENTIAL_PROPORTIONAL_APPROVAL(true),
    /// Phragmén: every member costs 1, shared by those who approve; who makes the heaviest load lightest comes
    /// next.
    SEQUENTIAL_PHRAGMEN(true),
    /// Equal shares: every voter has seats/voters to spend and every member costs 1; who costs each supporter least
    /// comes next. Places that nobody can pay any more are filled by Phragmén's rule, what was saved counting.
    EQUAL_SHARES(true),
    /// The same, the rest filled with the most approved.
    EQUAL_SHARES_THEN_APPROVAL(true),
    /// The same, begun again with one more to spend in all, until as many as there are seats can be paid.
    EQUAL_SHARES_BY_INCREMENTS(true),
    /// Eneström and Phragmén: the most supported comes next and uses up voters/seats of the supporters' votes.
    ENESTROEM_PHRAGMEN(true),
    /// Everyone gains a vote with every place; the most supported comes next, paid by those with votes left.
    CONSENSUS(true);

    private final boolean isSequential;

    CommitteeRule(boolean isSequential) {
        this.isSequential = isSequential;
    }

    public boolean isSequential() {
        return isSequential;
    }
}
