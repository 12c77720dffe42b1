package coppice.server.transvestment;

import coppice.rules.money.Ratio;
import coppice.server.commons.Scene.Of;
import coppice.server.commons.StoryPart;
import coppice.server.kernel.Today;
import coppice.server.ledger.Ledger;
import coppice.server.transvestment.Instrument.Kind;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// How money came in and out of its logic again.
@Configuration(proxyBeanMethods = false)
class TransvestmentStory {
    private final Campaigns campaigns;
    private final Instruments instruments;
    private final Ledger ledger;
    private final Today today;

    TransvestmentStory(Campaigns campaigns, Instruments instruments, Ledger ledger, Today today) {
        this.campaigns = campaigns;
        this.instruments = instruments;
        this.ledger = ledger;
        this.today = today;
    }

    /// A foundation lends for the roof; two runs later it has its cap, and the roof is the commons' own for
    /// good.
    @Bean
    StoryPart roof() {
        return new StoryPart(Of.VILLAGE, 125, scene -> {
            var ana = scene.steward();
            var commons = scene.commons();
            var campaign = campaigns.campaigns(commons).stream()
                    .filter(one -> one.terms().title().equals("A roof for the shed"))
                    .map(Campaign::id)
                    .findFirst()
                    .orElseGet(() -> campaigns.offer(
                            ana,
                            terms(
                                    "A roof for the shed",
                                    "Slates, battens and a week of work, so that the timber stays dry.",
                                    Kind.CAPPED_SHARE,
                                    30_000,
                                    "6/5",
                                    "40",
                                    false,
                                    "The roof of the shed"),
                            "demo:roof"));
            if (!instruments.of(commons.id(), campaign).isEmpty()) return;
            var willow = ledger.counterparty(commons.id(), "Willow Foundation");
            instruments.payIn(ana, instruments.commit(ana, campaign, willow, 30_000, "demo:willow"));
        });
    }

    /// All or nothing, still open when the demo starts.
    @Bean
    StoryPart oven() {
        return new StoryPart(Of.VILLAGE, 140, scene -> {
            var ana = scene.steward();
            var ben = scene.member("Ben");
            var commons = scene.commons();
            boolean isThere = campaigns.campaigns(commons).stream()
                    .anyMatch(one -> one.terms().title().equals("A wood-fired oven"));
            if (isThere) return;
            var campaign = campaigns.offer(
                    ana,
                    terms(
                            "A wood-fired oven",
                            "Bread on Saturdays, tiles on Mondays. It pays from what it brings in.",
                            Kind.REVENUE_SHARE,
                            80_000,
                            "13/10",
                            "6",
                            true,
                            "The oven"),
                    "demo:oven");
            var club = ledger.counterparty(commons.id(), "Village savings club");
            instruments.payIn(ana, instruments.commit(ana, campaign, club, 25_000, "demo:oven:1"));
            instruments.commit(ben, campaign, ben.party(), 10_000, "demo:oven:2");
        });
    }

    private Campaign.Terms terms(
            String title,
            String purpose,
            Kind kind,
            long target,
            String multiple,
            String rate,
            boolean allOrNothing,
            String asset) {
        return new Campaign.Terms(
                title,
                purpose,
                kind,
                target,
                today.date().plusDays(40),
                allOrNothing,
                Ratio.parse(multiple),
                Ratio.parse(rate),
                1,
                Optional.empty(),
                Optional.empty(),
                asset);
    }
}
