package coppice.server.decisions;

import coppice.rules.voting.BallotForm;
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

    /// Only who asked may put the close of a poll off.
    record NotYourPoll() implements DecisionRefusal {
        @Override
        public String code() {
            return "not-your-poll";
        }
    }

    record OptionsTooFew() implements DecisionRefusal {
        @Override
        public String code() {
            return "options-too-few";
        }

        @Override
        public Kind kind() {
            return Kind.INVALID;
        }

        @Override
        public String field() {
            return "options";
        }
    }

    record OptionsTooMany(int given, int most) implements DecisionRefusal {
        @Override
        public String code() {
            return "options-too-many";
        }

        @Override
        public Kind kind() {
            return Kind.INVALID;
        }

        @Override
        public String field() {
            return "options";
        }

        @Override
        public List<Object> facts() {
            return List.of(given, most);
        }
    }

    record OptionTwice(String option) implements DecisionRefusal {
        @Override
        public String code() {
            return "option-twice";
        }

        @Override
        public Kind kind() {
            return Kind.INVALID;
        }

        @Override
        public String field() {
            return "options";
        }

        @Override
        public List<Object> facts() {
            return List.of(option);
        }
    }

    /// An option of a time poll that is no time, or a time zone there is not.
    record NotATime(String option, String zone) implements DecisionRefusal {
        @Override
        public String code() {
            return "not-a-time";
        }

        @Override
        public Kind kind() {
            return Kind.INVALID;
        }

        @Override
        public String field() {
            return "options";
        }

        @Override
        public List<Object> facts() {
            return List.of(option, zone);
        }
    }

    /// More at least than at most, or more than anyone would give.
    record BadRange(int least, int most) implements DecisionRefusal {
        @Override
        public String code() {
            return "bad-range";
        }

        @Override
        public Kind kind() {
            return Kind.INVALID;
        }

        @Override
        public String field() {
            return "most";
        }

        @Override
        public List<Object> facts() {
            return List.of(least, most);
        }
    }

    record BadSeats(int seats, int most) implements DecisionRefusal {
        @Override
        public String code() {
            return "bad-seats";
        }

        @Override
        public Kind kind() {
            return Kind.INVALID;
        }

        @Override
        public String field() {
            return "seats";
        }

        @Override
        public List<Object> facts() {
            return List.of(seats, most);
        }
    }

    /// The ballot breaks a rule of the poll; nothing was taken.
    ///
    /// @param given   the mark, the number of options or what was spent
    /// @param allowed the bound it goes against
    record BadBallot(String code, String option, long given, long allowed) implements DecisionRefusal {
        static BadBallot of(BallotForm.Wrong wrong, List<String> options) {
            return new BadBallot(
                    switch (wrong.fault()) {
                        case UNKNOWN_OPTION -> "ballot-unknown-option";
                        case TOO_FEW -> "ballot-too-few";
                        case TOO_MANY -> "ballot-too-many";
                        case OUT_OF_RANGE -> "ballot-out-of-range";
                        case OVER_BUDGET -> "ballot-over-budget";
                        case EQUAL_RANKS -> "ballot-equal-ranks";
                    },
                    wrong.option() >= 0 && wrong.option() < options.size() ? options.get(wrong.option()) : "",
                    wrong.given(),
                    wrong.allowed());
        }

        static BadBallot unknown(int options) {
            return new BadBallot("ballot-unknown-option", "", 1, options);
        }

        @Override
        public Kind kind() {
            return Kind.INVALID;
        }

        @Override
        public List<Object> facts() {
            return List.of(option, given, allowed);
        }
    }

    /// A secret ballot of this voter is in the urn already; it can be changed with its receipt only.
    record InTheUrn() implements DecisionRefusal {
        @Override
        public String code() {
            return "in-the-urn";
        }
    }

    /// No counted ballot has this receipt.
    record ReceiptUnknown() implements DecisionRefusal {
        @Override
        public String code() {
            return "receipt-unknown";
        }

        @Override
        public Kind kind() {
            return Kind.INVALID;
        }

        @Override
        public String field() {
            return "receipt";
        }
    }

    /// A voice is handed on to somebody else.
    record ToOneself() implements DecisionRefusal {
        @Override
        public String code() {
            return "to-oneself";
        }

        @Override
        public Kind kind() {
            return Kind.INVALID;
        }

        @Override
        public String field() {
            return "to";
        }
    }

    /// The charter has no procedure for emergencies, or this is about the charter or membership.
    record NoEmergency() implements DecisionRefusal {
        @Override
        public String code() {
            return "no-emergency";
        }
    }

    /// Nobody was asked.
    record NobodyAsked() implements DecisionRefusal {
        @Override
        public String code() {
            return "nobody-asked";
        }

        @Override
        public Kind kind() {
            return Kind.INVALID;
        }

        @Override
        public String field() {
            return "named";
        }
    }

    /// The charter gives voices no weights, or the poll is secret and every person counts as one.
    record NoWeights(boolean secret) implements DecisionRefusal {
        @Override
        public String code() {
            return secret ? "no-weights-in-secret" : "no-weights";
        }

        @Override
        public Kind kind() {
            return Kind.INVALID;
        }
    }

    /// In the thread of a circle only those in it are asked.
    record NotOfThisCircle(String circle) implements DecisionRefusal {
        @Override
        public String code() {
            return "not-of-this-circle";
        }

        @Override
        public Kind kind() {
            return Kind.INVALID;
        }

        @Override
        public String field() {
            return "named";
        }

        @Override
        public List<Object> facts() {
            return List.of(circle);
        }
    }

    /// A secret poll is not opened again, nor one that is open.
    record StaysClosed() implements DecisionRefusal {
        @Override
        public String code() {
            return "stays-closed";
        }
    }

    /// No decision lets this member act alone in this, or its limit or its time is over.
    record NoAuthority() implements DecisionRefusal {
        @Override
        public String code() {
            return "no-authority";
        }
    }

    /// A class resolution by somebody who is not in the class.
    record NotInClass(String name) implements DecisionRefusal {
        @Override
        public Kind kind() {
            return Kind.NOT_ALLOWED;
        }
    }

    /// Only what is decided by yes and no, and is no special resolution yet, can be made one.
    record CannotBeSpecial() implements DecisionRefusal {
        @Override
        public Kind kind() {
            return Kind.CONFLICT;
        }
    }
}
