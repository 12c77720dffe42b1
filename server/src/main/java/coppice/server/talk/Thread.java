package coppice.server.talk;

import coppice.server.commons.CircleId;
import coppice.server.files.Kept;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.ThreadId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A conversation among members; proposals and polls grow out of it.
///
/// @param comments   how many
/// @param fresh      how many of them, by others, the viewer has not seen
/// @param lastAt     when something was said last
/// @param circle     the circle whose members alone read it; absent: all members
/// @param pinned     shown before the others
/// @param closed     nothing more is said in it, until it is opened again
/// @param summary    what it came to so far, by whoever wrote it last; may be empty
/// @param mergedInto where it goes on
public record Thread(
        ThreadId id,
        String title,
        PartyId startedBy,
        Instant startedAt,
        long comments,
        long fresh,
        Instant lastAt,
        Optional<CircleId> circle,
        boolean pinned,
        boolean closed,
        String summary,
        Optional<ThreadId> mergedInto) {
    /// @param versions  how often it was changed
    /// @param reactions who gave each, in the order of the reactions
    public record Comment(
            CommentId id,
            PartyId saidBy,
            Instant saidAt,
            String words,
            int versions,
            Map<Reaction, List<PartyId>> reactions,
            List<Kept> files) {
        Comment with(List<Kept> others) {
            return new Comment(id, saidBy, saidAt, words, versions, reactions, others);
        }
    }

    /// What a comment said before.
    public record Version(int number, String words, Instant writtenAt) {}

    public enum State {
        PINNED,
        UNPINNED,
        CLOSED,
        REOPENED
    }

    /// How somebody follows a thread.
    public enum Following {
        ALL,
        /// As one who takes part.
        USUAL,
        NONE
    }

    /// What can be said to a comment with one click.
    public enum Reaction {
        AGREE("👍"),
        THANKS("🙏"),
        HEART("❤️"),
        CELEBRATE("🎉"),
        THINKING("🤔"),
        SAD("😢");

        private final String sign;

        Reaction(String sign) {
            this.sign = sign;
        }

        public String sign() {
            return sign;
        }
    }

    /// Words to begin a thread with.
    public record Template(TemplateId id, String name, String title, String words) {}
}
