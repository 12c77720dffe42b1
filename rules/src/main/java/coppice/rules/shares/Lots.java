package coppice.rules.shares;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// Somebody's shares of one class in the order in which they came: what goes, goes from the oldest, first in first
/// out.
///
/// Worked example: of 10 that came on 1 March and 5 of 1 May, 12 go: 10 of March and 2 of May; 3 of May stay.
///
/// @param <T> what a lot is known by: the day on which it came, or the name of a security
public final class Lots<T> {
    private record Lot<T>(T of, long shares) {}

    /// Some shares of one lot that went.
    ///
    /// @param rest how many of the lot are left, which are no longer here: [#putBack] says what they are now
    public record Part<T>(T of, long shares, long rest) {}

    private final Deque<Lot<T>> lots = new ArrayDeque<>();

    /// Of somebody who has none yet.
    public Lots() {}

    public Lots<T> add(T of, long shares) {
        lots.addLast(checked(of, shares));
        return this;
    }

    /// What is left of the lot that was taken last.
    public void putBack(T of, long shares) {
        lots.addFirst(checked(of, shares));
    }

    private static <T> Lot<T> checked(T of, long shares) {
        if (shares <= 0) throw new IllegalArgumentException("a lot of " + shares);
        return new Lot<>(of, shares);
    }

    /// Takes the oldest lot, `most` shares of it; empty where no lot is left.
    public Optional<Part<T>> takeOldest(long most) {
        if (most <= 0) throw new IllegalArgumentException("take " + most);
        return Optional.ofNullable(lots.pollFirst()).map(lot -> {
            long goes = Math.min(most, lot.shares());
            return new Part<>(lot.of(), goes, lot.shares() - goes);
        });
    }

    /// Lets the oldest `shares` go, or all where there are fewer; what is left of a lot keeps its name.
    public void take(long shares) {
        for (long left = shares; left > 0; ) {
            var taken = takeOldest(left);
            if (taken.isEmpty()) return;
            var part = taken.get();
            if (part.rest() > 0) putBack(part.of(), part.rest());
            left -= part.shares();
        }
    }

    /// The newest lot among the oldest `shares`; empty for none.
    public Optional<T> newestOf(long shares) {
        long left = shares;
        Optional<T> newest = Optional.empty();
        for (var lot : lots) {
            if (left <= 0) break;
            newest = Optional.of(lot.of());
            left -= lot.shares();
        }
        return newest;
    }

    public long shares() {
        return lots.stream().mapToLong(Lot::shares).sum();
    }
}
