package coppice.server.kernel;

import java.util.function.Function;
import java.util.function.Supplier;

/// What one of several requests done together came to: a value or a refusal of its own.
public sealed interface Answer<A> {
    record Done<A>(A value) implements Answer<A> {}

    record No<A>(Refused refused) implements Answer<A> {}

    static <A> Answer<A> of(Supplier<A> work) {
        try {
            return new Done<>(work.get());
        } catch (Refused refused) {
            return new No<>(refused);
        }
    }

    default A orRefuse() {
        return switch (this) {
            case Done<A>(var value) -> value;
            case No<A>(var refused) -> throw refused;
        };
    }

    default <B> Answer<B> map(Function<? super A, ? extends B> change) {
        return switch (this) {
            case Done<A>(var value) -> new Done<>(change.apply(value));
            case No<A>(var refused) -> new No<>(refused);
        };
    }
}
