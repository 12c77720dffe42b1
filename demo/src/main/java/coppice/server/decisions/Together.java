package coppice.server.decisions;

import coppice.rules.voting.Stance;
import coppice.server.charter.AmendCharter;
import coppice.server.charter.Charter;
import coppice.server.charter.Charters;
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
    private final Charters charters;

    Together(Decisions decisions, Proposals proposals, Motions motions, Charters charters) {
        this.proposals = proposals;
        this.decisions = decisions;
        this.motions = motions;
        this.charters = charters;
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
        var before = charters.inForce(scene.commons().id());
        var after = change.apply(before.charter());
        if (!after.equals(before.charter()))
            decide(scene, new AmendCharter(before.version(), after, title), title, key);
    }
}
