package coppice.rules.voting;

import java.util.List;
import java.util.Set;

/// How ballots are counted by single transferable vote.
///
/// @param seats     how many are elected
/// @param withdrawn who stands on ballots and cannot be elected
/// @param tieOrder  who is taken first among equals where nothing else decides: the candidates in an order that was
/// fixed before the count, by lot or otherwise
public record StvRules(Method method, int seats, Set<String> withdrawn, List<String> tieOrder) {
    public StvRules {
        if (seats < 1) throw new IllegalArgumentException(seats + " seats");
    }

    /// The rules and the arithmetic they prescribe. A rank that names several candidates is passed over, except under
    /// [#MEEK_EXACT], where they share it.
    public enum Method {
        /// The Scottish Local Government Elections Order 2007, articles 45 to 52.
        ///
        /// The quota is the whole number above votes/(seats + 1); values of ballots are cut off after five
        /// decimals; the largest surplus goes first; a tie is decided by the stage before, and by lot where
        /// they always were equal.
        SCOTTISH(5),
        /// The weighted inclusive Gregory method as the Proportional Representation Foundation's reference rule has
        /// it: four decimals, the quota votes/(seats + 1) and one in the last place.
        WIGM(4),
        /// The same in exact fractions; whoever has more than votes/(seats + 1) is elected.
        WIGM_EXACT(0),
        /// Meek's method as the Foundation's reference rule has it: nine decimals, iterated until the surplus is
        /// below a millionth or does not shrink any more.
        MEEK(9),
        /// The same in exact fractions, until the surplus is below a ten-thousand-millionth. The figures grow with
        /// every iteration: for few ballots only.
        MEEK_EXACT(0);

        private final int decimals;

        Method(int decimals) {
            this.decimals = decimals;
        }

        int decimals() {
            return decimals;
        }

        public boolean isMeek() {
            return this == MEEK || this == MEEK_EXACT;
        }

        public boolean isExact() {
            return decimals == 0;
        }
    }
}
