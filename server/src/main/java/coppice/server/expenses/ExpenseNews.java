package coppice.server.expenses;

import coppice.server.commons.Commons;
import coppice.server.commons.Commonses;
import coppice.server.commons.Member;
import coppice.server.commons.Role;
import coppice.server.kernel.PartyId;
import coppice.server.mail.Letter;
import coppice.server.mail.Outbox;
import coppice.server.web.Message;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import org.springframework.stereotype.Component;

/// Tells people what happened to expenses, in the transaction in which it happens.
@Component
class ExpenseNews {
    private enum About {
        CLAIMED,
        DECIDED
    }

    private final Outbox outbox;
    private final Commonses commonses;

    ExpenseNews(Outbox outbox, Commonses commonses) {
        this.outbox = outbox;
        this.commonses = commonses;
    }

    private void tell(Commons commons, Collection<PartyId> parties, About about, Budget budget, Object... facts) {
        outbox.tell(
                commons.id(),
                parties,
                new Letter(
                        Message.of("expenses.mail", about, commons.name(), budget.title()),
                        Message.of("expenses.mail-words", about, facts),
                        budget.address()));
    }

    /// To the stewards and to whoever's money it is; everybody else sees it among what waits for them.
    void claimed(Budget budget, Collection<PartyId> givers, Member by, Expense expense) {
        var commons = by.commons();
        var approvers = new HashSet<>(givers);
        for (var member : commonses.members(commons.id()))
            if (member.role() == Role.STEWARD) approvers.add(member.party());
        approvers.remove(by.party());
        var amount = commons.money(expense.minorUnits());
        tell(commons, approvers, About.CLAIMED, budget, budget.title(), by.name(), amount);
    }

    void decided(Commons commons, Budget budget, Expense expense) {
        var amount = commons.money(expense.minorUnits());
        tell(commons, List.of(expense.claimedBy()), About.DECIDED, budget, budget.title(), amount, expense.state());
    }
}
