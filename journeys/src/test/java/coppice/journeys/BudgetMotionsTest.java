package coppice.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static coppice.journeys.JourneysTest.button;

import coppice.rules.voting.Stance;
import coppice.server.cobudgeting.Bucket.Item;
import coppice.server.cobudgeting.BucketDraft;
import coppice.server.cobudgeting.Buckets;
import coppice.server.cobudgeting.Fundings;
import coppice.server.cobudgeting.OpenRound;
import coppice.server.cobudgeting.Round;
import coppice.server.cobudgeting.Rounds;
import coppice.server.commons.Steward;
import coppice.server.expenses.Expenses;
import coppice.server.files.Files.Brought;
import coppice.server.ledger.Ledger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// A motion of each kind about rounds, in the browser.
class BudgetMotionsTest extends Assemblies {
    private void fill(long minorUnits) {
        village.house()
                .getBean(Ledger.class)
                .book(
                        mandate(),
                        new Ledger.ByHand(
                                LocalDate.of(2026, 11, 1), "Gift", "contributions", "cobudgeting", "", minorUnits),
                        "pool");
    }

    private Round opened(String amount, String largest) {
        var fields = new HashMap<>(OpenRound.usual(LocalDate.now(ZoneOffset.UTC)));
        fields.put("title", "Winter");
        fields.put("amount", amount);
        fields.put("fundingFrom", LocalDate.now(ZoneOffset.UTC).toString());
        fields.put("largest", largest);
        return village.house().getBean(Rounds.class).open(mandate(), OpenRound.read(commons, fields), "round" + amount);
    }

    private String round(Round round) {
        return at("/cobudgeting/rounds/" + round.id());
    }

    @Test
    void openARound() {
        in("motions-round", () -> {
            fill(1000);
            var put = new String[3];
            for (int i = 0; i < 3; i++) {
                ana.navigate(at("/cobudgeting/rounds/new"));
                ana.getByLabel("Title").fill("Round " + i);
                ana.getByLabel("Begins with (EUR)").fill("8.00");
                ana.getByLabel("Quadratic match").check();
                put[i] = put();
            }
            Village.keep(ana, "journey-round-motion");
            outcomes(put[0], put[1], put[2]);
        });
    }

    @Test
    void addMoneyToARound() {
        in("motions-round-money", () -> {
            fill(1000);
            var round = opened("1.00", "");
            var put = new String[3];
            for (int i = 0; i < 3; i++) {
                ana.navigate(round(round));
                ana.getByText("Add money to the round").click();
                ana.getByLabel("Amount (EUR)").fill("8.00");
                ana.locator("#why-money").fill("Because");
                button(ana.locator("form[action$='/money']"), "Put it to the members")
                        .click();
                assertThat(ana.locator(".motion")).isVisible();
                put[i] = ana.url();
            }
            outcomes(put[0], put[1], put[2]);
        });
    }

    @Test
    void endARound() {
        in("motions-round-end", () -> {
            fill(1000);
            var round = opened("1.00", "");
            var put = new String[3];
            for (int i = 0; i < 3; i++) {
                ana.navigate(round(round));
                ana.getByText("End the round before its time").click();
                ana.getByLabel("How?").selectOption(i == 0 ? "close" : "cancel");
                ana.locator("#why-end").fill("Because");
                button(ana.locator("form[action$='/end']"), "Put it to the members")
                        .click();
                assertThat(ana.locator(".motion")).isVisible();
                put[i] = ana.url();
            }
            outcomes(put[0], put[1], put[2]);
        });
    }

    @Test
    void payALargeExpense() {
        in("motions-expense", () -> {
            fill(1000);
            var round = opened("9.00", "2.00");
            var house = village.house();
            var ben = member("Ben");
            house.getBean(Rounds.class)
                    .give(
                            (Steward) member("Ana"),
                            round.id(),
                            new Rounds.Giving(Rounds.How.EQUALLY, 900, null, "", false),
                            "parts");
            var buckets = house.getBean(Buckets.class);
            var bucket = buckets.suggest(
                    ben,
                    round.id(),
                    new BucketDraft(
                            "Lamps",
                            "",
                            "",
                            List.of(new Item(Item.Kind.COST, "Lamps", 600, 600)),
                            List.of(),
                            Map.of(),
                            true),
                    false,
                    "bucket");
            buckets.publish(ben, bucket);
            for (var name : List.of("Ana", "Ben"))
                house.getBean(Fundings.class).fund(member(name), bucket, 300, "fund " + name);
            var put = new String[3];
            for (int i = 0; i < 3; i++) {
                UUID expense = house.getBean(Expenses.class)
                        .claim(
                                ben,
                                bucket,
                                new Expenses.Claim(
                                        "Lamp " + i,
                                        400,
                                        "",
                                        List.of(new Brought("bill.txt", "Bill".getBytes(StandardCharsets.UTF_8)))),
                                "expense" + i);
                ana.navigate(at("/cobudgeting/buckets/" + bucket));
                var line = ana.locator("li:has-text('Lamp " + i + "')");
                line.getByText("It is large: decide about it").click();
                ana.locator("#why-" + expense).fill("Because");
                button(line, "Put it to the members").click();
                assertThat(ana.locator(".motion")).isVisible();
                put[i] = ana.url();
            }
            ends(put[0], Stance.NO_OBJECTION, "Enacted");
            ends(put[1], Stance.NO_OBJECTION, "Passed, but blocked");
            ends(put[2], Stance.OBJECTION, "Did not pass");
            ana.navigate(at("/cobudgeting/buckets/" + bucket));
            assertThat(ana.locator("li:has-text('Lamp 0')")).containsText("Paid");
        });
    }
}
