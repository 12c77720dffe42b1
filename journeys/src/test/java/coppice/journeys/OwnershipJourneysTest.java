package coppice.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static coppice.journeys.JourneysTest.button;

import coppice.rules.voting.Stance;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/// Who owns it, in the browser and without script: rules, founding, shares, money let in, payouts; and bad
/// input.
class OwnershipJourneysTest extends Assemblies {
    private static String today() {
        return LocalDate.now(ZoneOffset.UTC).toString();
    }

    private void refused(String words) {
        assertThat(ana.locator("main")).containsText(words);
    }

    private void owned() {
        ana.navigate(at("/equity"));
        ana.getByText("Decide who owns it").click();
        ana.getByLabel("Form").selectOption("COMPANY");
        button(ana, "Begin with this form").click();
        ana.getByLabel("Workers (%)").fill("20");
        ana.getByLabel("Why?").fill("Because");
        button(ana, "Put it to the members").click();
        refused("add up to 100 %");
        assertThat(ana.getByLabel("Workers (%)")).hasValue("20");
        ana.getByLabel("Form").selectOption("FOUR_QUARTERS");
        button(ana, "Begin with this form").click();
        ana.getByLabel("What is given 1").selectOption("work");
        ana.getByLabel("How much of it earns a share 1").fill("20");
        ends(put(), Stance.YES, "Enacted");
        ana.navigate(at("/equity"));
        ana.getByText("Found it with shares").click();
        ana.getByLabel("Founded on").fill(today());
        ana.getByLabel("Why?").fill("Because");
        button(ana, "Put it to the members").click();
        refused("Choose at least one founder");
        ana.getByLabel("Ana").check();
        ana.getByLabel("Ben").check();
        ends(put(), Stance.YES, "Enacted");
        ana.navigate(at("/equity"));
        assertThat(ana.locator(".lead")).containsText("2 holders");
    }

    @Test
    void foundItIssueSharesAndSeeThem() {
        in("journey-owned", () -> {
            owned();
            letStewardsAct();
            ana.navigate(at("/equity/shares/new"));
            ana.getByLabel("Class").selectOption("WORKER");
            ana.getByLabel("Holder", exact()).selectOption("Cy");
            ana.getByLabel("Shares").fill("5");
            ana.getByLabel("Why?").fill("Chairs");
            button(ana, "Issue shares").click();
            refused("no running contract");
            assertThat(ana.getByLabel("Shares")).hasValue("5");
            Village.keep(ana, "journey-no-contract");
            ana.navigate(at("/equity/contracts"));
            ana.getByLabel("Member").selectOption("Cy");
            button(ana, "Begin a contract").click();
            ana.navigate(at("/equity/shares/new"));
            ana.getByLabel("Class").selectOption("WORKER");
            ana.getByLabel("Holder", exact()).selectOption("Cy");
            ana.getByLabel("Shares").fill("5");
            ana.getByLabel("Why?").fill("Chairs");
            button(ana, "Issue shares").click();
            assertThat(ana.locator("main")).containsText("Cy: 5 shares issued (Workers)");
            ana.navigate(at("/equity/shares/new"));
            ana.getByLabel("Holder", exact()).selectOption("Somebody else (name below)");
            ana.getByLabel("Name of somebody who is no member").fill("Savings club");
            ana.getByLabel("Shares").fill("-3");
            ana.getByLabel("Money that came in").fill("30.00");
            ana.getByLabel("Why?").fill("Tools");
            button(ana, "Issue shares").click();
            refused("-3");
            ana.getByLabel("Shares").fill("30");
            button(ana, "Issue shares").click();
            assertThat(ana.locator("main")).containsText("Savings club: 30 shares issued (Funders)");
            ana.getByLabel("At the end of the day").fill("yesterday");
            button(ana, "Show").click();
            refused("yesterday");
            Village.keep(ana, "journey-register");
        });
    }

    private static com.microsoft.playwright.Page.GetByLabelOptions exact() {
        return new com.microsoft.playwright.Page.GetByLabelOptions().setExact(true);
    }

    @Test
    void letMoneyInAndLookAtTheLock() {
        in("journey-capital", () -> {
            letStewardsAct();
            ana.navigate(at("/transvestment/campaigns/new"));
            ana.getByLabel("Title").fill("A roof");
            ana.getByLabel("What it is for").fill("So that it stays dry");
            ana.getByLabel("How much").fill("300.00");
            ana.getByLabel("Until")
                    .fill(LocalDate.now(ZoneOffset.UTC).plusDays(20).toString());
            ana.getByLabel("Cap, as a multiple").fill("0.5");
            ana.getByLabel("Rate (%)").fill("40");
            ana.getByLabel("What it buys").fill("The roof");
            button(ana, "Open the campaign").click();
            refused("a gift");
            ana.getByLabel("Cap, as a multiple").fill("1.2");
            button(ana, "Open the campaign").click();
            assertThat(ana.locator("h1")).containsText("A roof");
            ana.getByLabel("How much").fill("300.01");
            button(ana, "Commit").click();
            refused("is still looked for");
            ana.getByLabel("How much").fill("300.00");
            ana.getByLabel("For somebody who is no member").fill("Willow Foundation");
            button(ana, "Commit").click();
            button(ana, "The money has come").click();
            assertThat(ana.locator("main")).containsText("active");
            Village.keep(ana, "journey-campaign");
            ana.navigate(at("/lock/rules"));
            ana.getByLabel("Golden share").fill("nowhere-at-all");
            ana.getByLabel("Why?").fill("Because");
            button(ana, "Put it to the members").click();
            refused("no other commons here");
            ana.getByLabel("Golden share").fill("");
            ana.getByLabel("Or to a body outside").fill("Federation");
            ends(put(), Stance.YES, "Enacted");
            ana.navigate(at("/lock/dissolution"));
            assertThat(ana.locator("main")).containsText("Willow Foundation");
            ana.getByLabel("Debts").fill("Printer many");
            button(ana, "Show what it would come to").click();
            refused("is no debt");
            Village.keep(ana, "journey-dissolution");
            ana.navigate(at("/lock"));
            assertThat(ana.locator("main")).containsText("what is locked reaches 2 places");
        });
    }

    @Test
    void payOutThroughTheBank() {
        in("journey-bank", () -> {
            letStewardsAct();
            ana.navigate(at("/distributions/account"));
            ana.getByLabel("Name on the account").fill("Ana");
            ana.getByLabel("Account (IBAN)").fill("DE89 3704 0044 0532 0130 01");
            button(ana, "Keep this account").click();
            refused("is no IBAN");
            ana.getByLabel("Account (IBAN)").fill("DE89 3704 0044 0532 0130 00");
            button(ana, "Keep this account").click();
            assertThat(ana.locator(".lead")).containsText("DE89 3704 0044 0532 0130 00");
            ana.navigate(at("/distributions/payouts"));
            ana.getByLabel("Statement (XML)")
                    .setInputFiles(new com.microsoft.playwright.options.FilePayload(
                            "a.xml", "text/xml", "no statement".getBytes(StandardCharsets.UTF_8)));
            button(ana, "Read it").click();
            refused("no statement in the form camt.053");
            Village.keep(ana, "journey-bank");
        });
    }
}
