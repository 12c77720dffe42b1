package coppice.server.charter;

import coppice.server.commons.Governance;
import coppice.server.commons.Matter;
import coppice.server.commons.Procedure;
import coppice.server.kernel.CommonsId;
import org.springframework.stereotype.Component;

/// Tells the room below what the charter in force says.
@Component
class CharterGovernance implements Governance {
    private final CharterTables tables;

    CharterGovernance(CharterTables tables) {
        this.tables = tables;
    }

    private Charter charter(CommonsId commons) {
        return tables.inForce(commons).charter();
    }

    @Override
    public String purpose(CommonsId commons) {
        return charter(commons).purpose();
    }

    @Override
    public Procedure procedure(CommonsId commons, Matter matter) {
        return charter(commons).chapter(DecisionRules.class).procedure(matter);
    }
}
