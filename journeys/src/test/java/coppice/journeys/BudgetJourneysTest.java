package coppice.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static coppice.journeys.JourneysTest.button;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import coppice.journeys.Village.Look;
import coppice.server.ledger.Ledger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Rounds in the browser: from the form that opens one to the report on what came of it.
class BudgetJourneysTest {
    private final Village village = Village.open();

    static Stream<Look> looks() {
        return JourneysTest.looks();
    }

    /// A commons of Ana, Ben and Cy in which stewards may still act alone, with 90.00 in its pool.
    private String commons(String slug) {
        var assembly = new Assemblies() {};
        assembly.found(slug);
        village.house()
                .getBean(Ledger.class)
                .book(
                        assembly.mandate(),
                        new Ledger.ByHand(LocalDate.of(2026, 11, 1), "Gift", "contributions", "cobudgeting", "", 9000),
                        "pool");
        assembly.letStewardsAct();
        return village.address() + "/c/" + slug;
    }

    private static void open(Page page, String at, String rule, String title) {
        page.navigate(at + "/cobudgeting");
        page.getByText("Open a round").click();
        page.getByLabel("Title").fill(title);
        page.getByLabel("Begins with (EUR)").fill("90.00");
        page.locator("input[name=rule][value=" + rule + "]").check();
        page.locator("#fundingFrom").fill(LocalDate.now(ZoneOffset.UTC).toString());
    }

    private static void propose(Page page, String title, String amount) {
        page.getByText("Propose a bucket").click();
        page.getByLabel("Title").fill(title);
        page.getByLabel("For what 1").fill("All of it");
        page.getByLabel("At least (EUR) 1").fill(amount);
        button(page, "Keep the draft").click();
        button(page, "Publish it").click();
        assertThat(page.locator("h1")).hasText(title);
    }

    private static void fund(Page page, String bucket, String amount) {
        page.navigate(bucket);
        page.locator("#amount").fill(amount);
        button(page, "Put it in").click();
    }

    @ParameterizedTest
    @MethodSource("looks")
    void membersFundABucketAndSpendIt(Look look) {
        String at = commons("budget-" + look.name());
        try (var context = village.visit(look);
                var other = village.visit(look);
                var third = village.visit(look)) {
            var ana = village.signIn(context, "Ana");
            open(ana, at, "DIRECT", "Winter");
            ana.locator("#fundingUntil").fill("2020-01-01");
            button(ana, "Open it now").click();
            assertThat(ana.locator(".refusal")).containsText("The days do not follow one another");
            assertThat(ana.getByLabel("Title")).hasValue("Winter");
            ana.locator("#fundingUntil")
                    .fill(LocalDate.now(ZoneOffset.UTC).plusDays(20).toString());
            button(ana, "Open it now").click();
            String round = ana.url();

            ana.getByText("Give parts to members").click();
            ana.getByLabel("By a list of addresses and amounts").check();
            ana.locator("#csv").fill("ana@example.org,30.00\nnobody@example.org,1.00");
            button(ana, "Show who would get what").click();
            assertThat(ana.locator(".refusal").first()).containsText("Line 2");
            ana.getByLabel("The same to everyone who may fund").check();
            ana.getByLabel("Amount in all (EUR)").fill("90.00");
            button(ana, "Show who would get what").click();
            assertThat(ana.locator(".motion")).containsText("30.00");
            Village.keep(ana, "journey-parts-" + look.name());
            button(ana, "Hand it out").click();

            var ben = village.signIn(other, "Ben");
            ben.navigate(round);
            propose(ben, "Lamps", "50.00");
            String bucket = ben.url();
            fund(ben, bucket, "30.01");
            assertThat(ben.locator(".wrong")).containsText("You have 30.00 EUR");
            ben.navigate(bucket);
            ben.locator("#amount").fill("25.00");
            button(ben, "Put it in").dblclick();
            assertThat(ben.locator("tr:has-text('From you')")).containsText("25.00");
            ben.locator("#amount").fill("5.00");
            button(ben, "Take it back").click();
            var cy = village.signIn(third, "Cy");
            cy.navigate(bucket);
            cy.locator("#amount").fill("1.00");
            fund(ana, bucket, "30.00");
            button(cy, "Put it in").click();
            assertThat(cy.locator(".refusal")).containsText("it is funded");
            assertThat(ana.locator(".kicker")).containsText("Funded");

            ben.navigate(bucket);
            ben.getByText("Ask for money out of it").click();
            ben.getByLabel("What for?").fill("Lamps");
            ben.locator("#cost").fill("45.00");
            button(ben, "Hand it in").click();
            assertThat(ben.locator(".wrong")).containsText("Add a receipt");
            ben.getByLabel("What for?").fill("Lamps");
            ben.locator("#cost").fill("45.00");
            ben.locator("#file")
                    .setInputFiles(
                            new FilePayload("bill.txt", "text/plain", "Lamps 45.00".getBytes(StandardCharsets.UTF_8)));
            button(ben, "Hand it in").click();
            cy.navigate(bucket);
            button(cy, "Approve").click();
            assertThat(cy.locator("#expenses ~ ul").first()).containsText("Paid");
            Village.keep(cy, "journey-bucket-" + look.name());

            ben.navigate(bucket);
            ben.getByText("Complete it").first().click();
            ben.locator("#COMPLETE").fill("They *shine*.");
            button(ben, "Complete it").click();
            assertThat(ben.locator(".kicker")).containsText("Completed");
            assertThat(ben.locator(".words em")).hasText("shine");
            button(ben, "Talk about it").click();
            assertThat(ben.locator("h1")).hasText("Lamps");

            ana.navigate(round + "/outcome");
            assertThat(ana.locator("main")).containsText("Of that, 27.00 EUR is from you");
            Village.keep(ana, "journey-outcome-" + look.name());
            ana.navigate(at + "/distributions/payouts");
            assertThat(ana.locator(".lead")).containsText("45.00 EUR");
            button(ana, "Pay out").click();
            assertThat(ana.locator("h1")).hasText("Payout 1");
            Village.keep(ana, "journey-payout-" + look.name());
        }
    }

    /// Stretch, raised goal, partial acceptance, a late report, calling off.
    @ParameterizedTest
    @MethodSource("looks")
    void bucketsLive(Look look) {
        String at = commons("life-" + look.name());
        try (var context = village.visit(look);
                var other = village.visit(look)) {
            var ana = village.signIn(context, "Ana");
            open(ana, at, "DIRECT", "Winter");
            button(ana, "Open it now").click();
            String round = ana.url();
            ana.getByText("Give parts to members").click();
            ana.getByLabel("The same to everyone who may fund").check();
            ana.getByLabel("Amount in all (EUR)").fill("90.00");
            button(ana, "Show who would get what").click();
            button(ana, "Hand it out").click();

            var ben = village.signIn(other, "Ben");
            ben.navigate(round);
            ben.getByText("Propose a bucket").click();
            ben.getByLabel("Title").fill("Stove");
            ben.getByLabel("For what 1").fill("Iron");
            ben.getByLabel("At least (EUR) 1").fill("10.00");
            ben.getByLabel("At most 1").fill("15.00");
            button(ben, "Keep the draft").click();
            button(ben, "Publish it").click();
            String stove = ben.url();
            fund(ana, stove, "12.00");
            ben.navigate(stove);
            button(ben, "Take what is there").click();
            assertThat(ben.locator(".kicker")).containsText("Funded");
            ben.getByText("Change the bucket").click();
            ben.getByLabel("At least (EUR) 1").fill("9.00");
            button(ben, "Keep the draft").click();
            assertThat(ben.locator(".wrong").first()).containsText("not fall");
            ben.getByLabel("At least (EUR) 1").fill("20.00");
            ben.getByLabel("At most 1").fill("30.00");
            button(ben, "Keep the draft").click();
            assertThat(ben.locator(".kicker")).containsText("Being funded");

            ben.navigate(round);
            propose(ben, "Boat", "25.00");
            String boat = ben.url();
            fund(ben, boat, "5.00");
            ben.navigate(round);
            propose(ben, "Kite", "8.00");
            String kite = ben.url();
            fund(ben, kite, "8.00");
            Assemblies.happened(
                    village,
                    "update cobudgeting.round set funding_until = now() - interval '1 minute', ideas_until = now() -"
                            + " interval '1 minute', funding_from = now() - interval '1 hour' where id = ?",
                    round);
            ben.navigate(stove);
            assertThat(ben.locator(".kicker")).containsText("Partly funded");
            Village.keep(ben, "journey-bucket-partly-" + look.name());
            button(ben, "Take what is there").click();
            assertThat(ben.locator(".kicker")).containsText("Funded");
            ben.navigate(boat);
            button(ben, "Give it back").click();
            assertThat(ben.locator(".kicker")).containsText("Not funded");

            ben.navigate(stove);
            button(ben, "Begin").click();
            Assemblies.happened(
                    village, "update cobudgeting.bucket set report_due = current_date - 1 where id = ?", stove);
            ben.navigate(stove);
            assertThat(ben.locator(".kicker")).containsText("Report overdue");
            ben.getByText("Report how it goes").first().click();
            ben.locator("#REPORT").fill("It is warm.");
            button(ben, "Report how it goes").click();
            assertThat(ben.locator(".kicker")).containsText("In delivery");

            ana.navigate(kite);
            ana.getByText("Call it off").first().click();
            ana.locator("#CANCEL").fill("No wind");
            button(ana, "Call it off").click();
            assertThat(ana.locator(".kicker")).containsText("Called off");
            assertThat(ana.locator("main")).containsText("No wind");
            Village.keep(ana, "journey-bucket-history-" + look.name());
        }
    }

    @ParameterizedTest
    @MethodSource("looks")
    void membersVoteAndTheRuleFunds(Look look) {
        String at = commons("votes-" + look.name());
        try (var context = village.visit(look)) {
            var ana = village.signIn(context, "Ana");
            open(ana, at, "EQUAL_SHARES", "Spring");
            ana.locator("#ideasUntil").fill(LocalDate.now(ZoneOffset.UTC).toString());
            ana.locator("#fundingFrom")
                    .fill(LocalDate.now(ZoneOffset.UTC).plusDays(1).toString());
            button(ana, "Open it now").click();
            String round = ana.url();
            propose(ana, "Beans", "40.00");
            ana.navigate(round);
            propose(ana, "Boat", "80.00");
            Assemblies.happened(
                    village,
                    "update cobudgeting.round set ideas_until = now() - interval '2 minutes', funding_from = now() -"
                            + " interval '1 minute' where id = ?",
                    round);
            for (var name : new String[] {"Ana", "Ben", "Cy"})
                try (var own = village.visit(look)) {
                    var page = village.signIn(own, name);
                    page.navigate(round);
                    page.getByText("Vote", new Page.GetByTextOptions().setExact(true))
                            .click();
                    page.locator("label:has-text('" + (name.equals("Cy") ? "Boat" : "Beans") + "') input")
                            .check();
                    if (name.equals("Ana")) Village.keep(page, "journey-budget-ballot-" + look.name());
                    button(page, "Vote").click();
                    assertThat(page.locator("main")).containsText("voted");
                }
            ana.navigate(round);
            ana.getByText("End the round before its time").click();
            ana.locator("#why-end").fill("All have voted");
            button(ana, "Do it now").click();
            ana.getByText("What is funded, and why").click();
            assertThat(ana.locator("table").first()).containsText("Your part paid 20.00 EUR");
            assertThat(ana.locator("main")).containsText("Only 50.00 EUR was left when its turn came");
            Village.keep(ana, "journey-budget-why-" + look.name());
        }
    }
}
