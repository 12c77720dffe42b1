package coppice.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import coppice.server.House;
import coppice.server.Visitor;
import coppice.server.charter.Charters;
import coppice.server.charter.DecisionRules;
import coppice.server.charter.Preset;
import coppice.server.charter.Presets;
import coppice.server.commons.Authorised.Authority;
import coppice.server.commons.Commons;
import coppice.server.commons.Commonses;
import coppice.server.kernel.RequestKey;
import coppice.server.ledger.Account.Spec;
import coppice.server.ledger.Posting.Leg;
import coppice.server.web.Messages;
import coppice.server.web.Viewer.Scope;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ChartOfAccountsTest {
    private final House house = House.open();
    private final Ledger ledger = house.room(Ledger.class);
    private final ChartOfAccounts chart = house.room(ChartOfAccounts.class);
    private final Commons commons;
    private final Visitor ana = Visitor.signedIn(house.story().person("Ana"));
    private final Visitor program = Visitor.program(house.story().person("Ana"), Scope.STEWARD);

    ChartOfAccountsTest() {
        String slug = "chart-" + UUID.randomUUID().toString().substring(0, 8);
        commons = house.room(Charters.class)
                .found(
                        house.story().person("Ana"),
                        slug,
                        slug,
                        "EUR",
                        house.room(Presets.class)
                                .charter(Preset.TIME_BANK, "Made for a test")
                                .with(DecisionRules.NONE),
                        "found-" + slug);
    }

    private int bookedByProgram(String from, String to) {
        return program.postJson(
                        "/api" + commons.address() + "/ledger/entries",
                        UUID.randomUUID().toString(),
                        """
                        {"bookedOn": "2026-11-01", "from": "%s", "to": "%s", "amount": "1.00"}""".formatted(from, to))
                .statusCode();
    }

    @Test
    void everyFundSaysHowItMayBeSpent() {
        var held = chart.categories().stream()
                .filter(category -> category.nature() == Category.Nature.HELD)
                .map(category -> "category-spent." + category.code());
        assertThat(new Messages().english().keySet()).containsAll(held.toList());
    }

    @Test
    void reservesAreWhatRoomsSayThatTheyAre() {
        assertThat(chart.reserves()).containsExactly("reserve", "mutual", "equity.redemption");
    }

    @Test
    void aNameThatNobodyKnowsIsRefusedWithTheChoices() {
        assertThat(bookedByProgram("sales", "general")).isEqualTo(201);
        assertThat(bookedByProgram("general", "reserv")).isEqualTo(422);
        assertThat(bookedByProgram("reserv", "general")).isEqualTo(422);
        var page = ana.post(
                commons.address() + "/ledger/new",
                Map.of("key", "k", "amount", "1.00", "from", "general", "to", "reserv", "day", "2026-11-01"));
        assertThat(page.statusCode()).isEqualTo(422);
        assertThat(page.body()).contains("id=\"to-wrong\"", "general, reserve, trust", "contributions, sales");
        assertThat(ledger.account(commons, Ledger.GENERAL).holdsMinorUnits()).isEqualTo(100);
    }

    @Test
    void whatARoomKeepsIsNotBookedByHand() {
        bookedByProgram("sales", "general");
        assertThat(bookedByProgram("general", "equity.redemption")).isEqualTo(409);
        for (var name : List.of("capital", "payouts", "debts", "member", "handed-over", "equity"))
            assertThat(bookedByProgram("general", name)).as(name).isEqualTo(422);
    }

    /// A file brings words of its own; from then on they can be booked by hand.
    @Test
    void aWordOfAFileIsKnownFromThenOn() {
        assertThat(bookedByProgram("plant-sale", "general")).isEqualTo(422);
        var steward = house.room(Commonses.class)
                .standing(
                        commons.slug(),
                        new coppice.server.web.Viewer(
                                Optional.of(house.story().person("Ana").id()),
                                "Ana",
                                Optional.empty(),
                                Optional.empty()))
                .steward();
        var statements = house.room(Statements.class);
        var file = statements.bring(
                steward,
                "own.csv",
                "date,amount,category\n2026-10-01,12.00,plant-sale\n".getBytes(StandardCharsets.UTF_8));
        statements.book(steward, file, _ -> {});
        assertThat(bookedByProgram("plant-sale", "general")).isEqualTo(201);
        assertThat(bookedByProgram("Plant sale", "general")).isEqualTo(201);
    }

    /// What a room left behind that is there no more is still read everywhere.
    @Test
    void accountsThatNoRoomDeclaresStayReadable() {
        ledger.post(
                commons,
                Posting.under(
                                Authority.STEWARDS_ACT,
                                "x",
                                Optional.empty(),
                                LocalDate.of(2026, 11, 1),
                                RequestKey.of("left:" + UUID.randomUUID(), "x"))
                        .described("From a room that was here")
                        .of(new Leg(
                                Spec.external("fares", Optional.empty()),
                                Spec.kept("orchard", "trees", Optional.empty()),
                                700)));
        for (var page : List.of("/openbooks", "/ledger", "/openbooks/journal", "/ledger?category=orchard")) {
            var read = Visitor.nobody().get(commons.address() + page);
            assertThat(read.statusCode()).as(page).isEqualTo(200);
            assertThat(read.body()).as(page).contains("orchard", "7.00");
        }
        assertThat(Visitor.nobody()
                        .get("/api" + commons.address() + "/openbooks")
                        .body())
                .contains("orchard");
    }
}
