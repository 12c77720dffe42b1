package coppice.server.decisions;

import coppice.server.kernel.Refusal;
import java.util.List;

/// What threads, opinions and panels refuse.
public sealed interface TalkRefusal extends Refusal {
    @Override
    default Kind kind() {
        return Kind.CONFLICT;
    }

    /// Nothing more is said in a closed thread.
    record ThreadClosed() implements TalkRefusal {
        @Override
        public String code() {
            return "thread-closed";
        }
    }

    /// A proposal concerns all members, so it does not grow out of a thread that only a circle reads.
    record ThreadOfCircle() implements TalkRefusal {
        @Override
        public String code() {
            return "thread-of-circle";
        }
    }

    /// A thread of a circle, or one in which all were asked something, stays where it is.
    record ThreadStays() implements TalkRefusal {
        @Override
        public String code() {
            return "thread-stays";
        }
    }

    /// These two threads cannot be one: the same, of different circles, or merged already.
    record ThreadsApart() implements TalkRefusal {
        @Override
        public String code() {
            return "threads-apart";
        }
    }

    record TemplateTaken(String name) implements TalkRefusal {
        @Override
        public String code() {
            return "template-taken";
        }

        @Override
        public String field() {
            return "name";
        }

        @Override
        public List<Object> facts() {
            return List.of(name);
        }
    }

    record StatementsTooMany(int most) implements TalkRefusal {
        @Override
        public String code() {
            return "statements-too-many";
        }

        @Override
        public List<Object> facts() {
            return List.of(most);
        }
    }

    /// Those who are silent were asked within the last day.
    record NudgedAlready() implements TalkRefusal {
        @Override
        public String code() {
            return "nudged-already";
        }
    }

    /// A line of a form that is not of the form that its hint shows, or names nobody who is a member.
    record BadLine(String field, String line) implements TalkRefusal {
        @Override
        public String code() {
            return "bad-line";
        }

        @Override
        public Kind kind() {
            return Kind.INVALID;
        }

        @Override
        public List<Object> facts() {
            return List.of(line.length() > 80 ? line.substring(0, 80) + "…" : line);
        }
    }

    /// No panel fits.
    record NoPanel(String why) implements TalkRefusal {
        @Override
        public String code() {
            return "no-panel";
        }

        @Override
        public Kind kind() {
            return Kind.INVALID;
        }

        @Override
        public List<Object> facts() {
            return List.of(why);
        }
    }
}
