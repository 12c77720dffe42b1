package coppice.server.distributions;

import coppice.server.ledger.Account.Spec;

/// A fund that takes the whole of its part.
record IntoFund(String name, int order, Spec fund) implements Destination {
    @Override
    public Reach reach() {
        return Reach.COMMONS;
    }

    @Override
    public Plan plan(Asked asked) {
        return Destination.whole(asked, fund);
    }
}
