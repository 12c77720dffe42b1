package coppice.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static coppice.journeys.JourneysTest.button;

import com.microsoft.playwright.options.ColorScheme;
import coppice.journeys.Village.Look;
import coppice.rules.voting.Stance;
import coppice.server.commons.Circles;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A motion of each kind, put and closed in the browser: one is enacted, one finds the world changed and is
/// blocked, one does not pass.
class MotionJourneysTest extends Assemblies {
    @Test
    void amendTheCharter() {
        in("motions-charter", () -> {
            var put = new String[3];
            for (int i = 0; i < 3; i++) {
                ana.navigate(at("/charter/amend"));
                ana.getByLabel("What is it for?").fill("Purpose " + i);
                put[i] = put();
            }
            outcomes(put[0], put[1], put[2]);
        });
    }

    @Test
    void spendFromTheReserve() {
        in("motions-reserve", () -> {
            var put = new String[3];
            for (int i = 0; i < 3; i++) {
                ana.navigate(at("/ledger/reserve"));
                ana.getByLabel("Amount").fill("8.00");
                ana.getByLabel("What for?").fill("Thing " + i);
                put[i] = put();
            }
            outcomes(put[0], put[1], put[2]);
        });
    }

    @Test
    void shareOutTheSurplus() {
        in("motions-run", () -> {
            var put = new String[3];
            for (int i = 0; i < 3; i++) {
                ana.navigate(at("/distributions/new?surplus=10.00&until=2026-11-0" + (i + 1)));
                put[i] = put();
            }
            outcomes(put[0], put[1], put[2]);
        });
    }

    @Test
    void admitChangeARoleAndEndAMembership() {
        in("motions-members", () -> {
            try (var context = village.visit(new Look(320, true, ColorScheme.DARK))) {
                for (var name : List.of("Eve", "Finn")) {
                    var page = village.signIn(context, name);
                    page.navigate(at(""));
                    page.getByText("Ask to join").click();
                    page.getByLabel("Who are you, and why do you want to join?").fill("I make chairs");
                    button(page, "Ask").click();
                    assertThat(page.locator(".lead")).containsText("You have asked to join");
                    Village.keep(page, "journey-ask-to-join");
                }
            }
            ana.navigate(at("/commons"));
            Village.keep(ana, "journey-applications");
            var admit = new String[3];
            for (int i = 0; i < 3; i++) {
                ana.navigate(at("/commons"));
                ana.getByText(i < 2 ? "Eve" : "Finn").click();
                admit[i] = put();
            }
            var role = changes("Ben", "Steward");
            var gone = changes("Cy", "Steward");
            var refusedRole = changes("Ben", "Steward");
            var release = changes("Cy", "End the membership");
            var again = changes("Cy", "End the membership");
            var refusedRelease = changes("Ben", "End the membership");
            ends(role, Stance.NO_OBJECTION, "Enacted");
            ends(release, Stance.NO_OBJECTION, "Enacted");
            for (var late : List.of(gone, again)) later(late, "Passed, but blocked", Stance.NO_OBJECTION);
            for (var late : List.of(refusedRole, refusedRelease, admit[2]))
                later(late, "Did not pass", Stance.OBJECTION);
            later(admit[0], "Enacted", Stance.NO_OBJECTION);
            later(admit[1], "Passed, but blocked", Stance.NO_OBJECTION);
        });
    }

    @Test
    void changeWhoBelongsToAClass() {
        in("motions-class", () -> {
            var circles = village.house().getBean(Circles.class);
            var makers = circles.makeClass(mandate(), member("Ana"), "Makers", "", "makers");
            var put = new String[3];
            for (int i = 0; i < 3; i++) {
                ana.navigate(at("/commons/circles/" + makers));
                ana.getByLabel("Member").selectOption(i == 1 ? "Cy" : "Ben");
                put[i] = put();
            }
            ends(put[0], Stance.NO_OBJECTION, "Enacted");
            ana.navigate(at("/commons/circles/" + makers));
            assertThat(ana.locator("main ul a")).hasText("Ben");
            Village.keep(ana, "journey-class");
            ends(put[2], Stance.OBJECTION, "Did not pass");
            commonses.release(mandate(), member("Cy").party());
            later(put[1], "Passed, but blocked", Stance.NO_OBJECTION);
        });
    }

    @Test
    void letSomebodyActAloneAndEndThat() {
        in("motions-authority", () -> {
            var let = new String[3];
            for (int i = 0; i < 3; i++) {
                ana.navigate(at("/decisions/authorities"));
                ana.getByLabel("Member").selectOption(i == 0 ? "Ana" : i == 1 ? "Cy" : "Ben");
                ana.getByLabel("What about").selectOption("RESERVE");
                ana.getByLabel("Up to how much in all (EUR)?").fill("6.00");
                ana.getByLabel("Until which day?")
                        .fill(LocalDate.now(ZoneOffset.UTC).plusDays(9).toString());
                let[i] = put();
            }
            ends(let[0], Stance.NO_OBJECTION, "Enacted");
            ends(let[2], Stance.OBJECTION, "Did not pass");
            ana.navigate(at("/ledger/reserve"));
            ana.getByLabel("Amount").fill("4.00");
            ana.getByLabel("Why?").fill("Nails");
            button(ana, "Do it now, by the authority I was given").click();
            assertThat(ana.locator("main")).containsText("4.00");
            ana.navigate(at("/ledger/reserve"));
            ana.getByLabel("Amount").fill("4.00");
            ana.getByLabel("Why?").fill("More nails");
            button(ana, "Do it now, by the authority I was given").click();
            assertThat(ana.locator("[role=alert]").first()).containsText("its limit or time is over");
            ana.navigate(at("/decisions/authorities"));
            Village.keep(ana, "journey-authority");
            var end = new String[3];
            try (var context = village.visit(new Look(320, true, ColorScheme.DARK))) {
                var ben = village.signIn(context, "Ben");
                for (int i = 0; i < 3; i++) {
                    ben.navigate(at("/decisions/authorities"));
                    button(ben, "Propose to end it").click();
                    assertThat(ben.locator(".motion")).isVisible();
                    end[i] = ben.url();
                }
            }
            outcomes(end[0], end[1], end[2]);
            commonses.release(mandate(), member("Cy").party());
            later(let[1], "Passed, but blocked", Stance.NO_OBJECTION);
        });
    }

    private String changes(String name, String to) {
        ana.navigate(at("/commons"));
        ana.locator("td a:has-text('" + name + "')").click();
        ana.getByLabel("What should change?").selectOption(to.equals("Steward") ? "STEWARD" : "END");
        return put();
    }
}
