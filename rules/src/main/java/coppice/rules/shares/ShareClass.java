package coppice.rules.shares;

/// The four interests that hold a share in a FairShares commons. One person may stand in several.
public enum ShareClass {
    /// Those who made it; shares only at the constitution.
    FOUNDER,
    /// Those who put money in (the investors of a FairShares company); the only shares that may change hands.
    FUNDER,
    /// Those who work for it (labour); the shares end with the contract.
    WORKER,
    /// Those who use it.
    USER;

    public boolean mayChangeHands() {
        return this == FUNDER;
    }
}
