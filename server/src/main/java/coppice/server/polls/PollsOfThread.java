package coppice.server.polls;

import coppice.server.commons.Commons;
import coppice.server.commons.Member;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.ThreadId;
import coppice.server.talk.GrewHere;
import coppice.server.talk.Thread;
import coppice.server.web.Message;
import coppice.server.web.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Polls that grew out of a thread.
@Component
@Order(20)
class PollsOfThread implements GrewHere {
    private final Polls polls;
    private final PollTables tables;

    PollsOfThread(Polls polls, PollTables tables) {
        this.polls = polls;
        this.tables = tables;
    }

    @Override
    public Message heading() {
        return Message.of("polls.polls");
    }

    @Override
    public List<Line> lines(Member viewer, ThreadId thread, Text text) {
        var commons = viewer.commons();
        return polls.polls(viewer.party(), commons, Optional.of(thread), Integer.MAX_VALUE).stream()
                .map(poll -> new Line(poll.title(), Polls.address(commons, poll.id()), says(poll, text)))
                .toList();
    }

    private static List<String> says(Poll poll, Text text) {
        var says = new ArrayList<String>();
        says.add(text.of("polls.kind", poll.kind()));
        says.add(
                poll.closed().isEmpty()
                        ? text.say("polls.closes", poll.closesAt())
                        : text.say("polls.closed-at", poll.closed().get().at()));
        poll.closed()
                .map(Poll.Outcome::winners)
                .filter(winners -> !winners.isEmpty())
                .ifPresent(winners -> says.add(String.join(", ", winners)));
        return says;
    }

    @Override
    public Optional<Way> way(Commons commons, Thread thread) {
        return Optional.of(
                new Way(Message.of("polls.ask-here"), commons.address() + "/polls/new?thread=" + thread.id()));
    }

    @Override
    public boolean any(CommonsId commons, ThreadId thread) {
        return tables.any(commons, thread);
    }

    @Override
    public void moved(CommonsId commons, ThreadId from, ThreadId into) {
        tables.moved(commons, from, into);
    }
}
