package coppice.server.decisions;

import coppice.rules.voting.Stance;
import coppice.server.commons.Motions;
import coppice.server.commons.Scene.Of;
import coppice.server.commons.StoryPart;
import coppice.server.kernel.ThreadId;
import coppice.server.ledger.ReserveMotion.SpendReserve;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The thread about the kiln grew into a proposal, open when the demo starts.
@Configuration(proxyBeanMethods = false)
class DecisionStory {
    @Bean
    StoryPart fetchTheKiln(Decisions decisions, Proposals proposals, Motions motions) {
        return new StoryPart(Of.VILLAGE, 65, scene -> {
            var commons = scene.commons();
            var ben = scene.member("Ben");
            var haulage = new SpendReserve(
                    "expenses", commons.money(12_000), Optional.of("Haulier"), Optional.of("Moving the kiln"));
            var put = new Decisions.Put(
                    Optional.of(scene.of("thread about the kiln", ThreadId.class)),
                    Optional.of(motions.act(commons, haulage)),
                    "Fetch the school’s kiln",
                    "It costs 120 to move it, and we could fire our own tiles for the shed.",
                    false);
            var proposal = decisions.propose(ben, put, "demo:proposal:1");
            var now = proposals.proposal(commons, proposal);
            if (!now.isOpen() || !proposals.voices(commons.id(), proposal).isEmpty()) return;
            decisions.take(ben, proposal, Stance.YES, "Tiles of our own, at last.");
            decisions.take(scene.member("Cy"), proposal, Stance.ABSTAIN, "");
        });
    }
}
