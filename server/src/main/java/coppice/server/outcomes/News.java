package coppice.server.outcomes;

import coppice.server.commons.Commons;
import coppice.server.kernel.PartyId;
import coppice.server.mail.Letter;
import coppice.server.mail.Outbox;
import coppice.server.web.Messages;
import java.util.List;
import org.springframework.stereotype.Component;

/// Tells people what became due of what was decided.
@Component("outcomeNews")
class News {
    private final Outbox outbox;
    private final Messages messages;

    News(Outbox outbox, Messages messages) {
        this.outbox = outbox;
        this.messages = messages;
    }

    /// To whoever looks after a result whose day of review has come.
    void review(Commons commons, String title, String link, List<PartyId> responsible) {
        var text = messages.in(List.of());
        outbox.tell(
                commons.id(),
                responsible,
                new Letter(
                        text.say("outcomes.mail.review", commons.name(), title),
                        text.say("outcomes.mail.review-words"),
                        link));
    }
}
