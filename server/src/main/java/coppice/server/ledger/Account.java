package coppice.server.ledger;

import coppice.server.kernel.PartyId;
import java.util.Optional;

/// One account of a commons' ledger.
///
/// @param code             its name in files and addresses, unique in the commons
/// @param category         what kind of flow or fund it is: `general`, `reserve`, `trust`, `member`,
/// `contributions`, …
/// @param debitMinorUnits  everything that was ever taken from it
/// @param creditMinorUnits everything that was ever given to it
public record Account(
        LedgerAccountId id,
        String code,
        String category,
        Kind kind,
        Holder holder,
        Optional<PartyId> party,
        long debitMinorUnits,
        long creditMinorUnits) {

    /// The lock an account carries.
    public enum Kind {
        /// May be spent as the commons' rules say.
        FREE,
        /// Spent only with a decision.
        RESERVE,
        /// The commons' own: never leaves for private hands.
        LOCKED
    }

    public enum Holder {
        COMMONS,
        MEMBER,
        /// The world outside: supporters, suppliers, banks. Its accounts may be below zero.
        EXTERNAL,
        HOST
    }

    /// What it holds; negative for the sources of income outside.
    public long holdsMinorUnits() {
        return creditMinorUnits - debitMinorUnits;
    }

    public Spec spec() {
        return new Spec(code, category, kind, holder, party);
    }

    public boolean inside() {
        return holder != Holder.EXTERNAL;
    }

    /// An account as it is asked for before it is there.
    public record Spec(String code, String category, Kind kind, Holder holder, Optional<PartyId> party) {
        /// An account that must be there already.
        public static Spec known(String code) {
            return new Spec(code, "", Kind.FREE, Holder.EXTERNAL, Optional.empty());
        }

        boolean mayBeOpened() {
            return !category.isEmpty();
        }

        public static Spec member(PartyId party) {
            return new Spec("member." + party, "member", Kind.FREE, Holder.MEMBER, Optional.of(party));
        }

        public static Spec external(String category, Optional<PartyId> party) {
            String code = party.map(id -> category + "." + id).orElse(category);
            return new Spec(code, category, Kind.FREE, Holder.EXTERNAL, party);
        }

        /// An account that a room keeps by its own rules: it is spent only with a decision, and not by hand.
        public static Spec kept(String room, String name, Optional<PartyId> party) {
            return new Spec(room + "." + name, room, Kind.RESERVE, Holder.COMMONS, party);
        }

        /// What was handed over at the end, held for good by the commons or body that carries on.
        public static Spec handedOver(PartyId successor) {
            return new Spec("handed-over", "handed-over", Kind.LOCKED, Holder.HOST, Optional.of(successor));
        }

        /// An account of the commons that is alone in its category.
        public static Spec fund(String code, Kind kind) {
            return new Spec(code, code, kind, Holder.COMMONS, Optional.empty());
        }
    }
}
