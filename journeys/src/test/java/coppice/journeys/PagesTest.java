package coppice.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import coppice.journeys.Village.Look;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Every page: readable by everyone (axe, WCAG 2.2 AA), never wider than the screen, kept as a picture.
class PagesTest {
    private static final List<String> AS_VISITOR = List.of(
            "/",
            "/sign-in",
            "/c/hledger-record",
            "/c/hledger-record/openbooks",
            "/c/hledger-record/distributions",
            "/c/hledger-record/contributions",
            "/c/hledger-record/charter",
            "/c/hazel-yard/decisions",
            "/c/hazel-yard/equity",
            "/c/hazel-yard/transvestment",
            "/c/hazel-yard/lock",
            "/c/nowhere");
    private static final List<String> AS_STEWARD = List.of(
            "/",
            "/account",
            "/commons/new",
            "/c/hazel-yard",
            "/c/hazel-yard/openbooks",
            "/c/hazel-yard/contributions",
            "/c/hazel-yard/contributions?waiting=true",
            "/c/hazel-yard/contributions/histories",
            "/c/hazel-yard/distributions",
            "/c/hazel-yard/distributions/1",
            "/c/hazel-yard/distributions/new?surplus=100.00&until=2026-11-01",
            "/c/hazel-yard/distributions/equation",
            "/c/hazel-yard/distributions/payouts",
            "/c/hazel-yard/distributions/account",
            "/c/hazel-yard/distributions/3",
            "/c/hazel-yard/equity",
            "/c/hazel-yard/equity?at=2026-10-12",
            "/c/hazel-yard/equity/mine",
            "/c/hazel-yard/equity/dividends/3",
            "/c/hazel-yard/equity/rules",
            "/c/hazel-yard/equity/founding",
            "/c/hazel-yard/equity/shares/new",
            "/c/hazel-yard/equity/contracts",
            "/c/hazel-yard/equity/withdrawals",
            "/c/hazel-yard/equity/gains?value=900.00",
            "/c/hazel-yard/equity/import",
            "/c/hazel-yard/transvestment",
            "/c/hazel-yard/transvestment/campaigns/new",
            "/c/hazel-yard/lock",
            "/c/hazel-yard/lock/rules",
            "/c/hazel-yard/lock/dissolution?debts=Printer+120.50",
            "/c/hazel-yard/cobudgeting",
            "/c/hazel-yard/cobudgeting/rounds/new",
            "/c/hazel-yard/ledger",
            "/c/hazel-yard/ledger/new",
            "/c/hazel-yard/ledger/statements",
            "/c/hazel-yard/ledger/reserve",
            "/c/hazel-yard/decisions",
            "/c/hazel-yard/decisions/new",
            "/c/hazel-yard/talk",
            "/c/hazel-yard/talk/new",
            "/c/hazel-yard/polls",
            "/c/hazel-yard/polls/new",
            "/c/hazel-yard/polls/new?kind=RANKED",
            "/c/hazel-yard/decisions/delegation",
            "/c/hazel-yard/outcomes/feeds",
            "/c/hazel-yard/polls/panels/new",
            "/c/hazel-yard/polls/new?kind=ADVICE",
            "/c/hazel-yard/outcomes",
            "/c/hazel-yard/decisions/authorities",
            "/c/hazel-yard/talk/templates",
            "/c/hazel-yard/commons/circles",
            "/c/hazel-yard/commons/invitations/list",
            "/c/hazel-yard/mail",
            "/c/hazel-yard/mail/mine",
            "/c/hazel-yard/commons/application",
            "/waiting",
            "/c/hazel-yard/commons",
            "/c/hazel-yard/charter",
            "/c/hazel-yard/charter/amend");
    private static final List<String> WCAG =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

    private static final Look WIDE = new Look(1280, true, ColorScheme.LIGHT);
    private static final Look NARROW = new Look(320, true, ColorScheme.DARK);

    private final Village village = Village.open();

    @Test
    void everyPageIsAccessibleAndFits() {
        var faults = new ArrayList<String>();
        try (var context = village.visit(WIDE)) {
            var visitor = context.newPage();
            for (var path : AS_VISITOR) look(visitor, path, "visitor", faults);
        }
        try (var context = village.visit(WIDE)) {
            var steward = village.signIn(context, "Ana");
            for (var path : AS_STEWARD) look(steward, path, "steward", faults);
            steward.navigate(village.address() + "/c/hazel-yard/distributions/1");
            steward.locator("td.n a").first().click();
            look(steward, steward.url().substring(village.address().length()), "steward-why", faults);
            steward.navigate(village.address() + "/c/hazel-yard/cobudgeting");
            steward.locator("main li a").first().click();
            String round = steward.url().substring(village.address().length());
            for (var step : List.of(
                    List.of("/c/hazel-yard/commons", "td a", "member"),
                    List.of("/c/hazel-yard/commons/circles", "main li a", "circle"),
                    List.of("/c/hazel-yard/transvestment", "h2 a:has-text('roof')", "campaign"),
                    List.of("/c/hazel-yard/transvestment", "h2 a:has-text('oven')", "campaign-open"),
                    List.of("/c/hazel-yard/cobudgeting", "main li a", "round"),
                    List.of(round, "main li a:has-text('stove')", "bucket"),
                    List.of(round, "main li a:has-text('Lamps')", "bucket-spending"),
                    List.of(round, "main a:has-text('Propose a bucket')", "bucket-new"),
                    List.of(round, "main a:has-text('Give parts')", "parts"),
                    List.of(round, "main a:has-text('What is funded')", "outcome"),
                    List.of("/c/hazel-yard/commons/circles", "main li a:has-text('Makers')", "class"),
                    List.of("/c/hazel-yard/outcomes", "main li a", "result"),
                    List.of("/c/hazel-yard/decisions", "main li a[href*='/decisions/0']", "decision"),
                    List.of("/c/hazel-yard/talk", "main li a[href*='/talk/0']", "thread"),
                    List.of("/c/hazel-yard/talk", "main li a:has-text('First firing')", "circle-thread"),
                    List.of("/c/hazel-yard/polls", "main li a:has-text('A name for the kiln')", "poll"),
                    List.of("/c/hazel-yard/polls", "main li a:has-text('When do we fetch it?')", "poll-time"),
                    List.of("/c/hazel-yard/polls", "main li a:has-text('Who keeps the keys?')", "poll-keys"))) {
                steward.navigate(village.address() + step.getFirst());
                steward.locator(step.get(1)).first().click();
                look(steward, steward.url().substring(village.address().length()), "steward-" + step.getLast(), faults);
            }
        }
        assertThat(faults).isEmpty();
    }

    /// One visit, two looks at it: wide in the light and narrow in the dark.
    private void look(Page page, String path, String who, List<String> faults) {
        page.setViewportSize(WIDE.width(), 900);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(WIDE.colours()));
        page.navigate(village.address() + path);
        var name = who + path.replaceAll("[^a-z0-9]+", "-").replaceAll("-[0-9a-f-]{30,}$", "");
        check(page, name, WIDE, faults);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(NARROW.colours()));
        page.setViewportSize(NARROW.width(), 900);
        check(page, name, NARROW, faults);
    }

    private static void check(Page page, String name, Look look, List<String> faults) {
        Village.keep(page, name + "-" + look.name());
        for (var violation : new AxeBuilder(page)
                .setLegacyMode(true)
                .withTags(WCAG)
                .analyze()
                .getViolations())
            faults.add(name + " " + look.name() + ": " + violation.getId() + " "
                    + violation.getNodes().getFirst().getHtml());
        var wide = ((Number) page.evaluate("document.documentElement.scrollWidth")).intValue();
        if (wide > look.width()) faults.add(name + " is " + wide + " wide on " + look.width());
    }

    @Test
    void aFaultOfAccessibilityIsFound() {
        try (var context = village.visit(WIDE)) {
            var page = context.newPage();
            page.navigate(village.address() + "/sign-in");
            page.evaluate("document.querySelector('label[for=email]').remove()");
            assertThat(new AxeBuilder(page).withTags(WCAG).analyze().getViolations())
                    .extracting(rule -> rule.getId())
                    .contains("label");
        }
    }

    /// Words in a right-to-left language turn the whole page around.
    @Test
    void pagesTurnAroundForRightToLeftLanguages() {
        try (var context = village.visit(WIDE, "ar-XB")) {
            var page = context.newPage();
            page.navigate(village.address() + "/c/hledger-record/openbooks");
            Village.keep(page, "right-to-left");
            assertThat(page.locator("html").getAttribute("dir")).isEqualTo("rtl");
        }
    }
}
