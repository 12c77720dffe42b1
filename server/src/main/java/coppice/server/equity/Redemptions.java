package coppice.server.equity;

import coppice.rules.shares.Lots;
import coppice.rules.shares.ShareClass;
import coppice.rules.shares.Withdrawals;
import coppice.rules.shares.Withdrawals.Outcome;
import coppice.server.commons.Authorised;
import coppice.server.commons.Commons;
import coppice.server.commons.Commonses;
import coppice.server.commons.Matter;
import coppice.server.commons.Member;
import coppice.server.equity.ShareEvent.Kind;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.Ids;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.Refused;
import coppice.server.kernel.RequestKey;
import coppice.server.kernel.Today;
import coppice.server.kernel.Transactions;
import coppice.server.ledger.Account;
import coppice.server.ledger.Account.Spec;
import coppice.server.ledger.ChartOfAccounts;
import coppice.server.ledger.Flows;
import coppice.server.ledger.Ledger;
import coppice.server.ledger.Posting;
import coppice.server.ledger.Posting.Leg;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;

/// Funders' shares given back for money: from the redemption fund only, in the order of asking, at par, no
/// more in a year than half of the reserves at its start.
@Service
public class Redemptions {
    private final Register register;
    private final RedemptionTables tables;
    private final Commonses commonses;
    private final Ledger ledger;
    private final Flows flows;
    private final ChartOfAccounts chart;
    private final Transactions transactions;
    private final Ids ids;
    private final Today today;

    Redemptions(
            Register register,
            RedemptionTables tables,
            Commonses commonses,
            Ledger ledger,
            Flows flows,
            ChartOfAccounts chart,
            Transactions transactions,
            Ids ids,
            Today today) {
        this.register = register;
        this.tables = tables;
        this.commonses = commonses;
        this.ledger = ledger;
        this.flows = flows;
        this.chart = chart;
        this.transactions = transactions;
        this.ids = ids;
        this.today = today;
    }

    /// Money asked back.
    public record Request(
            UUID id,
            PartyId party,
            LocalDate issued,
            LocalDate requested,
            long shares,
            long minorUnits,
            long paidShares,
            long paid) {
        public boolean isOpen() {
            return paidShares < shares;
        }
    }

    /// Asks for the money in one's funders' shares, the oldest first.
    public UUID ask(Member member, long shares, String key) {
        var commons = member.commons();
        return transactions.run(() -> {
            var request = RequestKey.asked("withdraw", member.party(), key, shares);
            register.lock(commons.id());
            var earlier = tables.byKey(commons.id(), request);
            if (earlier.isPresent()) return earlier.get();
            long par = register.ownership(commons.id()).parMinorUnits();
            register.refuseMore(commons.id(), ShareClass.FUNDER, member.party(), shares);
            long waiting = open(commons.id()).stream()
                    .filter(one -> one.party().equals(member.party()))
                    .mapToLong(one -> one.shares() - one.paidShares())
                    .sum();
            try {
                register.refuseMore(commons.id(), ShareClass.FUNDER, member.party(), Math.addExact(waiting, shares));
            } catch (Refused tooMany) {
                throw new Refused(new EquityRefusal.AskedBefore(waiting));
            }
            if (shares <= 0) throw new Refused(new EquityRefusal.NotEnoughShares(0));
            var made = new Request(
                    ids.next(),
                    member.party(),
                    newest(register.events(commons.id(), member.party()), member.party(), waiting + shares),
                    today.date(),
                    shares,
                    Math.multiplyExact(shares, par),
                    0,
                    0);
            tables.add(commons.id(), made, request);
            return made.id();
        });
    }

    /// The day on which the newest of somebody's oldest `shares` came to them, first in first out.
    static LocalDate newest(List<ShareEvent> events, PartyId party, long shares) {
        var lots = new Lots<LocalDate>();
        for (var event : events) {
            if (event.of() != ShareClass.FUNDER) continue;
            boolean comes = event.kind() == Kind.ISSUE
                    || event.to().filter(party::equals).isPresent();
            if (comes) lots.add(event.on(), event.shares());
            else lots.take(event.shares());
        }
        return lots.newestOf(shares).orElse(LocalDate.MIN);
    }

    /// What the fund holds and what may still be paid out of it this year.
    public record Budget(long fund, long reservesAtStart, long paidThisYear, long left) {}

    public Budget budget(Commons commons) {
        var newYear = today.date().withDayOfYear(1);
        long fund = Optional.ofNullable(ledger.known(commons.id(), List.of(RedemptionFund.ACCOUNT.code()))
                        .get(RedemptionFund.ACCOUNT.code()))
                .map(Account::holdsMinorUnits)
                .orElse(0L);
        long reserves = flows.heldBefore(commons.id(), chart.reserves(), newYear);
        long paid = tables.paidSince(commons.id(), newYear);
        return new Budget(fund, reserves, paid, Withdrawals.budget(fund, reserves, paid));
    }

    /// What would be paid now, in the order of asking.
    public List<Outcome> plan(Commons commons) {
        int years = register.ownership(commons.id()).heldYears();
        return Withdrawals.of(
                open(commons.id()).stream()
                        .map(one -> new Withdrawals.Asked(
                                one.id().toString(), one.issued(), one.requested(), one.minorUnits() - one.paid()))
                        .toList(),
                budget(commons).left(),
                today.date(),
                years);
    }

    /// Pays what can be paid; shares are whole, so a part that does not buy one waits.
    public long pay(Authorised by, String key) {
        var commons = by.commons();
        return transactions.run(() -> {
            var request = RequestKey.asked("redeem", by.party(), key);
            register.lock(commons.id());
            if (ledger.booked(commons.id(), request.part("redeem")).isPresent()) return 0L;
            commonses.mayDecide(by, Matter.RESERVE);
            var legs = new ArrayList<Leg>();
            var change = register.change(commons.id(), by.party(), by.authority(), by.reference());
            var paid = new ArrayList<Request>();
            long sum = 0;
            var open = new HashMap<String, Request>();
            for (var one : tables.open(commons.id())) open.put(one.id().toString(), one);
            for (var outcome : plan(commons)) {
                var asked = java.util.Objects.requireNonNull(
                        open.get(outcome.asked().id()));
                long par = asked.minorUnits() / asked.shares();
                long shares = outcome.paid() / par;
                if (shares == 0) continue;
                legs.add(new Leg(RedemptionFund.ACCOUNT, Spec.member(asked.party()), shares * par));
                change.add(Kind.REDEEM, ShareClass.FUNDER, asked.party(), shares, today.date(), "withdrawal", "");
                paid.add(new Request(
                        asked.id(),
                        asked.party(),
                        asked.issued(),
                        asked.requested(),
                        asked.shares(),
                        asked.minorUnits(),
                        shares,
                        shares * par));
                sum += shares * par;
            }
            if (legs.isEmpty())
                throw new Refused(new EquityRefusal.NothingToWithdraw(
                        commons.money(budget(commons).left())));
            var entry = ledger.post(
                    commons,
                    Posting.by(by, today.date(), request.part("redeem")).of(legs));
            change.paidBy(Optional.of(entry.id()));
            change.store(request.part("redeem-shares"));
            for (var one : paid) tables.pay(commons.id(), one, today.date(), entry.id());
            return sum;
        });
    }

    public List<Request> open(CommonsId commons) {
        return tables.open(commons);
    }

    public List<Request> all(CommonsId commons) {
        return tables.all(commons);
    }
}
