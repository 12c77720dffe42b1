package coppice.server.decisions;

import static org.assertj.core.api.Assertions.assertThat;

import coppice.rules.voting.Majority;
import coppice.rules.voting.PassingRule.Method;
import coppice.rules.voting.Stance;
import coppice.server.Visitor;
import coppice.server.commons.Matter;
import coppice.server.commons.Procedure;
import coppice.server.commons.Procedure.Way;
import coppice.server.decisions.Decisions.Said;
import coppice.server.polls.SecretPollsTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Proposals whose stances nobody can tie to a person.
class SecretProposalsTest extends Electing {
    @Test
    void aSecretProposalTiesNoStanceToAPerson() {
        decide(Matter.OTHER, yesNo(Majority.SIMPLE).with(Way.SECRET));
        var proposal = propose("A new steward's coat");
        var receipts = new ArrayList<String>();
        var stances = List.of(Stance.YES, Stance.NO, Stance.YES);
        for (int i = 0; i < 3; i++)
            receipts.add(decisions.take(
                    members.get(i),
                    proposal,
                    new Said(stances.get(i), "", "", UUID.randomUUID().toString())));
        assertThat(proposals
                        .tally(commons, proposals.proposal(commons, proposal))
                        .counts())
                .as("before the close")
                .isEmpty();
        decisions.take(members.get(1), proposal, new Said(Stance.ABSTAIN, "", receipts.get(1), "x"));
        assertThat(refusal(() -> decisions.take(members.get(2), proposal, Stance.NO, ""))
                        .code())
                .isEqualTo("ballot-already-cast");
        var outcome = outcome(proposal);
        assertThat(outcome.counts()).isEqualTo(Map.of(Stance.YES, 2L, Stance.ABSTAIN, 1L));
        assertThat(outcome.passed()).isTrue();
        assertThat(proposals.byReceipt(commons, proposal, receipts.get(1)).marks())
                .containsOnlyKeys(2);
        var sql = house.sql();
        assertThat(sql.sql("select count(*) from decisions.stance where proposal_id = ?")
                        .param(proposal.value())
                        .query(Long.class)
                        .single())
                .isZero();
        for (var rows : List.of("polls.secret_ballot where subject_id = ?", "decisions.voter where proposal_id = ?"))
            assertThat(sql.sql("select distinct xmin::text from " + rows)
                            .param(proposal.value())
                            .query(String.class)
                            .list())
                    .as(rows)
                    .hasSize(1);
        SecretPollsTest.noValueOfABallotStandsElsewhere(house, receipts);
    }

    @Test
    void twoStancesWouldNotBeSecret() {
        decide(Matter.OTHER, new Procedure(Method.YES_NO, Majority.SIMPLE, 0, 7, false).with(Way.SECRET));
        var proposal = propose("A coat");
        take(proposal, Stance.YES, Stance.YES);
        var outcome = outcome(proposal);
        assertThat(outcome.reason()).isEqualTo(Proposal.Reason.TOO_FEW_FOR_SECRECY);
        assertThat(outcome.counts()).isEmpty();
        assertThat(outcome.took()).isEqualTo(2);
        assertThat(Visitor.signedIn(house.story().person("Ben"))
                        .get(Proposals.address(commons, proposal))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aSecretStanceIsGivenInTheBrowserAndItsReceiptFindsIt() {
        decide(Matter.OTHER, yesNo(Majority.SIMPLE).with(Way.SECRET));
        var proposal = propose("A coat");
        take(proposal, Stance.YES, Stance.YES);
        var cy = Visitor.signedIn(house.story().person("Cy"));
        String at = Proposals.address(commons, proposal);
        String page = cy.post(at + "/stances", Map.of("stance", "NO", "reason", "Too dear"))
                .body();
        var match = java.util.regex.Pattern.compile("<b>([0-9A-Z-]{24})</b>").matcher(page);
        assertThat(match.find()).isTrue();
        outcome(proposal);
        assertThat(cy.post(at + "/receipt", Map.of("receipt", match.group(1))).body())
                .contains("<p>No</p>", "Too dear");
        assertThat(cy.post(at + "/receipt", Map.of("receipt", "2222-2222-2222-2222-2222"))
                        .statusCode())
                .isEqualTo(422);
    }
}
