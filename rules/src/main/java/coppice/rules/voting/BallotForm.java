package coppice.rules.voting;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;

/// What a valid ballot of a poll is: marks by option number, counted from 0.
///
/// @param options how many there are
/// @param least   the fewest options to choose, or the smallest score
/// @param most    the most options to choose, the largest score, the dots or the credits there are
public record BallotForm(Kind kind, int options, int least, int most) {
    public BallotForm {
        if (options < 0 || least > most) throw new IllegalArgumentException(options + " " + least + " " + most);
    }

    public enum Kind {
        /// From `least` to `most` options, each marked 1.
        CHOOSE,
        /// A number from `least` to `most` for any option.
        SCORE,
        /// At most `most` dots in all, any number of them on an option.
        DOTS,
        /// Votes for or against options; n votes on one cost n² of `most` credits.
        QUADRATIC,
        /// 1 for the best, 2 for the next; options may be left out.
        RANKED,
        /// The same, and options may share a rank.
        RANKED_WITH_EQUALS,
        /// 2: yes, 1: if need be, 0: no.
        TIME
    }

    public enum Fault {
        UNKNOWN_OPTION,
        TOO_FEW,
        TOO_MANY,
        OUT_OF_RANGE,
        OVER_BUDGET,
        /// Two options at one rank.
        EQUAL_RANKS
    }

    /// What is wrong with a ballot.
    ///
    /// @param option  whose mark it is, from 0; -1: the ballot as a whole
    /// @param given   the mark, the number of options or what was spent
    /// @param allowed the bound it goes against
    public record Wrong(Fault fault, int option, long given, long allowed) {}

    /// What is wrong with `marks`, if anything is.
    ///
    /// Worked example: with 9 credits, 2 votes for one option and 2 against another cost 4 + 4 = 8 and are fine; 3
    /// and 1 cost 10.
    public Optional<Wrong> check(Map<Integer, Integer> marks) {
        for (int option : marks.keySet())
            if (option < 0 || option >= options)
                return Optional.of(new Wrong(Fault.UNKNOWN_OPTION, option, option + 1L, options));
        return switch (kind) {
            case CHOOSE -> {
                var outside = range(marks, 1, 1);
                yield outside.isPresent() ? outside : number(marks.size());
            }
            case SCORE -> range(marks, least, most);
            case TIME -> range(marks, 0, 2);
            case DOTS -> {
                var outside = range(marks, 0, most);
                long spent =
                        marks.values().stream().mapToLong(Integer::longValue).sum();
                yield outside.isPresent() ? outside : budget(spent);
            }
            case QUADRATIC ->
                budget(marks.values().stream()
                        .mapToLong(votes -> (long) votes * votes)
                        .sum());
            case RANKED, RANKED_WITH_EQUALS -> ranks(marks);
        };
    }

    private Optional<Wrong> range(Map<Integer, Integer> marks, int from, int to) {
        return marks.entrySet().stream()
                .filter(mark -> mark.getValue() < from || mark.getValue() > to)
                .map(mark -> new Wrong(
                        Fault.OUT_OF_RANGE, mark.getKey(), mark.getValue(), mark.getValue() < from ? from : to))
                .findFirst();
    }

    private Optional<Wrong> number(int chosen) {
        if (chosen < least) return Optional.of(new Wrong(Fault.TOO_FEW, -1, chosen, least));
        return chosen > most ? Optional.of(new Wrong(Fault.TOO_MANY, -1, chosen, most)) : Optional.empty();
    }

    private Optional<Wrong> budget(long spent) {
        return spent > most ? Optional.of(new Wrong(Fault.OVER_BUDGET, -1, spent, most)) : Optional.empty();
    }

    private Optional<Wrong> ranks(Map<Integer, Integer> marks) {
        var outside = range(marks, 1, options);
        if (outside.isPresent() || kind == Kind.RANKED_WITH_EQUALS) return outside;
        var seen = new HashSet<Integer>();
        return marks.entrySet().stream()
                .filter(mark -> !seen.add(mark.getValue()))
                .map(mark -> new Wrong(Fault.EQUAL_RANKS, mark.getKey(), mark.getValue(), 1))
                .findFirst();
    }
}
