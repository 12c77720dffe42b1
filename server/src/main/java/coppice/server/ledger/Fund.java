package coppice.server.ledger;

import coppice.server.commons.Matter;
import coppice.server.ledger.Account.Kind;
import coppice.server.ledger.Account.Spec;
import java.util.Optional;

/// Money of the commons with a purpose and a rule for who spends it. The room whose purpose it is declares it
/// as a bean.
///
/// @param category   what it counts as in the books
/// @param byHand     whether stewards book it by hand; else only the room that declares it does
/// @param spentBy    the matter under which it is spent by hand; empty: any steward spends it, or the lock
/// forbids it
/// @param isReserve  whether what the law says of reserves counts it
/// @param fromTheStart whether every commons has it from its founding; else it is opened when something first
/// reaches it
public record Fund(
        Spec account,
        Category category,
        boolean byHand,
        Optional<Matter> spentBy,
        boolean isReserve,
        boolean fromTheStart) {

    /// A fund that stewards book by hand.
    public static Fund of(String code, Kind kind, int order, int tone) {
        return new Fund(Spec.fund(code, kind), Category.held(code, order, tone), true, Optional.empty(), false, false);
    }

    /// One account among those that a room keeps by its own rules.
    public static Fund kept(Spec account, Category category) {
        return new Fund(account, category, false, Optional.empty(), false, false);
    }

    public Fund spentBy(Matter matter) {
        return new Fund(account, category, byHand, Optional.of(matter), isReserve, fromTheStart);
    }

    public Fund reserve() {
        return new Fund(account, category, byHand, spentBy, true, fromTheStart);
    }

    Fund atFounding() {
        return new Fund(account, category, byHand, spentBy, isReserve, true);
    }

    public String code() {
        return account.code();
    }
}
