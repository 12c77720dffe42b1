package coppice.server.lock;

import coppice.server.commons.Authorised.Authority;
import coppice.server.commons.Commons;
import coppice.server.commons.Mandate;
import coppice.server.kernel.EntryId;
import coppice.server.kernel.RequestKey;
import coppice.server.kernel.Today;
import coppice.server.ledger.Account;
import coppice.server.ledger.Account.Holder;
import coppice.server.ledger.Account.Kind;
import coppice.server.ledger.Account.Spec;
import coppice.server.ledger.Ledger;
import coppice.server.ledger.Posting;
import coppice.server.ledger.Posting.Leg;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// The money of an end: out of every account of the commons, first what is not locked, for debts and par, then
/// all to who carries on.
@Component
class HandingOver {
    private final Ledger ledger;
    private final Today today;

    HandingOver(Ledger ledger, Today today) {
        this.ledger = ledger;
        this.today = today;
    }

    /// The entry that leaves nothing behind; absent: there was nothing.
    Optional<EntryId> empty(Mandate by, Dissolutions.Plan plan) {
        var commons = by.commons();
        var successor = Spec.handedOver(ledger.counterparty(commons.id(), plan.successor()));
        var sources = new ArrayDeque<Source>();
        ledger.accounts(commons.id()).stream()
                .filter(account -> account.holder() == Holder.COMMONS && account.holdsMinorUnits() > 0)
                .sorted(Comparator.comparing((Account account) -> account.kind() == Kind.LOCKED)
                        .thenComparing(Account::code))
                .forEach(account -> sources.add(new Source(account.spec(), account.holdsMinorUnits())));
        var legs = new ArrayList<Leg>();
        plan.debts()
                .forEach((who, amount) -> draw(
                        sources,
                        legs,
                        Spec.external("debts", Optional.of(ledger.counterparty(commons.id(), who))),
                        amount));
        plan.par().forEach((party, amount) -> draw(sources, legs, Spec.member(party), amount));
        draw(sources, legs, successor, plan.rest());
        if (legs.isEmpty()) return Optional.empty();
        return Optional.of(ledger.post(
                        commons,
                        Posting.by(by, today.date(), RequestKey.of("dissolution", plan.successor(), plan.rest()))
                                .of(legs))
                .id());
    }

    private record Source(Spec spec, long holds) {}

    private static void draw(ArrayDeque<Source> sources, List<Leg> legs, Spec to, long amount) {
        long left = amount;
        while (left > 0) {
            var source = sources.removeFirst();
            long now = Math.min(left, source.holds());
            legs.add(new Leg(source.spec(), to, now));
            left -= now;
            if (now < source.holds()) sources.addFirst(new Source(source.spec(), source.holds() - now));
        }
    }

    /// Takes it over, locked, in the books of the one who carries on.
    void take(Mandate by, Commons successor, long amount) {
        if (amount == 0) return;
        var from = ledger.counterparty(successor.id(), by.commons().name());
        ledger.post(
                successor,
                Posting.under(
                                Authority.CHARTER,
                                by.reference(),
                                Optional.empty(),
                                today.date(),
                                RequestKey.of("taken-over:" + by.commons().id(), amount))
                        .described(by.commons().name())
                        .of(new Leg(Spec.external(Ledger.CAPITAL, Optional.of(from)), Ledger.TRUST, amount)));
    }
}
