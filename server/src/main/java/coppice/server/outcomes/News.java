package coppice.server.outcomes;

import coppice.server.commons.Commons;
import coppice.server.kernel.PartyId;
import coppice.server.mail.Letter;
import coppice.server.mail.Outbox;
import coppice.server.web.Message;
import java.util.List;
import org.springframework.stereotype.Component;

/// Tells people what became due of what was decided.
@Component("outcomeNews")
class News {
    private final Outbox outbox;

    News(Outbox outbox) {
        this.outbox = outbox;
    }

    /// To whoever looks after a result whose day of review has come.
    void review(Commons commons, String title, String link, List<PartyId> responsible) {
        outbox.tell(
                commons.id(),
                responsible,
                new Letter(
                        Message.of("outcomes.mail.review", commons.name(), title),
                        Message.of("outcomes.mail.review-words"),
                        link));
    }
}
