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

    /// Somebody else changed the charter in between.
    record CharterMoved(int version) implements Conflict {}

    /// The charter asks for a decision where somebody would act alone.
    record NeedsADecision(String matter) implements Conflict {}

    /// No room here can do that.
    record UnknownMotion(String motion) implements Invalid {}

    /// A term that the motion does not have, and those it has.
    @About("terms")
    record UnknownTerm(String term, String known) implements Invalid {}

    /// A term that holds something larger, which cannot be read.
    record UnreadableTerm(String field, String term) implements Invalid {}

    /// A chapter is not written as its room writes it.
    record UnreadableChapter(String members) implements Invalid {}

    /// What somebody sent as a charter names what no room here brings.
    record UnknownChapter(String unknown, String known) implements Invalid {}

    record LastSteward() implements Conflict {}

    record CharterTooLong(int most) implements Invalid {}

    /// Another circle or class has this name.
    @About("name")
    record CircleTaken(String name) implements Conflict {}

    /// Only those in a circle let others in or out.
    record NotInCircle(String name) implements Conflict {}

    /// A weight is more than 0, at most 1000, and has two decimals at most.
    record BadWeight(String id, String weight) implements Invalid {
        @Override
        public String field() {
            return "weight." + id;
        }

        @Override
        public List<Object> facts() {
            return List.of(weight);
        }
    }

    /// Counting by class tells who said what in a small one.
    record SecretAndByClass(String matter) implements Invalid {
        @Override
        public String field() {
            return "procedure." + matter + ".ways";
        }
    }

    /// What the lock is changed by has to be a special resolution.
    @About("procedure.LOCK.CLASS_MAJORITY")
    record LockNeedsSpecial() implements Invalid {}

    /// The charter gives a weight to a class that there is not.
    @About("weights")
    record NoSuchClass(String name) implements Invalid {}

    /// A list of addresses is wrong at a line; nobody was invited.
    @About("csv")
    record AddressList(int line, String what) implements Invalid {}
}
