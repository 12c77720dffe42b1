package coppice.server.decisions;

import coppice.server.kernel.About;
import coppice.server.kernel.Refusal;
import java.time.Instant;

/// What `decisions` refuses.
public sealed interface DecisionRefusal extends Refusal {
    sealed interface Invalid extends DecisionRefusal, Refusal.Invalid {}

    sealed interface Conflict extends DecisionRefusal, Refusal.Conflict {}

    /// The close has passed by the server's clock, or everyone had spoken and it was closed.
    record AlreadyClosed(Instant at) implements Conflict {}

    /// It is still open, and somebody has not spoken yet.
    record StillOpen(Instant closesAt) implements Conflict {}

    /// Not among those who may take part: who joined after the opening.
    record NotAVoter() implements Conflict {}

    @About("stance")
    record StanceOfAnotherMethod(String stance) implements Invalid {}

    /// An objection says what it is about.
    @About("reason")
    record ObjectionWithoutReason() implements Invalid {}

    /// There is no mandate left to enact or withdraw.
    record NoMandate() implements Conflict {}

    /// What was decided could not be done because the program failed at it.
    ///
    /// @param fault its name, as it stands in the server's log
    record EnactmentFailed(String fault) implements Conflict {}

    /// Only who made the proposal may withdraw it.
    record NotYourProposal() implements Conflict {}

    /// A voice is handed on to somebody else.
    @About("to")
    record ToOneself() implements Invalid {}

    /// The charter has no procedure for emergencies, or this is about the charter or membership.
    record NoEmergency() implements Conflict {}

    /// No decision lets this member act alone in this, or its limit or its time is over.
    record NoAuthority() implements Conflict {}

    /// What has no price, or only the members can do, by an authority that has a limit.
    record NotByAuthority() implements Conflict {}

    /// A class resolution by somebody who is not in the class.
    record NotInClass(String name) implements DecisionRefusal, Refusal.NotAllowed {}

    /// Only what is decided by yes and no, and is no special resolution yet, can be made one.
    record CannotBeSpecial() implements Conflict {}
}
