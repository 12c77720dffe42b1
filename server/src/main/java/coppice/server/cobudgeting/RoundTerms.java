package coppice.server.cobudgeting;

import coppice.rules.budgeting.BudgetRule;
import coppice.rules.budgeting.BudgetVotes.Form;
import coppice.server.commons.CircleId;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a round's rule is told, fixed when it opens.
///
/// @param takeBack    funders may take back what they gave while a bucket has not reached its minimum
/// @param toFunders   money that a bucket leaves unspent goes back to its funders; else to the pool
/// @param hides       what others gave is shown after the close only
/// @param mostEach    the most that one member may put into one bucket, in minor units; absent: no limit
/// @param largest     expenses above this need a decision, in minor units; absent: none does
/// @param sponsors    how many others must back an idea before it is published
/// @param proposers   the circle whose members may propose; absent: everyone
/// @param funders     the circle whose members may fund and vote; absent: everyone
/// @param fields      what a bucket must also answer
/// @param ballots     what a ballot says
/// @param completion  how equal shares goes on with what is left
/// @param leastVoters a bucket that fewer voted for is not funded
/// @param bound       quadratic: M, in minor units
/// @param capPercent  quadratic: the most of the pool that one bucket is matched with
/// @param decay       conviction: what is left after an hour
/// @param beta        conviction: the part of the pool that nothing may reach, in percent
/// @param rho         conviction: the height of the threshold, in thousandths
/// @param reportDays  days after it is funded on which a bucket's report is due
public record RoundTerms(
        boolean takeBack,
        boolean toFunders,
        boolean hides,
        @Nullable Long mostEach,
        @Nullable Long largest,
        int sponsors,
        @Nullable CircleId proposers,
        @Nullable CircleId funders,
        List<String> fields,
        Ballot ballots,
        BudgetRule completion,
        int leastVoters,
        long bound,
        int capPercent,
        BigDecimal decay,
        int beta,
        int rho,
        int reportDays) {

    /// What a ballot says of buckets.
    public enum Ballot {
        /// Which of them one would fund.
        APPROVAL,
        SCORING,
        ORDINAL;

        Form form() {
            return Form.valueOf(name());
        }
    }

    /// What each member's support comes to in all.
    public static final int SUPPORT = 100;
}
