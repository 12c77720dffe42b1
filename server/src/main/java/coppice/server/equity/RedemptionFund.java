package coppice.server.equity;

import coppice.server.charter.Charter;
import coppice.server.distributions.Destination;
import coppice.server.ledger.Account.Spec;
import coppice.server.ledger.Category;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// What withdrawals are paid from: a part of the surplus goes into it whole.
@Component
class RedemptionFund implements Destination {
    /// What waits for classes of owners, or is theirs to withdraw.
    static final Category CATEGORY = Category.held("equity", 60, Category.NEUTRAL);
    static final Spec ACCOUNT = Spec.kept(CATEGORY.code(), "redemption", Optional.empty());

    @Override
    public String name() {
        return "redemption";
    }

    @Override
    public int order() {
        return 40;
    }

    @Override
    public Reach reach() {
        return Reach.COMMONS;
    }

    @Override
    public void check(Charter charter) {
        DividendsOfRuns.refuseWithoutOwners(charter);
    }

    @Override
    public Plan plan(Asked asked) {
        return Destination.whole(asked, ACCOUNT);
    }
}
