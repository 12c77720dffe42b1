package coppice.server.charter;

import coppice.server.kernel.About;
import coppice.server.kernel.Refusal;
import java.util.List;

/// What `charter` refuses.
public sealed interface CharterRefusal extends Refusal {
    sealed interface Invalid extends CharterRefusal, Refusal.Invalid {}

    /// Somebody else changed the charter in between.
    record CharterMoved(int version) implements CharterRefusal, Refusal.Conflict {}

    /// What somebody sent is no charter.
    record UnreadableCharter() implements Invalid {}

    /// A chapter is not written as its room writes it.
    record UnreadableChapter(String members) implements Invalid {}

    /// What somebody sent as a charter names what no room here brings.
    record UnknownChapter(String unknown, String known) implements Invalid {}

    record CharterTooLong(int most) implements Invalid {}

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
}
