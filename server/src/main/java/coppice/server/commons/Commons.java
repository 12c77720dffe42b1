package coppice.server.commons;

import coppice.server.kernel.CommonsId;
import coppice.server.kernel.Money;
import coppice.server.kernel.Refused;
import java.time.Instant;
import java.util.Currency;
import java.util.Optional;

/// The organisation that everything else belongs to.
///
/// @param slug   its name in addresses
/// @param notice shown on every page; empty: none
/// @param ended  since when nothing in it changes any more, as it was when this was read
public record Commons(
        CommonsId id, String slug, String name, Currency currency, String notice, Optional<Instant> ended) {
    public Money money(long minorUnits) {
        return new Money(minorUnits, currency);
    }

    /// Refuses what would change it after its end.
    public void refuseEnded() {
        ended.ifPresent(at -> {
            throw new Refused(new CommonsRefusal.HasEnded(name, at));
        });
    }

    public String address() {
        return "/c/" + slug;
    }
}
