package coppice.rules.voting;

/// Elects several in proportion: a vote that its first choice does not need, or cannot use, goes on to the next.
public final class SingleTransferableVote {
    private SingleTransferableVote() {}

    /// Counts `ballots` by `rules`.
    ///
    /// Worked example: of 6 ballots for 2 seats 4 say Castor, Pollux and 2 say Helen. By the Scottish rules the
    /// quota is 3: Castor is elected with 4 and passes 1 on to Pollux; Pollux, with 1, is defeated; Helen takes the
    /// other seat.
    public static StvCount count(RankedBallots ballots, StvRules rules) {
        var fixed = Arithmetic.Fixed.ofDecimals(rules.method().decimals());
        return switch (rules.method()) {
            case SCOTTISH, WIGM -> new GregoryCount<>(ballots, rules, fixed).count();
            case WIGM_EXACT -> new GregoryCount<>(ballots, rules, new Arithmetic.Exact()).count();
            case MEEK -> new MeekCount<>(ballots, rules, fixed).count();
            case MEEK_EXACT -> new MeekCount<>(ballots, rules, new Arithmetic.Exact()).count();
        };
    }
}
