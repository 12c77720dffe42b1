package coppice.server.polls;

import coppice.rules.voting.BallotForm;
import coppice.server.kernel.About;
import coppice.server.kernel.Refusal;
import java.time.Instant;
import java.util.List;

/// What `polls` refuses.
public sealed interface PollRefusal extends Refusal {
    sealed interface Invalid extends PollRefusal, Refusal.Invalid {}

    sealed interface Conflict extends PollRefusal, Refusal.Conflict {}

    /// The close has passed by the server's clock, or everyone had voted and it was closed.
    record AlreadyClosed(Instant at) implements Conflict {}

    /// It is still open, and somebody has not voted yet.
    record StillOpen(Instant closesAt) implements Conflict {}

    /// Not among those who may vote.
    record NotAVoter() implements Conflict {}

    /// Only who asked may put the close off.
    record NotYourPoll() implements Conflict {}

    @About("options")
    record OptionsTooFew() implements Invalid {}

    @About("options")
    record OptionsTooMany(int given, int most) implements Invalid {}

    @About("options")
    record OptionTwice(String option) implements Invalid {}

    /// An option of a time poll that is no time, or a time zone there is not.
    @About("options")
    record NotATime(String option, String zone) implements Invalid {}

    /// More at least than at most, or more than anyone would give.
    @About("most")
    record BadRange(int least, int most) implements Invalid {}

    @About("seats")
    record BadSeats(int seats, int most) implements Invalid {}

    /// The ballot breaks a rule of the poll; nothing was taken.
    ///
    /// @param given   the mark, the number of options or what was spent
    /// @param allowed the bound it goes against
    record Ballot(BallotForm.Fault fault, String option, long given, long allowed) implements Invalid {
        static Ballot of(BallotForm.Wrong wrong, List<String> options) {
            return new Ballot(
                    wrong.fault(),
                    wrong.option() >= 0 && wrong.option() < options.size() ? options.get(wrong.option()) : "",
                    wrong.given(),
                    wrong.allowed());
        }
    }

    /// This voter's secret ballot was cast already; it can be changed with its receipt only.
    record BallotAlreadyCast() implements Conflict {}

    /// No counted ballot has this receipt.
    @About("receipt")
    record ReceiptUnknown() implements Invalid {}

    /// Nobody was asked.
    @About("named")
    record NobodyAsked() implements Invalid {}

    /// The charter gives voices no weights.
    record NoWeights() implements Invalid {}

    /// In a secret poll every person counts as one.
    record NoWeightsInSecret() implements Invalid {}

    /// In the thread of a circle only those in it are asked.
    @About("named")
    record NotOfThisCircle(String circle) implements Invalid {}

    /// A secret poll is not opened again, nor one that is open.
    record StaysClosed() implements Conflict {}

    /// Those who are silent were asked within the last day.
    record NudgedAlready() implements Conflict {}

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
