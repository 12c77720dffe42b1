package coppice.server.ledger;

import coppice.server.commons.Commons;
import coppice.server.commons.Mandate;
import coppice.server.kernel.PartyId;
import java.util.List;

/// What a room owes people, or holds for them, when the commons ends; every room that does so offers it in a bean.
///
/// First everything is closed. What is left in accounts of the commons pays debts, then what is [Stake.Owed] by
/// rank; all the rest goes to who carries on. [coppice.server.commons.CommonsEnded] says that it has been paid.
public interface Claims {
    /// Who owns comes after everybody who lent.
    int RANK_OF_OWNERS = 1000;

    /// What people would have to claim if the commons ended now; changes nothing.
    List<Stake> stakes(Commons commons);

    /// The commons ends: nothing of this room goes on. What is held for people goes to them, and what is the
    /// commons' own becomes free of what bound it.
    void close(Mandate by);

    /// What somebody would get, or has to say why not.
    sealed interface Stake {
        PartyId party();

        long minorUnits();

        /// To be paid out of what the commons has, and cut where there is not enough.
        ///
        /// @param id   says what it is, and decides between equals
        /// @param rank 1 first, below [Claims#RANK_OF_OWNERS] for what was lent
        record Owed(String id, PartyId party, long minorUnits, int rank) implements Stake {}

        /// Theirs already and only kept for them, in the account with this code.
        record Held(PartyId party, long minorUnits, String account) implements Stake {}

        /// Asked for, and not decided yet: it is not paid unless it is decided before.
        record Undecided(PartyId party, long minorUnits, String words) implements Stake {}
    }
}
