package coppice.server.polls;

import coppice.rules.voting.BallotForm;
import coppice.server.kernel.Refusal;
import java.time.Instant;
import java.util.List;

/// What `polls` refuses.
public sealed interface PollRefusal extends Refusal {
    @Override
    default Kind kind() {
        return Kind.CONFLICT;
    }

    /// What is wrong with a field of a form.
    sealed interface Invalid extends PollRefusal {
        @Override
        default Kind kind() {
            return Kind.INVALID;
        }
    }

    /// What is wrong with the options.
    sealed interface InvalidOptions extends Invalid {
        @Override
        default String field() {
            return "options";
        }
    }

    /// The close has passed by the server's clock, or everyone had voted and it was closed.
    record AlreadyClosed(Instant at) implements PollRefusal {}

    /// It is still open, and somebody has not voted yet.
    record StillOpen(Instant closesAt) implements PollRefusal {}

    /// Not among those who may vote.
    record NotAVoter() implements PollRefusal {}

    /// Only who asked may put the close off.
    record NotYourPoll() implements PollRefusal {}

    record OptionsTooFew() implements InvalidOptions {}

    record OptionsTooMany(int given, int most) implements InvalidOptions {}

    record OptionTwice(String option) implements InvalidOptions {}

    /// An option of a time poll that is no time, or a time zone there is not.
    record NotATime(String option, String zone) implements InvalidOptions {}

    /// More at least than at most, or more than anyone would give.
    record BadRange(int least, int most) implements Invalid {
        @Override
        public String field() {
            return "most";
        }
    }

    record BadSeats(int seats, int most) implements Invalid {
        @Override
        public String field() {
            return "seats";
        }
    }

    /// The ballot breaks a rule of the poll; nothing was taken.
    ///
    /// @param given   the mark, the number of options or what was spent
    /// @param allowed the bound it goes against
    record BadBallot(BallotForm.Fault fault, String option, long given, long allowed) implements Invalid {
        static BadBallot of(BallotForm.Wrong wrong, List<String> options) {
            return new BadBallot(
                    wrong.fault(),
                    wrong.option() >= 0 && wrong.option() < options.size() ? options.get(wrong.option()) : "",
                    wrong.given(),
                    wrong.allowed());
        }

        @Override
        public String code() {
            return "ballot-" + fault.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }

        static BadBallot unknown(int options) {
            return new BadBallot(BallotForm.Fault.UNKNOWN_OPTION, "", 1, options);
        }

        @Override
        public List<Object> facts() {
            return List.of(option, given, allowed);
        }
    }

    /// This voter's secret ballot was cast already; it can be changed with its receipt only.
    record BallotAlreadyCast() implements PollRefusal {}

    /// No counted ballot has this receipt.
    record ReceiptUnknown() implements Invalid {
        @Override
        public String field() {
            return "receipt";
        }
    }

    /// Nobody was asked.
    record NobodyAsked() implements Invalid {
        @Override
        public String field() {
            return "named";
        }
    }

    /// The charter gives voices no weights, or the poll is secret and every person counts as one.
    record NoWeights(boolean secret) implements Invalid {
        @Override
        public String code() {
            return secret ? "no-weights-in-secret" : "no-weights";
        }
    }

    /// In the thread of a circle only those in it are asked.
    record NotOfThisCircle(String circle) implements Invalid {
        @Override
        public String field() {
            return "named";
        }
    }

    /// A secret poll is not opened again, nor one that is open.
    record StaysClosed() implements PollRefusal {}

    /// Those who are silent were asked within the last day.
    record NudgedAlready() implements PollRefusal {}

    /// A line of a form that is not of the form that its hint shows, or names nobody who is a member.
    record BadLine(String field, String line) implements Invalid {
        @Override
        public List<Object> facts() {
            return List.of(line.length() > 80 ? line.substring(0, 80) + "…" : line);
        }
    }

    /// No panel fits.
    record NoPanel(String why) implements Invalid {}
}
