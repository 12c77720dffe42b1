package coppice.journeys;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import coppice.server.Coppice;
import coppice.server.identity.Identity;
import coppice.server.kernel.Database;
import coppice.server.kernel.Settings;
import coppice.server.site.cli.DemoStory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.springframework.context.ConfigurableApplicationContext;

/// A running server with the demo in it, and a real browser to visit it with.
final class Village {
    private static final Village ONLY = new Village("demo");

    private final ConfigurableApplicationContext house;
    private final Browser browser;

    private Village(String name) {
        house = start(name);
        var story = new DemoStory(house);
        story.village();
        story.record(_ -> {}, _ -> {});
        browser = Playwright.create()
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium())
                        .setArgs(List.of(
                                "--no-sandbox", "--disable-background-networking", "--disable-component-update")));
    }

    static Village open() {
        return ONLY;
    }

    /// A server of its own, as it is on the first day.
    static ConfigurableApplicationContext start(String name) {
        var data = folder(name);
        var settings = Settings.from(Map.of("COPPICE_DATA", data.toString(), "COPPICE_PORT", "0"));
        return Coppice.start(settings, Database.open(settings), Clock.systemUTC(), true);
    }

    static String address(ConfigurableApplicationContext house) {
        return "http://localhost:" + house.getEnvironment().getProperty("local.server.port");
    }

    private static Path chromium() {
        for (var folder : System.getenv("PATH").split(":"))
            for (var name : List.of("chromium", "chromium-browser", "google-chrome"))
                if (Files.isExecutable(Path.of(folder, name))) return Path.of(folder, name);
        throw new IllegalStateException("Chromium was not found on the PATH; bin/test installs it");
    }

    /// A fresh data folder below `target`, or below the temporary folder where root's checkout is closed to
    /// others.
    private static Path folder(String name) {
        var target = Path.of("target", name).toAbsolutePath();
        var folder = Database.canWorkIn(target.getParent())
                ? target
                : Path.of(System.getProperty("java.io.tmpdir"), "coppice-" + target.hashCode() + "-" + name);
        delete(folder);
        return folder;
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) return;
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    String address() {
        return address(house);
    }

    ConfigurableApplicationContext house() {
        return house;
    }

    /// How somebody looks at the pages.
    record Look(int width, boolean script, ColorScheme colours) {
        String name() {
            return width + (script ? "" : "-without-script") + (colours == ColorScheme.DARK ? "-dark" : "");
        }
    }

    BrowserContext visit(Look look) {
        return visit(look, "en-GB");
    }

    BrowserContext visit(Look look, String language) {
        var context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(look.width(), 900)
                .setJavaScriptEnabled(look.script())
                .setColorScheme(look.colours())
                .setLocale(language)
                .setAcceptDownloads(true));
        context.setDefaultTimeout(20_000);
        return context;
    }

    /// Signs somebody of the demo in, through a one-time link and its button.
    Page signIn(BrowserContext context, String name) {
        var identity = house.getBean(Identity.class);
        var account = new DemoStory(house).person(name);
        var page = context.newPage();
        page.navigate(address() + "/enter/"
                + identity.entryLink(account.id(), Duration.ofHours(1)).value());
        page.locator("main button").click();
        return page;
    }

    /// All four of the village, each at their own browser.
    void everyoneSays(String stance, String reason, String proposal, Look look) {
        for (var name : List.of("Ana", "Ben", "Cy", "Dot"))
            try (var context = visit(look)) {
                var page = signIn(context, name);
                page.navigate(proposal);
                page.getByLabel(stance).check();
                page.locator("form.form #reason").fill(reason);
                JourneysTest.button(page, "Give my stance").click();
                PlaywrightAssertions.assertThat(JourneysTest.button(page, "Change my stance"))
                        .isVisible();
            }
    }

    static void keep(Page page, String name) {
        page.screenshot(
                new Page.ScreenshotOptions().setFullPage(true).setPath(Path.of("target/screenshots", name + ".png")));
    }
}
