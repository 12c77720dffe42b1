package coppice.server.ledger;

/// What accounts of one kind are and how they count: a heading of the chart of accounts.
///
/// The room that books such accounts declares it as a bean. `category.CODE` is its word; a fund says with
/// `category-spent.CODE` how it may be spent; a flow may say with `category-came.CODE` and `category-went.CODE` what
/// else it is called.
///
/// @param byHand whether stewards book it by hand; else only the room that declares it does
/// @param order  where lists name it, from small to large
/// @param tone   which colour of the palette it is drawn in, 0 to 5
public record Category(String code, Nature nature, boolean byHand, int order, int tone) {
    public static final int NEUTRAL = 4;

    /// What moves between the commons and such an account is.
    public enum Nature {
        /// Held by the commons, or for its members.
        HELD,
        /// From the outside; what goes back there is given back.
        REVENUE,
        EXPENSE,
        /// Neither revenue nor expense: put in to be given back, or owed before and paid now.
        NEITHER
    }

    /// What the commons holds in a fund, or in accounts that a room keeps.
    public static Category held(String code, int order, int tone) {
        return new Category(code, Nature.HELD, false, order, tone);
    }

    /// A flow with the outside that a room books by its own rules and nobody by hand: whether a year was one
    /// of loss hangs on it.
    public static Category ofRoom(String code, Nature nature, int order) {
        return new Category(code, nature, false, order, NEUTRAL);
    }

    static Category flow(String code, Nature nature, int order, int tone) {
        return new Category(code, nature, true, order, tone);
    }

    /// A word that a commons brought with its files.
    static Category own(String code) {
        return new Category(code, Nature.EXPENSE, true, Integer.MAX_VALUE, NEUTRAL);
    }
}
