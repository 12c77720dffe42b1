package coppice.server.equity;

import coppice.rules.shares.ShareClass;
import coppice.rules.shares.ShareForm;
import coppice.server.charter.Charter;
import coppice.server.charter.Charters;
import coppice.server.commons.Scene;
import coppice.server.commons.Scene.Of;
import coppice.server.commons.StoryPart;
import coppice.server.decisions.Together;
import coppice.server.distributions.DistributionRules;
import coppice.server.distributions.DistributionRules.Part;
import coppice.server.equity.EquityMotions.FoundShares;
import coppice.server.equity.Ownership.Qualification;
import coppice.server.kernel.PartyId;
import coppice.server.ledger.Ledger;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Who owns the village's workshop: four classes, a founding, the first shares.
@Configuration(proxyBeanMethods = false)
class EquityStory {
    private static final LocalDate FOUNDED = LocalDate.parse("2026-10-12");

    @Bean
    StoryPart whoOwnsTheYard(Together together, Charters charters) {
        return new StoryPart(Of.VILLAGE, 120, scene -> {
            if (charters.chapter(scene.commons().id(), OwnershipRules.class).ownership() == null)
                together.amend(scene, EquityStory::owned, "Who owns Hazel Yard", "demo:owned");
            var founders = List.of(scene.steward().party(), scene.member("Ben").party());
            together.decide(scene, new FoundShares(FOUNDED, founders), "Found it with shares", "demo:founding");
        });
    }

    private static Charter owned(Charter charter) {
        var ownership = Ownership.preset(ShareForm.FOUR_QUARTERS, 2);
        return charter.with(new OwnershipRules(new Ownership(
                        ownership.form(),
                        ownership.fractions(),
                        List.of(
                                new Qualification(ShareClass.WORKER, "work", new BigDecimal("10")),
                                new Qualification(ShareClass.USER, "equipment", new BigDecimal("10"))),
                        ownership.gainPercent(),
                        ownership.heldYears(),
                        ownership.parMinorUnits(),
                        ownership.boundMinorUnits())))
                .with(
                        DistributionRules.class,
                        rules -> rules.withSplit(List.of(
                                new Part("reserve", new BigDecimal("15")),
                                new Part("trust", new BigDecimal("5")),
                                new Part("returns", new BigDecimal("40")),
                                new Part("redemption", new BigDecimal("5")),
                                new Part("contributors", new BigDecimal("15")),
                                new Part("dividends", new BigDecimal("20")))));
    }

    @Bean
    StoryPart firstShares(Register register, Contracts contracts, Ledger ledger) {
        return new StoryPart(Of.VILLAGE, 122, scene -> {
            var commons = scene.commons().id();
            var cy = scene.member("Cy").party();
            var dot = scene.member("Dot").party();
            var club = ledger.counterparty(commons, "Village savings club");
            if (contracts.all(commons).isEmpty()) contracts.begin(scene.steward(), cy, FOUNDED);
            issue(register, scene, ShareClass.WORKER, cy, 6, 0, "Forty chairs for the school", "1");
            issue(register, scene, ShareClass.USER, dot, 4, 0, "A year of repairs", "2");
            issue(register, scene, ShareClass.FUNDER, dot, 100, 10_000, "Tools for the second bench", "3");
            issue(register, scene, ShareClass.FUNDER, club, 200, 20_000, "Tools for the second bench", "4");
        });
    }

    private static void issue(
            Register register,
            Scene scene,
            ShareClass of,
            PartyId party,
            long shares,
            long cents,
            String reason,
            String key) {
        register.issue(
                scene.steward(), new Register.Issue(of, party, shares, cents, FOUNDED, reason), "demo:shares:" + key);
    }
}
