package coppice.server.ledger;

import coppice.server.commons.Authorised;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.Fields;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.Refused;
import coppice.server.kernel.RequestKey;
import coppice.server.ledger.Account.Holder;
import coppice.server.ledger.Account.Spec;
import coppice.server.ledger.Ledger.ByHand;
import coppice.server.ledger.Posting.Leg;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// What somebody books by hand, and what the names mean that they write.
@Component
class HandBooking {
    private final ChartOfAccounts chart;
    private final AccountTables tables;

    HandBooking(ChartOfAccounts chart, AccountTables tables) {
        this.chart = chart;
        this.tables = tables;
    }

    Posting posting(Authorised by, ByHand entry, Optional<PartyId> party, RequestKey request) {
        return Posting.by(by, entry.bookedOn(), request)
                .described(Fields.optional("description", entry.description(), 500))
                .of(new Leg(
                        named(by.commons().id(), "from", entry.from(), party),
                        named(by.commons().id(), "to", entry.to(), party),
                        entry.minorUnits()));
    }

    /// The account that a name means that somebody wrote by hand: a fund, an account by its code, or a flow
    /// with the outside. Refuses what a room keeps by its own rules, and a word that neither a room nor a file
    /// of this commons has brought.
    Spec named(CommonsId commons, String field, String name, Optional<PartyId> party) {
        var fund = chart.fund(name);
        if (fund.isPresent()) {
            if (!fund.get().byHand()) throw new Refused(new LedgerRefusal.KeptByRoom(name));
            return fund.get().account();
        }
        if (name.indexOf('.') > 0) {
            for (var account : tables.byCodes(commons, List.of(name)).values())
                if (account.holder() == Holder.COMMONS
                        || (account.holder() == Holder.EXTERNAL
                                && !chart.category(account.category()).byHand()))
                    throw new Refused(new LedgerRefusal.KeptByRoom(account.category()));
            return Spec.known(name);
        }
        String word = chart.flow(field, name);
        if (!chart.declares(word) && !tables.usesCategory(commons, word))
            throw new Refused(new LedgerRefusal.NoSuchCategory(
                    field, name, String.join(", ", chart.fundsByHand()), String.join(", ", chart.flowsByHand())));
        return Spec.external(word, party);
    }
}
