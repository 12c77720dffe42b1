package coppice.server.ledger;

import coppice.server.ledger.Account.Holder;
import coppice.server.ledger.Account.Kind;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/// A way for value to go from accounts of one kind and holder to accounts of another, which the database
/// takes.
public record Move(Kind from, Holder fromHolder, Kind to, Holder toHolder) {
    /// Where an account may stand.
    public record Place(Kind kind, Holder holder) {}

    /// Every place that value can reach from one of that kind, over as many moves as one likes.
    public static Set<Place> reachable(Collection<Move> moves, Kind start) {
        var reached = new LinkedHashSet<Place>();
        for (var move : moves) if (move.from() == start) reached.add(new Place(start, move.fromHolder()));
        int before;
        do {
            before = reached.size();
            for (var move : moves)
                if (reached.contains(new Place(move.from(), move.fromHolder())))
                    reached.add(new Place(move.to(), move.toHolder()));
        } while (reached.size() > before);
        return reached;
    }
}
