package coppice.server.decisions;

import coppice.server.commons.CommonsEnded;
import coppice.server.decisions.Proposal.Outcome;
import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// What is still to be decided when the commons ends lapses, and what was decided and not done is given up.
@Component
class Lapses {
    private final LapseTables tables;
    private final DecisionTables proposals;
    private final Urn urn;

    Lapses(LapseTables tables, DecisionTables proposals, Urn urn) {
        this.tables = tables;
        this.proposals = proposals;
        this.urn = urn;
    }

    @EventListener
    void ended(CommonsEnded ended) {
        var commons = ended.by().commons().id();
        for (var open : tables.lockOpen(commons)) {
            urn.throwAway(commons, open);
            proposals.addOutcome(
                    commons,
                    open,
                    new Outcome(
                            ended.at(), Proposal.ENDED, proposals.eligible(commons, open), 0, 0, Map.of(), Map.of()));
        }
        tables.giveUp(commons, ended.by().decision(), ended.at());
    }
}
