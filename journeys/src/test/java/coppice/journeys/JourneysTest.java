package coppice.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import coppice.journeys.Village.Look;
import coppice.server.identity.Identity;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What a person can do, done by a person's means: with script and without, on a desk and on a phone.
class JourneysTest {
    private final Village village = Village.open();

    static Stream<Look> looks() {
        return Stream.of(new Look(1280, true, ColorScheme.LIGHT), new Look(320, false, ColorScheme.DARK));
    }

    static Locator button(Locator within, String name) {
        return within.getByRole(
                com.microsoft.playwright.options.AriaRole.BUTTON,
                new Locator.GetByRoleOptions().setName(name).setExact(true));
    }

    static Locator button(Page page, String name) {
        return page.getByRole(
                com.microsoft.playwright.options.AriaRole.BUTTON,
                new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    @Test
    void theFirstDay() {
        var house = Village.start("first-day");
        String address = Village.address(house);
        String link = address + "/enter/"
                + house.getBean(Identity.class).firstLink(Duration.ofHours(1)).value();
        try (var context = village.visit(new Look(320, false, ColorScheme.LIGHT))) {
            var page = context.newPage();
            page.navigate(link);
            page.getByLabel("Your name").fill("Robin");
            page.getByLabel("E-mail address").fill("robin@example.org");
            page.getByLabel("Password").fill("short");
            button(page, "Make the account").click();
            assertThat(page.locator("#password-wrong")).containsText("at least 10 characters");
            assertThat(page.getByLabel("Your name")).hasValue("Robin");
            page.getByLabel("Password").fill("a sentence is easier");
            button(page, "Make the account").click();

            assertThat(page.locator("h1")).hasText("Found a commons");
            page.getByLabel("What is it called?").fill("Orchard Lane");
            page.getByLabel("What is it for?").fill("An orchard for the whole street.");
            page.getByLabel("In which currency").fill("EURO");
            button(page, "Found it").click();
            assertThat(page.locator("#currency-wrong")).isVisible();
            page.getByLabel("In which currency").fill("EUR");
            Village.keep(page, "journey-found");
            button(page, "Found it").click();
            assertThat(page.locator("h1")).hasText("Orchard Lane");

            page.navigate(link);
            assertThat(page.locator("h1")).hasText("This link has been used or has expired");

            page.navigate(address + "/c/orchard-lane/commons");
            button(page, "Make a link").click();
            String invitation = page.locator(".motion a").getAttribute("href");
            try (var other = village.visit(new Look(1280, true, ColorScheme.DARK))) {
                var guest = other.newPage();
                guest.navigate(address + invitation);
                guest.getByLabel("Your name").fill("Kim");
                guest.getByLabel("E-mail address").fill("kim@example.org");
                guest.getByLabel("Password").fill("another long sentence");
                button(guest, "Join").click();
                guest.getByLabel("E-mail address").fill("kim@example.org");
                guest.getByLabel("Password").fill("a wrong sentence");
                button(guest, "Sign in").click();
                assertThat(guest.locator("#email-wrong")).containsText("do not belong together");
                guest.getByLabel("Password").fill("another long sentence");
                button(guest, "Sign in").click();
                assertThat(guest.locator("h1")).hasText("Orchard Lane");
                guest.navigate(address + "/account");
                assertThat(guest.getByText("Here, now")).isVisible();
                button(guest, "Sign out").click();
                guest.navigate(address + "/account");
                assertThat(guest.locator("h1")).hasText("Sign in");
            }
            page.navigate(address + "/c/orchard-lane/commons");
            assertThat(page.getByText("Kim")).isVisible();
        } finally {
            house.close();
        }
    }

    @ParameterizedTest
    @MethodSource("looks")
    void aContributionIsLoggedRecognisedAndCorrected(Look look) {
        String note = "Pruning " + look.name();
        try (var mine = village.visit(look);
                var hers = village.visit(look)) {
            var ben = village.signIn(mine, "Ben");
            ben.navigate(village.address() + "/c/hazel-yard/contributions");
            ben.getByLabel("How much").fill("two");
            ben.getByLabel("Note").fill(note);
            button(ben, "Log it").click();
            assertThat(ben.locator("#quantity-wrong")).containsText("is not a number");
            assertThat(ben.getByLabel("Note")).hasValue(note);
            ben.getByLabel("How much").fill("2.5");
            button(ben, "Log it").click();
            assertThat(ben.locator("h1")).containsText("2.5 hour");
            assertThat(ben.locator("main")).containsText("Nobody has recognised it yet");
            String one = ben.url();

            ben.locator("form").last().getByLabel("How much").fill("2");
            button(ben, "Replace it").click();
            assertThat(ben.locator("h1")).containsText("2 hour");
            String corrected = ben.url();
            assertThat(corrected).isNotEqualTo(one);

            var ana = village.signIn(hers, "Ana");
            ana.navigate(village.address() + "/c/hazel-yard/contributions?waiting=true");
            ana.locator("tr", new Page.LocatorOptions().setHasText(note))
                    .locator("button")
                    .click();
            ana.navigate(corrected);
            assertThat(ana.locator("main")).containsText("It counts in the next run");
            ana.navigate(one);
            assertThat(ana.locator("main")).containsText("Another contribution stands in its place");
            Village.keep(ana, "journey-contribution-" + look.name());
        }
    }

    @ParameterizedTest
    @MethodSource("looks")
    void moneyIsBroughtLookedAtBookedAndTakenBack(Look look) {
        try (var context = village.visit(look)) {
            var ana = village.signIn(context, "Ana");
            String csv = "id,date,amount,description,party,category,balance\n"
                    + "a-%1$s,2026-10-20,10.00,Tea,Neighbours,sales,10.00\n".formatted(look.name())
                    + "b-%1$s,2026-10-21,-4.00,Cups,Potter,expenses,6.01\n".formatted(look.name());
            bring(ana, csv.replace("-4.00", "-4,00"));
            assertThat(ana.locator(".refusal")).containsText("Nothing of it was taken");
            bring(ana, csv);
            assertThat(ana.locator(".lead")).containsText("2 rows from 20 October 2026 to 21 October 2026");
            assertThat(ana.locator("main")).containsText("Its balance is 0.01 EUR too high");
            Village.keep(ana, "journey-dry-run-" + look.name());
            button(ana, "Book 2 rows").click();
            assertThat(ana.locator("main")).containsText("2 rows were booked, none was known already");
            bring(ana, csv);
            assertThat(ana.locator("main")).containsText("No row is new. 2 are booked already");

            ana.navigate(village.address() + "/c/hazel-yard/ledger/new");
            ana.getByLabel("Amount").fill("1e3");
            button(ana, "Book it").click();
            assertThat(ana.locator("#amount-wrong")).containsText("is not an amount");
            ana.getByLabel("Amount").fill("12.50");
            ana.getByLabel("What for?").fill("Apples");
            button(ana, "Book it").click();
            assertThat(ana.locator("h1")).hasText("Apples");
            ana.getByLabel("Why?").fill("Counted twice");
            button(ana, "Take it back").click();
            assertThat(ana.locator("main")).containsText("Takes back this entry");
            assertThat(ana.locator("td.n")).hasText("12.50");
        }
    }

    private void bring(Page page, String csv) {
        page.navigate(village.address() + "/c/hazel-yard/ledger/statements");
        page.locator("#file")
                .setInputFiles(new FilePayload("till.csv", "text/csv", csv.getBytes(StandardCharsets.UTF_8)));
        button(page, "Read it").click();
    }

    @ParameterizedTest
    @MethodSource("looks")
    void anEquationShowsItsEffectAndARunExplainsItself(Look look) {
        try (var context = village.visit(look)) {
            var ana = village.signIn(context, "Ana");
            ana.navigate(village.address() + "/c/hazel-yard/distributions/equation");
            var formula = ana.getByLabel("What a contribution is worth: Work").first();
            formula.fill("quantity * (");
            if (!look.script()) button(ana, "Show the effect").click();
            assertThat(ana.locator("#effect")).containsText("the formula cannot be read");
            String worth = "quantity * " + (look.width() / 40 + (look.script() ? 1 : 0));
            formula.fill(worth);
            if (!look.script()) button(ana, "Show the effect").click();
            assertThat(ana.locator("#effect")).containsText("What 1,000.00 EUR would come to");
            Village.keep(ana, "journey-equation-" + look.name());
            ana.getByLabel("Why?").fill("Work is worth more " + look.name());
            button(ana, "Put it to the members").click();
            assertThat(ana.locator(".motion")).containsText(worth);
            village.everyoneSays("No objection", "", ana.url(), look);
            ana.reload();
            button(ana, "Everyone has spoken: close it now").click();
            assertThat(ana.locator(".state")).containsText("Enacted");
            ana.getByText("See what came of it").click();
            assertThat(ana.locator("main")).containsText(worth);
            assertThat(ana.locator("main")).containsText("by decision");

            ana.navigate(village.address() + "/c/hazel-yard/distributions/new");
            ana.getByLabel("Surplus to share out").fill("999999");
            button(ana, "Show what it would come to").click();
            button(ana, "Adopt and post").click();
            assertThat(ana.locator("#surplus-wrong")).containsText("cannot be shared out");
            ana.getByLabel("Surplus to share out").fill("40.00");
            ana.getByLabel("Contributions up to")
                    .fill(LocalDate.now(ZoneOffset.UTC).toString());
            button(ana, "Show what it would come to").click();
            Village.keep(ana, "journey-run-" + look.name());
            button(ana, "Adopt and post").click();
            assertThat(ana.locator("main")).containsText("every figure comes out the same");
            ana.locator("td.n a").first().click();
            assertThat(ana.locator(".lead")).containsText("received");
            assertThat(ana.locator("tbody tr").first().locator("td").nth(1)).containsText("quantity");
            ana.locator("tbody a").first().click();
            assertThat(ana.locator("main")).containsText("Recognised.");
        }
    }

    @ParameterizedTest
    @MethodSource("looks")
    void aHistoryIsBroughtClaimedAndConfirmed(Look look) {
        String author = "hand of " + look.name();
        String csv = "contribution,date,contributor,lines_added,lines_removed\n"
                + "1,2026-09-01,%s,3,1\n2,2026-09-02,%s,5,0\n".formatted(author, author);
        try (var hers = village.visit(look);
                var his = village.visit(look)) {
            var ana = village.signIn(hers, "Ana");
            bringHistory(ana, csv.replace("2026-09-02", "yesterday"), look);
            assertThat(ana.locator(".refusal")).containsText("yesterday");
            bringHistory(ana, csv, look);
            assertThat(ana.locator("main")).containsText("2 items");
            var row = ana.locator("tr", new Page.LocatorOptions().setHasText(author));
            assertThat(row.locator("td.n")).hasText("2");

            var cy = village.signIn(his, "Cy");
            cy.navigate(village.address() + "/c/hazel-yard/contributions/histories");
            var mine = cy.locator("tr", new Page.LocatorOptions().setHasText(author));
            mine.locator("button").click();
            assertThat(mine).containsText("Cy");

            ana.reload();
            Village.keep(ana, "journey-history-" + look.name());
            row.locator("form[action$=confirmation] button").click();
            assertThat(row.locator("button")).hasCount(0);
            assertThat(row).containsText("Cy");
            cy.navigate(village.address() + "/c/hazel-yard/contributions");
            cy.locator("main").getByText("Mine").click();
            assertThat(cy.locator("main")).containsText("2 September 2026");
        }
    }

    private void bringHistory(Page page, String csv, Look look) {
        page.navigate(village.address() + "/c/hazel-yard/contributions/histories");
        page.locator("#source").fill("history-" + look.name());
        page.locator("#file")
                .setInputFiles(new FilePayload("commits.csv", "text/csv", csv.getBytes(StandardCharsets.UTF_8)));
        page.locator("form[enctype] button").click();
    }

    @ParameterizedTest
    @MethodSource("looks")
    void aTokenIsIssuedUsedAndEnded(Look look) {
        String name = "Calendar " + look.name();
        try (var context = village.visit(look)) {
            var ben = village.signIn(context, "Ben");
            ben.navigate(village.address() + "/account");
            ben.locator("form[action='/account/tokens'] #name").fill(name);
            ben.locator("form[action='/account/tokens'] button").click();
            String token = ben.locator(".motion .mono").innerText();
            Village.keep(ben, "journey-token-" + look.name());
            assertThat(asked(token)).isEqualTo(200);
            ben.navigate(village.address() + "/account");
            assertThat(ben.locator("main")).not().containsText(token);
            ben.locator("tr", new Page.LocatorOptions().setHasText(name))
                    .locator("button")
                    .click();
            assertThat(ben.locator("tr", new Page.LocatorOptions().setHasText(name)))
                    .hasCount(0);
            assertThat(asked(token)).isEqualTo(401);
        }
    }

    private int asked(String token) {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(URI.create(village.address() + "/api/c/hazel-yard/contributions"))
                                    .header("Authorization", "Bearer " + token)
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException | InterruptedException broken) {
            throw new IllegalStateException(broken);
        }
    }

    @ParameterizedTest
    @MethodSource("looks")
    void anyoneReadsTheBooks(Look look) throws Exception {
        try (var context = village.visit(look)) {
            var page = context.newPage();
            page.navigate(village.address());
            page.getByText("hledger, public record").first().click();
            page.locator("main").getByText("Open books").click();
            assertThat(page.locator(".lead")).containsText("the commons holds 5,688.29");
            assertThat(page.locator(look.width() < 640 ? "svg.narrow" : "svg.wide-only"))
                    .isVisible();
            page.getByText("2019", new Page.GetByTextOptions().setExact(true)).click();
            assertThat(page.locator("tbody tr").first()).containsText("2019");
            page.locator("tbody a").first().click();
            assertThat(page.locator("main")).containsText("Allowed from a file");
            page.getByText("from a file").click();
            assertThat(page.locator("main")).containsText("1.13 USD too high");
            page.navigate(village.address() + "/c/hledger-record/openbooks");
            var journal =
                    page.waitForDownload(() -> page.getByText("Journal", new Page.GetByTextOptions().setExact(true))
                            .click());
            assertThat(Files.readString(journal.path())).contains("commodity 1000.00 USD");
            var zip = page.waitForDownload(() -> page.getByText("All files").click());
            assertThat(Files.size(zip.path())).isGreaterThan(50_000);
        }
    }

    @Test
    void aDoubleClickBooksOnce() {
        try (var context = village.visit(new Look(1280, true, ColorScheme.LIGHT))) {
            var ana = village.signIn(context, "Ana");
            ana.navigate(village.address() + "/c/hazel-yard/ledger/new");
            ana.getByLabel("Amount").fill("7.77");
            ana.getByLabel("What for?").fill("Clicked twice");
            button(ana, "Book it").dblclick();
            assertThat(ana.locator("h1")).hasText("Clicked twice");
            ana.goBack();
            button(ana, "Book it").click();
            ana.navigate(village.address() + "/c/hazel-yard/ledger?from=2026-11-01");
            assertThat(ana.locator("tr", new Page.LocatorOptions().setHasText("Clicked twice")))
                    .hasCount(1);
        }
    }
}
