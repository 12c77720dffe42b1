package coppice.server.talk;

import coppice.server.kernel.About;
import coppice.server.kernel.Refusal;

/// What `talk` refuses.
public sealed interface TalkRefusal extends Refusal.Conflict {
    /// Nothing more is said in a closed thread.
    record ThreadClosed() implements TalkRefusal {}

    /// A proposal concerns all members, so it does not grow out of a thread that only a circle reads.
    record ThreadOfCircle() implements TalkRefusal {}

    /// A thread of a circle, or one in which all were asked something, stays where it is.
    record ThreadStays() implements TalkRefusal {}

    /// These two threads cannot be one: the same, of different circles, or merged already.
    record ThreadsApart() implements TalkRefusal {}

    @About("name")
    record TemplateTaken(String name) implements TalkRefusal {}

    record StatementsTooMany(int most) implements TalkRefusal {}
}
