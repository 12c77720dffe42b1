package coppice.server.web;

import coppice.server.kernel.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What both faces share where the API speaks of money.
public final class Api {
    /// The header that makes a write idempotent.
    public static final String KEY = "Idempotency-Key";

    private Api() {}

    /// An amount as programs read it: a plain decimal and its currency.
    public record Amount(String value, String currency) {
        public static Amount of(Money money) {
            return new Amount(money.plain(), money.currency().getCurrencyCode());
        }
    }

    /// A part of a list.
    ///
    /// @param next give this as `before` for the part after; absent on the last
    public record Listing<T>(List<T> items, @Nullable String next) {}

    /// What a body says in a field; empty where it says nothing.
    public static String given(@Nullable String value) {
        return value == null ? "" : value;
    }
}
