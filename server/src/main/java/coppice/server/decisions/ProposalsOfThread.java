package coppice.server.decisions;

import coppice.server.commons.Commons;
import coppice.server.commons.Member;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.ThreadId;
import coppice.server.talk.GrewHere;
import coppice.server.talk.Thread;
import coppice.server.web.Message;
import coppice.server.web.Text;
import java.util.List;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Proposals that grew out of a thread.
@Component
@Order(10)
class ProposalsOfThread implements GrewHere {
    private final Proposals proposals;
    private final ProposalTables tables;

    ProposalsOfThread(Proposals proposals, ProposalTables tables) {
        this.proposals = proposals;
        this.tables = tables;
    }

    @Override
    public Message heading() {
        return Message.of("decisions.proposals");
    }

    @Override
    public List<Line> lines(Member viewer, ThreadId thread, Text text) {
        var commons = viewer.commons();
        return proposals.ofThread(commons, thread).stream()
                .map(proposal -> new Line(
                        proposal.title(),
                        Proposals.address(commons, proposal.id()),
                        List.of(
                                text.of("decisions.step", proposal.step()),
                                proposal.closed().isEmpty()
                                        ? text.say("polls.closes", proposal.closesAt())
                                        : text.say(
                                                "polls.closed-at",
                                                proposal.closed().get().at()))))
                .toList();
    }

    /// A proposal concerns all members, so it does not grow out of a thread that only a circle reads.
    @Override
    public Optional<Way> way(Commons commons, Thread thread) {
        return thread.circle().isPresent()
                ? Optional.empty()
                : Optional.of(new Way(
                        Message.of("decisions.propose-here"),
                        commons.address() + "/decisions/new?thread=" + thread.id()));
    }

    @Override
    public boolean any(CommonsId commons, ThreadId thread) {
        return tables.anyInThread(commons, thread);
    }

    @Override
    public void moved(CommonsId commons, ThreadId from, ThreadId into) {
        tables.moved(commons, from, into);
    }
}
