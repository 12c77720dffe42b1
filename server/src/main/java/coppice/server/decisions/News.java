package coppice.server.decisions;

import coppice.server.commons.Member;
import coppice.server.decisions.DecisionTables.NewProposal;
import coppice.server.kernel.PartyId;
import coppice.server.mail.Letter;
import coppice.server.mail.Outbox;
import coppice.server.web.Message;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/// Tells people what is put to them and what was done alone, in the transaction in which it happens.
@Component("decisionNews")
class News {
    private final Outbox outbox;

    News(Outbox outbox) {
        this.outbox = outbox;
    }

    private static List<PartyId> without(PartyId one, List<PartyId> all) {
        return all.stream().filter(party -> !party.equals(one)).toList();
    }

    void proposed(Member by, NewProposal proposal, List<PartyId> voters) {
        var commons = by.commons();
        String link = Proposals.address(commons, proposal.id());
        var answers = new ArrayList<Message>();
        for (var stance : proposal.rule().method().stances())
            answers.add(Message.of(
                    "decisions.mail.answer",
                    Message.of("decisions.stance", stance),
                    Letter.HERE + link + "?stance=" + stance.name()));
        outbox.tell(
                commons.id(),
                without(by.party(), voters),
                new Letter(
                        Message.of(
                                proposal.conduct().emergency() ? "decisions.mail.emergency" : "decisions.mail.proposed",
                                commons.name(),
                                proposal.title()),
                        Message.of(
                                "decisions.mail.proposed-words",
                                by.name(),
                                Letter.shortened(proposal.reason()),
                                proposal.closesAt(),
                                answers),
                        link));
    }

    /// To all, when somebody did alone what a decision lets them do.
    void actedAlone(Member by, String title, String link, List<PartyId> members) {
        var commons = by.commons();
        outbox.tell(
                commons.id(),
                without(by.party(), members),
                new Letter(
                        Message.of("decisions.mail.acted-alone", commons.name(), by.name()),
                        Message.of("decisions.mail.acted-alone-words", by.name(), title),
                        link));
    }
}
