package coppice.server.cobudgeting;

import coppice.server.commons.Commons;
import coppice.server.commons.Commonses;
import coppice.server.commons.Commonses.MemberLine;
import coppice.server.kernel.PartyId;
import coppice.server.mail.Letter;
import coppice.server.mail.Outbox;
import coppice.server.web.Message;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Component;

/// Tells people what happened to rounds and buckets, in the transaction in which it happens.
@Component("cobudgetingNews")
class News {
    private final Outbox outbox;
    private final Commonses commonses;

    News(Outbox outbox, Commonses commonses) {
        this.outbox = outbox;
        this.commonses = commonses;
    }

    private enum About {
        OPENED,
        SETTLED,
        LATE
    }

    private void tell(Commons commons, Collection<PartyId> parties, About about, String link, Object... facts) {
        outbox.tell(
                commons.id(),
                parties,
                new Letter(
                        Message.of("cobudgeting.mail", about, commons.name(), facts[0]),
                        Message.of("cobudgeting.mail-words", about, facts),
                        link));
    }

    void opened(Commons commons, Round round) {
        tell(
                commons,
                commonses.members(commons.id()).stream().map(MemberLine::party).toList(),
                About.OPENED,
                Rounds.address(commons, round.id()),
                round.title(),
                round.fundingFrom(),
                round.fundingUntil());
    }

    void settled(Commons commons, Round round, List<Bucket> buckets) {
        long funded =
                buckets.stream().filter(bucket -> bucket.state().isSpending()).count();
        tell(
                commons,
                commonses.members(commons.id()).stream().map(MemberLine::party).toList(),
                About.SETTLED,
                Rounds.address(commons, round.id()),
                round.title(),
                funded,
                buckets.size());
    }

    void late(Commons commons, Bucket bucket, List<PartyId> responsible) {
        tell(commons, responsible, About.LATE, Buckets.address(commons, bucket.id()), bucket.title());
    }
}
