package coppice.server.commons;

import coppice.server.kernel.Money;

/// What an act takes out of the commons' money, for the limits of those who act by authority.
public sealed interface Cost {
    /// It cannot be said beforehand, or it is no money: never done by an authority that has a limit.
    Cost UNPRICED = new Unpriced();

    record Of(Money amount) implements Cost {}

    record Unpriced() implements Cost {}
}
