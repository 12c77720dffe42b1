package coppice.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import coppice.server.Refusing;
import org.junit.jupiter.api.Test;

class StatementRefusalsTest extends Refusing {
    @Test
    void aRowIsInAStatementOnce() {
        var columns = "datetime,shortId,description,kind,amount,paymentProcessorFee,netAmount,currency,"
                + "oppositeAccountSlug,oppositeAccountName\\n";
        var row = "2026-09-01,abc,Gift,CONTRIBUTION,10.00,0.00,10.00,EUR,willow,Willow\\n";
        assertThat(refused("Ana", "/ledger/statements", "{'name':'a.csv','content':'" + columns + row + row + "'}"))
                .isEqualTo("row-twice");
        assertThat(refused("Ana", "/ledger/statements", "{'name':'a.csv','content':'" + columns + row + "'}"))
                .isEmpty();
    }
}
