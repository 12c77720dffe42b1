package coppice.server.lock;

import static org.assertj.core.api.Assertions.assertThat;

import coppice.server.Refusing;
import coppice.server.decisions.Proposal.Step;
import coppice.server.transvestment.Instrument.Kind;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What cannot be locked, handed over or ended.
class LockRefusalsTest extends Refusing {
    private Step carriedOnBy(String slug) {
        return amend(charterNow().with(new LockRules(new AssetLock("NONE", null, slug, null))))
                .step();
    }

    @Test
    void whoCarriesOnIsThere() {
        assertThat(carriedOnBy("nowhere-at-all")).isEqualTo(Step.BLOCKED);
        assertThat(carriedOnBy(make("somewhere", charter()).slug())).isEqualTo(Step.ENACTED);
    }

    @Test
    void whoCarriesOnKeepsBooksInTheSameCurrency() {
        var dollars = charters.found(
                house.story().person("Ana"), "Dollars", "dollars-" + key().substring(0, 8), "USD", charter(), key());
        carriedOnBy(dollars.slug());
        assertThat(refusal(() -> put("dissolve", Map.of("debts", "")))).isInstanceOf(LockRefusal.OtherCurrency.class);
    }

    @Test
    void whatSomebodyStillHasAClaimOnIsNotSold() {
        active(Kind.LOAN, 5_000, "2", "10", 1);
        var asset = house.room(LockBook.class).assets(commons.id()).getFirst().id();
        assertThat(refusal(() ->
                        put("sell-asset", Map.of("asset", asset.toString(), "buyer", "A builder", "price", "70.00"))))
                .isInstanceOf(LockRefusal.AssetNotLocked.class);
    }

    @Test
    void aDebtIsANameAndAnAmount() {
        assertThat(refusal(() -> put("dissolve", Map.of("debts", "Printer")))).isInstanceOf(LockRefusal.BadDebt.class);
    }

    @Test
    void onlyWhoHoldsTheGoldenShareConsents() {
        var other = make("unguarded", charter());
        assertThat(refusal(() -> put(
                        "give-consent",
                        Map.of(
                                "commons",
                                other.slug(),
                                "proposal",
                                UUID.randomUUID().toString()))))
                .isInstanceOf(LockRefusal.NotThePartner.class);
    }
}
