package coppice.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static coppice.journeys.JourneysTest.button;

import coppice.journeys.Village.Look;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Asking everyone, and what they answer.
class PollJourneysTest {
    private static final List<String> PEOPLE = List.of("Ana", "Ben", "Cy", "Dot");

    private final Village village = Village.open();

    static Stream<Look> looks() {
        return JourneysTest.looks();
    }

    @ParameterizedTest
    @MethodSource("looks")
    void anOrderIsAskedForAndCountedByRounds(Look look) {
        try (var context = village.visit(look)) {
            var dot = village.signIn(context, "Dot");
            dot.navigate(village.address() + "/c/hazel-yard/polls");
            dot.getByText("Ask everyone").click();
            dot.getByText("Rank", new com.microsoft.playwright.Page.GetByTextOptions().setExact(true))
                    .click();
            dot.getByLabel("What do you ask?").fill("Which tool first? " + look.name());
            dot.getByLabel("Options").fill("Lathe\nlathe");
            button(dot, "Ask the members").click();
            assertThat(dot.locator(".refusal")).containsText("“lathe” stands there twice");
            assertThat(dot.getByLabel("What do you ask?")).hasValue("Which tool first? " + look.name());
            dot.getByLabel("Options").fill("Lathe\nPlane\nForge\nAnvil");
            Village.keep(dot, "journey-poll-new-" + look.name());
            button(dot, "Ask the members").click();
            String poll = dot.url();

            dot.getByLabel("Lathe").fill("1");
            dot.getByLabel("Plane").fill("1");
            button(dot, "Vote").click();
            assertThat(dot.locator(".refusal")).containsText("Rank 1 is given twice");
            assertThat(dot.getByLabel("Plane")).hasValue("1");

            var orders = Map.of(
                    "Ana", List.of("Lathe", "Plane"),
                    "Ben", List.of("Plane", "Lathe"),
                    "Cy", List.of("Forge", "Plane"),
                    "Dot", List.of("Plane", "Forge"));
            for (var name : PEOPLE)
                try (var own = village.visit(look)) {
                    var page = village.signIn(own, name);
                    page.navigate(poll);
                    for (int rank = 0; rank < 2; rank++)
                        page.getByLabel(orders.get(name).get(rank)).fill(String.valueOf(rank + 1));
                    button(page, "Vote").click();
                    assertThat(button(page, "Change my vote")).isVisible();
                }
            dot.navigate(poll);
            button(dot, "Everyone has voted: close it now").click();
            assertThat(dot.locator(".lead")).containsText("Plane won");
            assertThat(dot.locator("ol.how")).containsText("Plane has");
            Village.keep(dot, "journey-poll-rounds-" + look.name());
            var download =
                    dot.waitForDownload(() -> dot.getByText("Ballots (BLT)").click());
            org.assertj.core.api.Assertions.assertThat(download.suggestedFilename())
                    .isEqualTo("ballots.blt");
        }
    }

    @ParameterizedTest
    @MethodSource("looks")
    void aSecretBallotGivesAReceiptAndIsFoundByIt(Look look) {
        try (var context = village.visit(look)) {
            var ana = village.signIn(context, "Ana");
            ana.navigate(village.address() + "/c/hazel-yard/polls/new?kind=CHOOSE");
            ana.getByLabel("What do you ask?").fill("Who keeps the till? " + look.name());
            ana.getByLabel("Options").fill("Ben\nCy\nDot");
            ana.getByLabel("Secret ballot").check();
            button(ana, "Ask the members").click();
            String poll = ana.url();
            var receipts = new HashMap<String, String>();
            for (var name : PEOPLE)
                try (var own = village.visit(look)) {
                    var page = village.signIn(own, name);
                    page.navigate(poll);
                    page.getByLabel("Cy", new com.microsoft.playwright.Page.GetByLabelOptions().setExact(true))
                            .check();
                    button(page, "Vote").click();
                    assertThat(page.locator(".motion .mono")).hasText(Pattern.compile("([2-9A-Z]{4}-){4}[2-9A-Z]{4}"));
                    receipts.put(
                            name, page.locator(".motion .mono").textContent().strip());
                    Village.keep(page, "journey-poll-receipt-" + look.name());
                    page.navigate(poll);
                    page.getByLabel("Ben", new com.microsoft.playwright.Page.GetByLabelOptions().setExact(true))
                            .check();
                    page.getByLabel("Receipt of your ballot").fill("2222-2222");
                    button(page, "Change my vote").click();
                    assertThat(page.locator(".refusal")).containsText("give its receipt");
                }
            ana.navigate(poll);
            assertThat(ana.locator("main")).containsText("The result is shown after the close.");
            button(ana, "Everyone has voted: close it now").click();
            assertThat(ana.locator(".lead")).containsText("Cy won");
            org.assertj.core.api.Assertions.assertThat(ana.locator("main").textContent())
                    .doesNotContain("Ben, ", "Dot, ");
            ana.getByLabel("Your receipt").fill(receipts.get("Ana"));
            button(ana, "Look").click();
            assertThat(ana.locator(".motion")).containsText("This ballot was counted");
            assertThat(ana.locator(".motion")).containsText("Cy");
            Village.keep(ana, "journey-poll-secret-" + look.name());
        }
    }
}
