package coppice.server.commons;

import coppice.server.kernel.CommonsId;
import coppice.server.kernel.Money;
import java.util.Currency;

/// The organisation that everything else belongs to.
///
/// @param slug   its name in addresses
/// @param notice shown on every page; empty: none
public record Commons(CommonsId id, String slug, String name, Currency currency, String notice) {
    public Money money(long minorUnits) {
        return new Money(minorUnits, currency);
    }

    public String address() {
        return "/c/" + slug;
    }
}
