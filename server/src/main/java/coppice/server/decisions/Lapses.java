package coppice.server.decisions;

import coppice.server.commons.CommonsEnded;
import coppice.server.decisions.Proposal.Outcome;
import coppice.server.decisions.Proposal.Reason;
import coppice.server.polls.SecretBallots;
import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// What is still to be decided when the commons ends lapses, and what was decided and not done is given up.
@Component
class Lapses {
    private final DecisionTables tables;
    private final VoterTables roll;
    private final SecretBallots ballots;

    Lapses(DecisionTables tables, VoterTables roll, SecretBallots ballots) {
        this.tables = tables;
        this.roll = roll;
        this.ballots = ballots;
    }

    @EventListener
    void ended(CommonsEnded ended) {
        var commons = ended.by().commons().id();
        for (var open : tables.lockOpen(commons)) {
            ballots.discard(commons, open);
            tables.addOutcome(
                    commons,
                    open,
                    new Outcome(
                            ended.at(), Reason.ENDED, roll.voters(commons, open).size(), 0, 0, Map.of(), Map.of()));
        }
        tables.giveUp(commons, ended.by().decision(), ended.at());
    }
}
