package coppice.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static coppice.journeys.JourneysTest.button;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import coppice.journeys.Village.Look;
import coppice.rules.voting.Stance;
import coppice.server.charter.Charters;
import coppice.server.charter.DecisionRules;
import coppice.server.charter.Preset;
import coppice.server.charter.Presets;
import coppice.server.commons.Commons;
import coppice.server.commons.Commonses;
import coppice.server.commons.Mandate;
import coppice.server.commons.Matter;
import coppice.server.commons.Member;
import coppice.server.commons.Procedure;
import coppice.server.commons.Role;
import coppice.server.commons.Steward;
import coppice.server.decisions.Decisions;
import coppice.server.kernel.Database;
import coppice.server.kernel.ProposalId;
import coppice.server.ledger.Ledger;
import coppice.server.site.cli.DemoStory;
import coppice.server.web.Viewer;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A motion of each kind, put and closed in the browser: one is enacted, one finds the world changed and is
/// What members put to each other in the browser, and what came of it: enacted, blocked, refused.
abstract class Assemblies {
    final Village village = Village.open();
    final Commonses commonses = village.house().getBean(Commonses.class);
    final Charters charters = village.house().getBean(Charters.class);
    final Decisions decisions = village.house().getBean(Decisions.class);
    Commons commons;
    Page ana;

    Member member(String name) {
        var account = new DemoStory(village.house()).person(name);
        var viewer = new Viewer(Optional.of(account.id()), account.name(), Optional.empty(), Optional.empty());
        return commonses.standing(commons.slug(), viewer).member();
    }

    void found(String slug) {
        var story = new DemoStory(village.house());
        var procedures = new EnumMap<Matter, Procedure>(Matter.class);
        for (var matter : Matter.values())
            procedures.put(matter, matter == Matter.LOCK ? Procedure.SPECIAL : Procedure.CONSENT);
        var charter = village.house()
                .getBean(Presets.class)
                .charter(Preset.VALUE_NETWORK, "Made for a journey")
                .with(DecisionRules.NONE.withProcedures(procedures));
        commons = charters.found(story.person("Ana"), slug, slug, "EUR", charter, slug);
        for (var name : List.of("Ben", "Cy"))
            commonses.join(story.person(name), commonses.invite((Steward) member("Ana"), Role.MEMBER));
        for (var fund : List.of("reserve", "general"))
            village.house()
                    .getBean(Ledger.class)
                    .book(
                            mandate(),
                            new Ledger.ByHand(LocalDate.of(2026, 11, 1), "Sale", "sales", fund, "", 1000),
                            "in-" + fund);
    }

    /// What only a decision gives; here it is made, to prepare what a journey needs.
    Mandate mandate() {
        return new Mandate(
                commons, new ProposalId(UUID.randomUUID()), member("Ana").party(), new ProposalId(UUID.randomUUID()));
    }

    /// Puts what the page's form says to the members; gives the address of the proposal.
    String put() {
        ana.getByLabel("Why?").fill("Because");
        button(ana, "Put it to the members").click();
        assertThat(ana.locator(".motion")).isVisible();
        return ana.url();
    }

    void ends(String proposal, Stance stance, String state) {
        var id = new ProposalId(UUID.fromString(proposal.replaceAll(".*/", "")));
        for (var name : List.of("Ben", "Cy")) decisions.take(member(name), id, stance, "because");
        ana.navigate(proposal);
        ana.locator("input[value=" + stance.name() + "]").check();
        ana.locator("form.form #reason").fill("because");
        button(ana, "Give my stance").click();
        button(ana, "Everyone has spoken: close it now").click();
        assertThat(ana.locator(".state")).containsText(state);
    }

    void outcomes(String enacted, String blocked, String refused) {
        ends(enacted, Stance.NO_OBJECTION, "Enacted");
        ana.getByText("See what came of it").click();
        assertThat(ana.locator("h1")).isVisible();
        ends(blocked, Stance.NO_OBJECTION, "Passed, but blocked");
        ends(refused, Stance.OBJECTION, "Did not pass");
    }

    void in(String slug, Runnable work) {
        found(slug);
        try (var context = village.visit(new Look(1280, false, ColorScheme.LIGHT))) {
            ana = village.signIn(context, "Ana");
            work.run();
        }
    }

    String at(String path) {
        return village.address() + commons.address() + path;
    }

    /// Cy is gone and cannot speak any more, so these close by the clock: moved in the database, as if the
    /// days had passed.
    void later(String proposal, String state, Stance stance) {
        var id = new ProposalId(UUID.fromString(proposal.replaceAll(".*/", "")));
        decisions.take(member("Ben"), id, stance, "because");
        ana.navigate(proposal);
        ana.locator("input[value=" + stance.name() + "]").check();
        ana.locator("form.form #reason").fill("because");
        button(ana, "Give my stance").click();
        JdbcClient.create(village.house().getBean(DataSource.class))
                .sql("update decisions.proposal set closes_at = opened_at + interval '1 microsecond' where id = ?")
                .param(id.value())
                .update();
        ana.navigate(proposal);
        assertThat(ana.locator(".state")).containsText(state);
    }

    /// A charter that leaves everything to stewards.
    void letStewardsAct() {
        var charter = charters.inForce(commons.id());
        charters.amend(
                mandate(), charter.version(), charter.charter().with(DecisionRules.NONE), "For a journey", "alone");
    }

    /// Moves a moment in the database, as its owner: as if the days had passed.
    static void happened(Village village, String sql, String address) {
        try (var connection = village.house().getBean(Database.class).ownerConnection();
                var move = connection.prepareStatement(sql)) {
            move.setObject(1, UUID.fromString(address.replaceAll(".*/", "")));
            move.executeUpdate();
        } catch (SQLException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
