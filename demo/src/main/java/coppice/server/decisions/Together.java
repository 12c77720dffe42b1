package coppice.server.decisions;

import coppice.server.kernel.ProposalId;
import coppice.rules.voting.Stance;
import coppice.server.commons.Charter;
import coppice.server.commons.CommonsMotions.AmendCharter;
import coppice.server.commons.Commonses;
import coppice.server.commons.Motions;
import coppice.server.commons.Scene;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;

/// What all of a story's people decide together, all of them saying yes.
@Component
public class Together {
    private final Decisions decisions;
    private final Proposals proposals;
    private final Motions motions;
    private final Commonses commonses;

    Together(Decisions decisions, Proposals proposals, Motions motions, Commonses commonses) {
        this.proposals = proposals;
        this.decisions = decisions;
        this.motions = motions;
        this.commonses = commonses;
    }

    public void decide(Scene scene, Record terms, String title, String key) {
        var commons = scene.commons();
        var put = new Decisions.Put(
                Optional.empty(), Optional.of(motions.act(commons, terms)), title, "All of us talked it over.", false);
        var proposal = decisions.propose(scene.steward(), put, key);
        if (!proposals.proposal(commons, proposal).isOpen()) return;
        for (var member : scene.members()) decisions.take(member, proposal, Stance.YES, "");
        decisions.closeEarly(scene.steward(), proposal);
    }

    public void amend(Scene scene, UnaryOperator<Charter> change, String title, String key) {
        var before = commonses.charter(scene.commons().id());
        var after = change.apply(before.charter());
        if (!after.equals(before.charter()))
            decide(scene, new AmendCharter(before.version(), after, title), title, key);
    }
}
