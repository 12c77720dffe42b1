package coppice.server.distributions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coppice.server.House;
import coppice.server.Visitor;
import coppice.server.charter.Charter;
import coppice.server.charter.Charters;
import coppice.server.charter.DecisionRules;
import coppice.server.charter.Preset;
import coppice.server.charter.Presets;
import coppice.server.commons.Commons;
import coppice.server.commons.Commonses;
import coppice.server.commons.Steward;
import coppice.server.equity.EquityRefusal;
import coppice.server.kernel.Refused;
import coppice.server.ledger.Ledger;
import coppice.server.web.Messages;
import coppice.server.web.Viewer;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DestinationsTest {
    private final House house = House.open();
    private final Offer destinations = house.room(Offer.class);
    private final Distributions distributions = house.room(Distributions.class);
    private final Ledger ledger = house.room(Ledger.class);

    private Commons commons(Charter charter) {
        String slug = "split-" + UUID.randomUUID().toString().substring(0, 8);
        var commons =
                house.room(Charters.class).found(house.story().person("Ana"), slug, slug, "EUR", charter, "f-" + slug);
        ledger.book(ana(commons), new Ledger.ByHand(today(), "Sold", "sales", "general", "", 100_000), "b-" + slug);
        return commons;
    }

    private static LocalDate today() {
        return LocalDate.now(ZoneOffset.UTC);
    }

    private Steward ana(Commons commons) {
        var account = house.story().person("Ana");
        return house.room(Commonses.class)
                .standing(
                        commons.slug(),
                        new Viewer(Optional.of(account.id()), account.name(), Optional.empty(), Optional.empty()))
                .steward();
    }

    private static Charter split(String... parts) {
        return House.open()
                .room(Presets.class)
                .charter(Preset.TIME_BANK, "Made for a test")
                .with(DecisionRules.NONE)
                .with(
                        DistributionRules.class,
                        it -> it.withSplit(java.util.Arrays.stream(parts)
                                .map(part -> new DistributionRules.Part(
                                        part.split(" ")[0], new BigDecimal(part.split(" ")[1])))
                                .toList()));
    }

    @Test
    void roomsOfferThemInTheOrderInWhichTheyAreServedAndEachHasAWord() {
        assertThat(destinations.names())
                .containsExactly(
                        "reserve", "trust", "returns", "redemption", "cobudgeting", "contributors", "dividends");
        for (var name : destinations.names())
            assertThat(new Messages().english()).containsKey("destination." + name);
    }

    @Test
    void aCharterNamesNothingElse() {
        destinations.check(split("reserve 50", "contributors 50"));
        assertThatThrownBy(() -> destinations.check(split("solidarity 50")))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.refusal())
                                .isInstanceOf(DistributionRefusal.NoSuchDestination.class));
        for (var ofOwners : List.of("dividends 50", "redemption 50"))
            assertThatThrownBy(() -> destinations.check(split(ofOwners)))
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused -> assertThat(refused.refusal()).isInstanceOf(EquityRefusal.NoOwners.class));
    }

    /// The charter says 75 % to contributors, and nobody has contributed: the run records what was taken.
    @Test
    void whatADestinationDoesNotTakeStaysAndTheRunSaysSo() {
        var commons = commons(split("contributors 75", "reserve 20"));
        var run = distributions.adopt(ana(commons), 10_000, today().plusDays(1), 1, "run");
        assertThat(run.shares())
                .containsExactly(
                        new Run.Share("reserve", 2_000),
                        new Run.Share("contributors", 0),
                        new Run.Share("general", 8_000));
        assertThat(run.amount()).isEqualTo(7_500);
        assertThat(run.returned()).isEqualTo(7_500);
        assertThat(ledger.account(commons, Ledger.GENERAL).holdsMinorUnits()).isEqualTo(98_000);
        assertThat(distributions.recomputes(commons, run)).isTrue();
    }

    /// A charter from before may name what no room takes, and so may a run: both are read, no run is adopted.
    @Test
    void whatNoRoomOffersAnyMoreIsReadAndNeverServed() throws Exception {
        var commons = commons(split("contributors 75", "reserve 20"));
        distributions.adopt(ana(commons), 10_000, today().plusDays(1), 1, "run");
        try (var owner = house.database().ownerConnection();
                var statement = owner.createStatement()) {
            statement.execute("update distributions.share set destination = 'solidarity' where destination = 'reserve'"
                    + " and commons_id = '" + commons.id().value() + "'");
            statement.execute("update charter.version set document = replace(document::text, '\"reserve\"',"
                    + " '\"solidarity\"')::jsonb where commons_id = '"
                    + commons.id().value() + "'");
        }
        var page = Visitor.nobody().get(commons.address() + "/distributions/1");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("solidarity", "20.00");
        assertThatThrownBy(() -> distributions.dryRun(commons, 1_000, today()))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.refusal())
                                .isInstanceOf(DistributionRefusal.NoSuchDestination.class));
        var form = Visitor.signedIn(house.story().person("Ana"))
                .get(commons.address() + "/distributions/new?surplus=10.00&until=" + today());
        assertThat(form.statusCode()).isEqualTo(422);
        assertThat(form.body()).contains("No room takes a part of the surplus called “solidarity”");
        assertThat(ledger.account(commons, Ledger.GENERAL).holdsMinorUnits()).isEqualTo(98_000);
    }
}
