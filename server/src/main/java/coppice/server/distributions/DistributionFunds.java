package coppice.server.distributions;

import coppice.server.commons.Matter;
import coppice.server.kernel.PartyId;
import coppice.server.ledger.Account.Kind;
import coppice.server.ledger.Account.Spec;
import coppice.server.ledger.Category;
import coppice.server.ledger.Category.Nature;
import coppice.server.ledger.Fund;
import java.util.Optional;

/// What this room keeps in the ledger.
final class DistributionFunds {
    /// What the law sets aside for mutual aid or education.
    static final Fund MUTUAL =
            Fund.of("mutual", Kind.RESERVE, 50, 2).spentBy(Matter.RESERVE).reserve();

    /// What was owed to people and is paid out, and is no cost any more.
    static final Category PAYOUTS = Category.ofRoom("payouts", Nature.NEITHER, 130);

    private DistributionFunds() {}

    /// Somebody's account at their bank.
    static Spec paidOut(PartyId party) {
        return Spec.external(PAYOUTS.code(), Optional.of(party));
    }
}
