package coppice.server.decisions;

import coppice.server.kernel.Refusal;
import java.time.Instant;

/// What `decisions` refuses.
public sealed interface DecisionRefusal extends Refusal {
    @Override
    default Kind kind() {
        return Kind.CONFLICT;
    }

    /// What is wrong with a field of a form.
    sealed interface Invalid extends DecisionRefusal {
        @Override
        default Kind kind() {
            return Kind.INVALID;
        }
    }

    /// The close has passed by the server's clock, or everyone had spoken and it was closed.
    record AlreadyClosed(Instant at) implements DecisionRefusal {}

    /// It is still open, and somebody has not spoken yet.
    record StillOpen(Instant closesAt) implements DecisionRefusal {}

    /// Not among those who may take part: who joined after the opening.
    record NotAVoter() implements DecisionRefusal {}

    record StanceOfAnotherMethod(String stance) implements Invalid {
        @Override
        public String field() {
            return "stance";
        }
    }

    /// An objection says what it is about.
    record ObjectionWithoutReason() implements Invalid {
        @Override
        public String field() {
            return "reason";
        }
    }

    /// There is no mandate left to enact or withdraw.
    record NoMandate() implements DecisionRefusal {}

    /// What was decided could not be done because the program failed at it.
    ///
    /// @param fault its name, as it stands in the server's log
    record EnactmentFailed(String fault) implements DecisionRefusal {}

    /// Only who made the proposal may withdraw it.
    record NotYourProposal() implements DecisionRefusal {}

    /// A voice is handed on to somebody else.
    record ToOneself() implements Invalid {
        @Override
        public String field() {
            return "to";
        }
    }

    /// The charter has no procedure for emergencies, or this is about the charter or membership.
    record NoEmergency() implements DecisionRefusal {}

    /// No decision lets this member act alone in this, or its limit or its time is over.
    record NoAuthority() implements DecisionRefusal {}

    /// What has no price, or only the members can do, by an authority that has a limit.
    record NotByAuthority() implements DecisionRefusal {}

    /// A class resolution by somebody who is not in the class.
    record NotInClass(String name) implements DecisionRefusal {
        @Override
        public Kind kind() {
            return Kind.NOT_ALLOWED;
        }
    }

    /// Only what is decided by yes and no, and is no special resolution yet, can be made one.
    record CannotBeSpecial() implements DecisionRefusal {}
}
