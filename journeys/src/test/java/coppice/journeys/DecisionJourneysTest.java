package coppice.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static coppice.journeys.JourneysTest.button;

import com.microsoft.playwright.options.ColorScheme;
import coppice.journeys.Village.Look;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Deciding together: from talk to what a decision did.
class DecisionJourneysTest {
    private final Village village = Village.open();

    static Stream<Look> looks() {
        return JourneysTest.looks();
    }

    @ParameterizedTest
    @MethodSource("looks")
    void theReserveIsSpentBlockedAndRefusedByDecision(Look look) {
        try (var context = village.visit(look)) {
            var ben = village.signIn(context, "Ben");
            ben.navigate(village.address() + "/c/hazel-yard/ledger/reserve");
            ben.getByLabel("Amount").fill("100000");
            ben.getByLabel("Why?").fill("Everything");
            button(ben, "Put it to the members").click();
            assertThat(ben.locator(".refusal")).containsText("100,000.00 EUR cannot leave it");
            assertThat(ben.getByLabel("Why?")).hasValue("Everything");
            ben.getByLabel("Amount").fill("3.00");
            ben.getByLabel("What for?").fill("Glue " + look.name());
            button(ben, "Put it to the members").click();
            assertThat(ben.locator(".motion")).containsText("3.00");
            String spend = ben.url();

            ben.navigate(village.address() + "/waiting");
            assertThat(ben.locator("main")).containsText("Spend 3.00 EUR from the reserve");
            village.everyoneSays("Yes", "", spend, look);
            ben.navigate(spend);
            Village.keep(ben, "journey-proposal-" + look.name());
            button(ben, "Everyone has spoken: close it now").click();
            assertThat(ben.locator(".state")).containsText("Enacted");
            ben.getByText("See what came of it").click();
            assertThat(ben.locator("h1")).hasText("Glue " + look.name());
            assertThat(ben.locator("main")).containsText("by decision");

            ben.navigate(village.address() + "/c/hazel-yard/ledger/reserve");
            ben.getByLabel("Amount").fill("2.00");
            ben.getByLabel("Why?").fill("Another glue " + look.name());
            button(ben, "Put it to the members").click();
            String refused = ben.url();
            village.everyoneSays("No", "We have glue", refused, look);
            ben.navigate(refused);
            button(ben, "Everyone has spoken: close it now").click();
            assertThat(ben.locator(".state")).containsText("Did not pass");
            assertThat(ben.locator("main")).containsText("We have glue");
        }
    }

    /// Two proposals written on the same charter: the second finds another one in force and waits.
    @Test
    void aDecisionThatCannotBeDoneIsBlockedAndGivenUp() {
        var look = new Look(1280, true, ColorScheme.LIGHT);
        try (var context = village.visit(look)) {
            var ana = village.signIn(context, "Ana");
            var proposals = new ArrayList<String>();
            for (var purpose : List.of("A workshop for the village.", "A workshop for everyone.")) {
                ana.navigate(village.address() + "/c/hazel-yard/charter/amend");
                ana.getByLabel("What is it for?").fill(purpose);
                ana.getByLabel("Why?").fill(purpose);
                button(ana, "Put it to the members").click();
                proposals.add(ana.url());
            }
            for (var proposal : proposals) {
                village.everyoneSays("No objection", "", proposal, look);
                ana.navigate(proposal);
                button(ana, "Everyone has spoken: close it now").click();
            }
            assertThat(ana.locator(".state")).containsText("Passed, but blocked");
            button(ana, "Try again").click();
            assertThat(ana.locator(".motion")).containsText("could not be done");
            Village.keep(ana, "journey-blocked");
            button(ana, "Give it up").click();
            assertThat(ana.locator(".state")).containsText("Withdrawn");
            ana.navigate(village.address() + "/c/hazel-yard");
            assertThat(ana.locator(".lead")).hasText("A workshop for the village.");
        }
    }

    @ParameterizedTest
    @MethodSource("looks")
    void talkBecomesAProposal(Look look) {
        try (var context = village.visit(look)) {
            var cy = village.signIn(context, "Cy");
            cy.navigate(village.address() + "/c/hazel-yard/talk/new");
            cy.getByLabel("What is it about?").fill("The kiln " + look.name());
            cy.getByLabel("What do you want to say?").fill("Where should it stand?\nBy the door?");
            button(cy, "Start it").click();
            cy.getByLabel("Say something").fill("Or outside");
            button(cy, "Say it").click();
            assertThat(cy.locator("main")).containsText("Or outside");
            cy.getByText("Make a proposal out of this").click();
            button(cy, "Put it to the members").click();
            assertThat(cy.locator("h1")).hasText("Make a proposal");
            cy.getByLabel("What do you propose?").fill("The kiln stands outside " + look.name());
            cy.getByLabel("Why?").fill("It is hot");
            button(cy, "Put it to the members").click();
            cy.locator("input[value=OBJECTION]").check();
            button(cy, "Give my stance").click();
            assertThat(cy.locator(".refusal")).containsText("Say what your objection is about");
            button(cy, "Withdraw the proposal").click();
            assertThat(cy.locator(".state")).containsText("Withdrawn");
        }
    }
}
