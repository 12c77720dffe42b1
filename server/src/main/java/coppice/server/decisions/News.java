package coppice.server.decisions;

import coppice.server.commons.Member;
import coppice.server.decisions.DecisionTables.NewProposal;
import coppice.server.decisions.Proposal.Reason;
import coppice.server.kernel.PartyId;
import coppice.server.mail.Letter;
import coppice.server.mail.Outbox;
import coppice.server.web.Messages;
import coppice.server.web.Text;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/// Tells people what is put to them and what was done alone, in the transaction in which it happens.
@Component("decisionNews")
class News {
    private final Outbox outbox;
    private final Messages messages;

    News(Outbox outbox, Messages messages) {
        this.outbox = outbox;
        this.messages = messages;
    }

    private Text text() {
        return messages.in(List.of());
    }

    private static List<PartyId> without(PartyId one, List<PartyId> all) {
        return all.stream().filter(party -> !party.equals(one)).toList();
    }

    void proposed(Member by, NewProposal proposal, List<PartyId> voters) {
        var commons = by.commons();
        String link = Proposals.address(commons, proposal.id());
        var answers = new ArrayList<String>();
        for (var stance : proposal.rule().method().stances())
            answers.add(text().of("decisions.stance", stance) + ": " + Letter.HERE + link + "?stance=" + stance.name());
        outbox.tell(
                commons.id(),
                without(by.party(), voters),
                new Letter(
                        text().say(
                                        proposal.conduct().emergency()
                                                ? "decisions.mail.emergency"
                                                : "decisions.mail.proposed",
                                        commons.name(),
                                        proposal.title()),
                        text().say(
                                                "decisions.mail.proposed-words",
                                                by.name(),
                                                Letter.shortened(proposal.reason()),
                                                proposal.closesAt())
                                + "\n\n" + String.join("\n", answers),
                        link));
    }

    String outcome(Reason reason) {
        return text().of("decisions.because", reason);
    }

    /// To all, when somebody did alone what a decision lets them do.
    void actedAlone(Member by, String title, String link, List<PartyId> members) {
        var commons = by.commons();
        outbox.tell(
                commons.id(),
                without(by.party(), members),
                new Letter(
                        text().say("decisions.mail.acted-alone", commons.name(), by.name()),
                        text().say("decisions.mail.acted-alone-words", by.name(), title),
                        link));
    }
}
