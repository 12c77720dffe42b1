package coppice.server.decisions;

import coppice.server.kernel.Refusal;
import java.time.Instant;
import java.util.List;

/// What `decisions` refuses.
public sealed interface DecisionRefusal extends Refusal {
    @Override
    default Kind kind() {
        return Kind.CONFLICT;
    }

    /// The close has passed by the server's clock, or everyone had spoken and it was closed.
    record AlreadyClosed(Instant at) implements DecisionRefusal {
        @Override
        public String code() {
            return "already-closed";
        }

        @Override
        public List<Object> facts() {
            return List.of(at);
        }
    }

    /// It is still open, and somebody has not spoken yet.
    record StillOpen(Instant closesAt) implements DecisionRefusal {
        @Override
        public String code() {
            return "still-open";
        }

        @Override
        public List<Object> facts() {
            return List.of(closesAt);
        }
    }

    /// Not among those who may take part: who joined after the opening.
    record NotAVoter() implements DecisionRefusal {
        @Override
        public String code() {
            return "not-a-voter";
        }
    }

    record StanceOfAnotherMethod(String stance) implements DecisionRefusal {
        @Override
        public String code() {
            return "stance-of-another-method";
        }

        @Override
        public Kind kind() {
            return Kind.INVALID;
        }

        @Override
        public String field() {
            return "stance";
        }

        @Override
        public List<Object> facts() {
            return List.of(stance);
        }
    }

    /// An objection says what it is about.
    record ObjectionWithoutReason() implements DecisionRefusal {
        @Override
        public String code() {
            return "objection-without-reason";
        }

        @Override
        public Kind kind() {
            return Kind.INVALID;
        }

        @Override
        public String field() {
            return "reason";
        }
    }

    record UnknownMotion(String motion) implements DecisionRefusal {
        @Override
        public String code() {
            return "unknown-motion";
        }

        @Override
        public Kind kind() {
            return Kind.INVALID;
        }

        @Override
        public String field() {
            return "motion";
        }

        @Override
        public List<Object> facts() {
            return List.of(motion);
        }
    }

    /// There is no mandate left to enact or withdraw.
    record NoMandate() implements DecisionRefusal {
        @Override
        public String code() {
            return "no-mandate";
        }
    }

    /// Only who made the proposal may withdraw it.
    record NotYours() implements DecisionRefusal {
        @Override
        public String code() {
            return "not-your-proposal";
        }
    }
}
