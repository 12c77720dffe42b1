package coppice.server.cobudgeting;

import coppice.server.commons.Commons;
import coppice.server.commons.Commonses;
import coppice.server.commons.Commonses.MemberLine;
import coppice.server.commons.Member;
import coppice.server.commons.Role;
import coppice.server.kernel.Money;
import coppice.server.kernel.PartyId;
import coppice.server.mail.Letter;
import coppice.server.mail.Outbox;
import coppice.server.web.Message;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import org.springframework.stereotype.Component;

/// Tells people what happened to rounds, buckets and expenses, in the transaction in which it happens.
@Component("cobudgetingNews")
class News {
    private final Outbox outbox;
    private final MoneyTables money;
    private final Commonses commonses;

    News(Outbox outbox, MoneyTables money, Commonses commonses) {
        this.outbox = outbox;
        this.money = money;
        this.commonses = commonses;
    }

    private enum About {
        OPENED,
        SETTLED,
        LATE,
        CLAIMED,
        DECIDED
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

    /// To the stewards and to whoever's money it is; everybody else sees it among what waits for them.
    void claimed(Bucket bucket, Member by, Money amount) {
        var commons = by.commons();
        var approvers = new HashSet<>(money.stakes(commons.id(), bucket.id()).keySet());
        for (var member : commonses.members(commons.id()))
            if (member.role() == Role.STEWARD) approvers.add(member.party());
        approvers.remove(by.party());
        tell(
                commons,
                approvers,
                About.CLAIMED,
                Buckets.address(commons, bucket.id()),
                bucket.title(),
                by.name(),
                amount);
    }

    void decided(Commons commons, Bucket bucket, Expense expense, Money amount) {
        tell(
                commons,
                List.of(expense.claimedBy()),
                About.DECIDED,
                Buckets.address(commons, bucket.id()),
                bucket.title(),
                amount,
                expense.state());
    }
}
