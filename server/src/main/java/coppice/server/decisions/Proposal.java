package coppice.server.decisions;

import coppice.rules.voting.PassingRule;
import coppice.rules.voting.Stance;
import coppice.server.commons.Matter;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.ProposalId;
import coppice.server.kernel.ThreadId;
import coppice.server.web.Message;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Something put to the members, with the rule by which it is decided.
///
/// @param rule    copied from the charter when it was opened
/// @param conduct what is out of the ordinary in how it is decided
/// @param motion  the name of the motion that is enacted if it passes; empty: none
/// @param terms   its terms, as JSON
/// @param closed  how it came out; absent while it is open
/// @param mandate the authority it gave, if it passed with a motion
public record Proposal(
        ProposalId id,
        ThreadId thread,
        String title,
        String reason,
        Matter matter,
        PassingRule rule,
        Conduct conduct,
        int charterVersion,
        String motion,
        String terms,
        PartyId openedBy,
        Instant openedAt,
        Instant closesAt,
        Optional<Outcome> closed,
        Optional<MandateState> mandate) {

    /// How it is decided beside its rule.
    ///
    /// @param eachClass     the rule has to be met in every class, too
    /// @param classMajority every class has to say yes more often than no, too: a special resolution
    /// @param secret        nobody learns who said what
    /// @param emergency     it was put as what cannot wait
    /// @param weighted      counts are hundredths of a voice, because the charter gives voices weights
    public record Conduct(
            boolean eachClass, boolean classMajority, boolean secret, boolean emergency, boolean weighted) {
        public boolean byClass() {
            return eachClass || classMajority;
        }
    }

    /// Why it came out as it did.
    public enum Reason {
        PASSED,
        QUORUM_MISSED,
        OBJECTION_STANDS,
        BLOCKED,
        MAJORITY_MISSED,
        WITHDRAWN,
        /// So few took part that it would not have been secret; it is not counted.
        TOO_FEW_FOR_SECRECY,
        /// It was open when the commons ended.
        ENDED;

        static Reason of(PassingRule.Reason reason) {
            return valueOf(reason.name());
        }
    }

    /// How it came out.
    ///
    /// @param classes the result in each class by its id, where each had to pass it
    public record Outcome(
            Instant at,
            Reason reason,
            long eligible,
            long took,
            long needed,
            Map<Stance, Long> counts,
            Map<String, PassingRule.Result> classes) {
        public boolean passed() {
            return reason == Reason.PASSED;
        }
    }

    /// What became of the mandate.
    ///
    /// @param address   where what came of it can be seen
    /// @param blockages why it could not be enacted, the last first
    public record MandateState(
            Instant grantedAt,
            Optional<Instant> usedAt,
            String address,
            Optional<Instant> withdrawnAt,
            List<Blockage> blockages) {
        public boolean isBlocked() {
            return usedAt.isEmpty() && withdrawnAt.isEmpty();
        }
    }

    public record Blockage(Instant triedAt, String code, Message words) {}

    /// What somebody said last.
    ///
    /// @param changes how often they changed it
    public record Voice(PartyId party, Stance stance, String reason, Instant givenAt, int changes) {}

    public boolean isOpen() {
        return closed.isEmpty();
    }

    /// Which steps are behind it, as pages show them.
    public enum Step {
        DECIDING,
        PASSED,
        ENACTED,
        BLOCKED,
        FAILED,
        WITHDRAWN,
        /// The commons ended first.
        LAPSED
    }

    public Step step() {
        if (closed.isEmpty()) return Step.DECIDING;
        if (closed.get().reason() == Reason.WITHDRAWN) return Step.WITHDRAWN;
        if (closed.get().reason() == Reason.ENDED) return Step.LAPSED;
        if (!closed.get().passed()) return Step.FAILED;
        if (mandate.isEmpty()) return Step.PASSED;
        if (mandate.get().usedAt().isPresent()) return Step.ENACTED;
        return mandate.get().withdrawnAt().isPresent() ? Step.WITHDRAWN : Step.BLOCKED;
    }
}
