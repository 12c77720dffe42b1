package coppice.server.kernel;

import java.util.List;

/// The noes that every room can say.
public sealed interface KernelRefusal extends Refusal {
    /// Nothing is there, or nothing that this person may see.
    record NotFound() implements KernelRefusal, Refusal.NotFound {}

    /// The key has been used for something else; nothing was done.
    record IdempotencyKeyReused(String key) implements KernelRefusal, Refusal.Invalid {}

    /// A field holds something that is not what it asks for.
    ///
    /// @param allowed what it may hold, where that is a choice of a few
    record BadField(String field, Fault fault, String given, List<String> allowed)
            implements KernelRefusal, Refusal.Invalid {
        public BadField(String field, Fault fault, String given) {
            this(field, fault, given, List.of());
        }

        public enum Fault {
            MISSING,
            TOO_LONG,
            NOT_AN_AMOUNT,
            TOO_MANY_DIGITS,
            TOO_LARGE,
            NOT_POSITIVE,
            NOT_A_DATE,
            DATE_OUT_OF_RANGE,
            NOT_A_NUMBER,
            NOT_A_CURRENCY,
            NOT_A_CHOICE,
            NOT_AN_ID,
            NOT_TEXT
        }

        @Override
        public List<Object> facts() {
            return List.of(
                    given.length() > 40 ? given.substring(0, 40) + "…" : given,
                    String.join(", ", allowed),
                    allowed.size());
        }
    }
}
