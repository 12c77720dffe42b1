package coppice.server.commons;

import coppice.server.kernel.About;
import coppice.server.kernel.Refusal;
import java.time.Instant;
import java.util.List;

/// What `commons` refuses.
public sealed interface CommonsRefusal extends Refusal {
    sealed interface Invalid extends CommonsRefusal, Refusal.Invalid {}

    sealed interface Conflict extends CommonsRefusal, Refusal.Conflict {}

    @About("slug")
    record BadSlug(String slug) implements Invalid {}

    @About("slug")
    record SlugTaken(String slug) implements Conflict {}

    /// What is asked for would change a commons that is over.
    record HasEnded(String commons, Instant at) implements Conflict {}

    record InvitationSpent() implements Conflict {}

    record AlreadyMember() implements Conflict {}

    /// The charter asks for a decision where somebody would act alone.
    record NeedsADecision(String matter) implements Conflict {}

    /// No room here can do that.
    record UnknownMotion(String motion) implements Invalid {}

    /// A term that the motion does not have, and those it has.
    @About("terms")
    record UnknownTerm(String term, String known) implements Invalid {
        static UnknownTerm of(String term, List<String> known) {
            return new UnknownTerm(term, known.isEmpty() ? "none" : String.join(", ", known));
        }
    }

    /// A term that holds something larger, which cannot be read.
    record UnreadableTerm(String field, String term) implements Invalid {}

    record LastSteward() implements Conflict {}

    /// Another circle or class has this name.
    @About("name")
    record CircleTaken(String name) implements Conflict {}

    /// Only those in a circle let others in or out.
    record NotInCircle(String name) implements Conflict {}

    /// A list of addresses is wrong at a line; nobody was invited.
    @About("csv")
    record AddressList(int line, String what) implements Invalid {}
}
