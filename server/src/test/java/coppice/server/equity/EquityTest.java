package coppice.server.equity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coppice.rules.shares.ShareClass;
import coppice.rules.shares.ShareForm;
import coppice.rules.voting.Stance;
import coppice.server.Owning;
import coppice.server.Putting;
import coppice.server.charter.DecisionRules;
import coppice.server.contributions.Contributions;
import coppice.server.decisions.Proposal.Step;
import coppice.server.equity.Ownership.Qualification;
import coppice.server.ledger.Account.Spec;
import coppice.server.ledger.Ledger;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// F1 to F10 of a FairShares commons, attacked.
class EquityTest extends Owning {
    private final Redemptions redemptions = house.room(Redemptions.class);
    private final DividendsOfRuns dividends = house.room(DividendsOfRuns.class);

    @BeforeEach
    void founded() {
        found();
    }

    private void everyClass() {
        contracts.begin(ana, party(2), today());
        issue(ShareClass.WORKER, party(2), 10, 0);
        issue(ShareClass.USER, party(3), 4, 0);
        issue(ShareClass.FUNDER, party(3), 100, 10_000);
        issue(ShareClass.FUNDER, ledger.counterparty(commons.id(), "Savings club"), 300, 30_000);
    }

    /// F1, F2: of 30 % of 1,000.07, four equal parts; the odd unit and the classes without points stay, each
    /// for itself.
    @Test
    void aDividendGoesToFourClassesInEqualParts() {
        everyClass();
        income(100_007);
        var run = run(100_007);
        var dividend = dividends.of(commons.id(), run).orElseThrow();
        assertThat(dividend.amount()).isEqualTo(30_002);
        assertThat(dividend.odd()).isEqualTo(2);
        assertThat(dividend.parts().values())
                .allSatisfy(part -> assertThat(part.amount()).isEqualTo(7_500));
        assertThat(held(Spec.member(party(0)))).isEqualTo(3_750);
        assertThat(held(Spec.member(party(1)))).isEqualTo(3_750);
        assertThat(held(Spec.member(party(3)))).isEqualTo(1_875);
        assertThat(held(commons, "equity.worker")).isEqualTo(7_500);
        assertThat(held(commons, "equity.user")).isEqualTo(7_500);
        assertThat(dividends.recomputes(dividend)).isTrue();
        assertThat(ledger.wrongTotals(commons.id())).isZero();
    }

    /// F3: founder shares are issued at the founding and never again, whoever asks, by whatever way.
    @Test
    void noFounderShareComesAfterTheFounding() {
        assertThat(refusal(() -> issue(ShareClass.FOUNDER, party(2), 1, 0)))
                .isInstanceOf(EquityRefusal.OnlyAtFounding.class);
        assertThat(refusal(() -> register.found(ana, today(), List.of(party(2)), key())))
                .isInstanceOf(EquityRefusal.AlreadyFounded.class);
        assertThatThrownBy(() -> house.sql()
                        .sql("""
                                insert into equity.event (commons_id, number, kind, class, party_id, shares, minor_units,
                                  happened_on, source, reason, recorded_at, authority, authority_ref, request_key,
                                  request_digest)
                                values (?, 99, 'ISSUE', 'FOUNDER', ?, 1, 0, now(), '', '', now(), 'CHARTER', '', 'x', '')
                                """)
                        .params(commons.id().value(), party(2).value())
                        .update())
                .hasMessageContaining("founder_shares_at_the_founding");
    }

    /// F4: no contract, no workers' shares; they end with it, and with the membership.
    @Test
    void workersSharesLiveAsLongAsTheContract() {
        assertThat(refusal(() -> issue(ShareClass.WORKER, party(2), 1, 0)))
                .isInstanceOf(EquityRefusal.NoContract.class);
        contracts.begin(ana, party(2), today());
        assertThat(refusal(() -> contracts.begin(ana, party(2), today())))
                .isInstanceOf(EquityRefusal.ContractRuns.class);
        issue(ShareClass.WORKER, party(2), 10, 0);
        contracts.end(ana, party(2), today());
        assertThat(shares(ShareClass.WORKER, party(2))).isZero();
        contracts.begin(ana, party(2), today());
        issue(ShareClass.WORKER, party(2), 5, 0);
        issue(ShareClass.USER, party(2), 5, 0);
        issue(ShareClass.FUNDER, party(2), 5, 500);
        commonses.release(ana, party(2));
        assertThat(shares(ShareClass.WORKER, party(2))).isZero();
        assertThat(shares(ShareClass.USER, party(2))).isZero();
        assertThat(shares(ShareClass.FUNDER, party(2))).isEqualTo(5);
    }

    /// F5: only funders' shares change hands.
    @Test
    void noOtherSharesChangeHands() {
        everyClass();
        for (var of : List.of(ShareClass.FOUNDER, ShareClass.WORKER, ShareClass.USER)) {
            assertThat(refusal(() -> register.transfer(ana, of, party(1), 1, key())))
                    .isInstanceOf(EquityRefusal.NotTransferable.class);
            assertThatThrownBy(() -> house.sql()
                            .sql("""
                                    insert into equity.event (commons_id, number, kind, class, party_id, to_party_id,
                                      shares, minor_units, happened_on, source, reason, recorded_at, authority,
                                      authority_ref, request_key, request_digest)
                                    values (?, 99, 'TRANSFER', ?, ?, ?, 1, 0, now(), '', '', now(), 'OWN_ACT', '', 'x', '')
                                    """)
                            .params(commons.id().value(), of.name(), party(0).value(), party(1).value())
                            .update())
                    .hasMessageContaining("only_funders_shares_change_hands");
        }
        register.transfer(members.get(3), ShareClass.FUNDER, party(1), 40, key());
        assertThat(shares(ShareClass.FUNDER, party(1))).isEqualTo(40);
        assertThat(shares(ShareClass.FUNDER, party(3))).isEqualTo(60);
    }

    /// F6 and F7: one member, one vote, whatever they hold; a class that loses, or is evenly split, stops it.
    @Test
    void aSpecialResolutionNeedsEveryClass() {
        everyClass();
        var terms = Map.of("debts", "");
        var lost = decided(put("dissolve", terms, Stance.NO, Stance.YES, Stance.YES, Stance.YES));
        assertThat(lost.step()).isEqualTo(Step.FAILED);
        assertThat(lost.closed().orElseThrow().counts())
                .containsEntry(Stance.YES, 3L)
                .containsEntry(Stance.NO, 1L);
        assertThat(lost.closed().orElseThrow().eligible()).isEqualTo(4);
        assertThat(lost.closed().orElseThrow().classes().keySet())
                .containsExactlyInAnyOrder("equity:FOUNDER", "equity:FUNDER", "equity:USER", "equity:WORKER");
        var silent = put("dissolve", terms, Stance.YES, Stance.YES, Stance.ABSTAIN, Stance.YES);
        assertThat(decided(silent).step()).isEqualTo(Step.FAILED);
    }

    /// A class resolution: a majority of the votes of one class makes an ordinary proposal a special one.
    @Test
    void aClassCanAskForASpecialResolution() {
        everyClass();
        var charter = charters.inForce(commons.id());
        charters.amend(
                ana,
                charter.version(),
                charter.charter()
                        .with(DecisionRules.NONE.withProcedures(Map.of(
                                coppice.server.commons.Matter.RESERVE,
                                new coppice.server.commons.Procedure(
                                        coppice.rules.voting.PassingRule.Method.YES_NO,
                                        coppice.rules.voting.Majority.SIMPLE,
                                        50,
                                        7,
                                        false)))),
                "By yes and no",
                key());
        ledger.book(ana, new Ledger.ByHand(today(), "Saved", "sales", "reserve", "", 5_000), key());
        var proposal = put(
                "spend-reserve",
                Map.of("amount", "10.00", "to", "expenses", "party", "Sawmill", "description", "Boards"),
                Stance.YES,
                Stance.YES,
                Stance.NO);
        var terms = Map.of("proposal", proposal.toString(), "class", "equity:WORKER");
        assertThat(refusal(() -> Putting.propose(
                                members.get(3), Optional.empty(), "call-special", terms, "x", "x", key()))
                        .code())
                .isEqualTo("not-in-class");
        var call = Putting.propose(
                members.get(2), Optional.empty(), "call-special", terms, "Hear us", "We work here", key());
        assertThat(refusal(() -> decisions.take(ana, call, Stance.YES, "")).code())
                .isEqualTo("not-a-voter");
        decisions.take(members.get(2), call, Stance.YES, "");
        assertThat(decisions.closeEarly(members.get(2), call).step()).isEqualTo(Step.ENACTED);
        decisions.take(members.get(3), proposal, Stance.YES, "");
        var decided = decided(proposal);
        assertThat(decided.conduct().classMajority()).isTrue();
        assertThat(decided.step()).isEqualTo(Step.FAILED);
        assertThat(decided.closed().orElseThrow().counts()).containsEntry(Stance.YES, 3L);
    }

    /// F8: fractions that do not fit the form are refused.
    @Test
    void fractionsStayWithinTheForm() {
        var now = charters.inForce(commons.id());
        var company = Ownership.preset(ShareForm.COMPANY, 2);
        for (var wrong : List.of(
                Map.of(ShareClass.WORKER, "29", ShareClass.USER, "41", ShareClass.FUNDER, "30"),
                Map.of(ShareClass.WORKER, "30", ShareClass.USER, "29", ShareClass.FUNDER, "41"),
                Map.of(ShareClass.WORKER, "35", ShareClass.USER, "35", ShareClass.FUNDER, "29.9"),
                Map.of(
                        ShareClass.FOUNDER,
                        "10",
                        ShareClass.WORKER,
                        "35",
                        ShareClass.USER,
                        "35",
                        ShareClass.FUNDER,
                        "20"))) {
            var fractions = new EnumMap<ShareClass, BigDecimal>(ShareClass.class);
            wrong.forEach((of, percent) -> fractions.put(of, new BigDecimal(percent)));
            var then = now.charter()
                    .with(new OwnershipRules(
                            new Ownership(company.form(), fractions, List.of(), company.gainPercent(), 3, 100, 500)));
            assertThat(refusal(() -> put("amend-charter", Putting.amendment(now, then, "Other parts"))))
                    .isInstanceOf(EquityRefusal.BadFractions.class);
        }
    }

    /// F9: 32 at once redeem against one fund; never more than the fund and half of the reserves at the
    /// year's start.
    @Test
    void nobodyIsPaidBackBeyondTheFund() throws Exception {
        issue(ShareClass.FUNDER, party(3), 400, 40_000);
        ledger.book(ana, new Ledger.ByHand(today().minusYears(2), "Saved", "sales", "reserve", "", 50_000), key());
        income(90_000);
        run(90_000);
        assertThat(held(commons, "equity.redemption")).isEqualTo(9_000);
        for (int i = 0; i < 8; i++) redemptions.ask(members.get(3), 50, key());
        assertThat(refusal(() -> redemptions.ask(members.get(3), 1, key())))
                .isInstanceOf(EquityRefusal.AskedBefore.class);
        var calls = new ArrayList<Callable<Integer>>();
        for (int i = 0; i < 64; i++) {
            String key = "redeem-" + i / 2;
            var visitor = program("Ana");
            calls.add(() -> visitor.postJson(
                            "/api" + commons.address() + "/equity/withdrawals/payments", commons.slug() + key, "")
                    .statusCode());
        }
        assertThat(together(calls)).allMatch(code -> code == 200 || code == 409).contains(200);
        assertThat(held(commons, "equity.redemption")).isZero();
        assertThat(shares(ShareClass.FUNDER, party(3))).isEqualTo(310);
        assertThat(held(Spec.member(party(3)))).isGreaterThanOrEqualTo(9_000);
        assertThat(redemptions.all(commons.id()).stream()
                        .mapToLong(Redemptions.Request::paid)
                        .sum())
                .isEqualTo(9_000);
    }

    /// F9, the other bound: half of what the reserves held on 1 January.
    @Test
    void aYearPaysBackHalfOfTheReservesAtMost() {
        issue(ShareClass.FUNDER, party(3), 400, 40_000);
        ledger.book(ana, new Ledger.ByHand(today().minusYears(2), "Saved", "sales", "reserve", "", 4_010), key());
        income(90_000);
        run(90_000);
        redemptions.ask(members.get(3), 400, key());
        assertThat(redemptions.pay(ana, key())).isEqualTo(2_000);
        assertThat(refusal(() -> redemptions.pay(ana, key()))).isInstanceOf(EquityRefusal.NothingToWithdraw.class);
    }

    /// Two withdrawals of one holder in one payment: with the last share the last unit of the money put in
    /// goes, too.
    @Test
    void theLastShareTakesTheLastUnit() {
        issue(ShareClass.FUNDER, party(3), 3, 100);
        ledger.book(ana, new Ledger.ByHand(today().minusYears(2), "Saved", "sales", "reserve", "", 50_000), key());
        income(50_000);
        run(50_000);
        redemptions.ask(members.get(3), 1, key());
        redemptions.ask(members.get(3), 2, key());
        redemptions.pay(ana, key());
        assertThat(register.events(commons.id()).stream()
                        .filter(event -> event.kind() == ShareEvent.Kind.REDEEM)
                        .mapToLong(ShareEvent::minorUnits)
                        .sum())
                .isEqualTo(100);
    }

    @Test
    void sharesHeldTooShortlyAreNotPaidBack() {
        register.issue(ana, new Register.Issue(ShareClass.FUNDER, party(3), 10, 1_000, today(), "New money"), key());
        ledger.book(ana, new Ledger.ByHand(today().minusYears(2), "Saved", "sales", "reserve", "", 50_000), key());
        income(50_000);
        run(50_000);
        redemptions.ask(members.get(3), 10, key());
        assertThat(refusal(() -> redemptions.pay(ana, key()))).isInstanceOf(EquityRefusal.NothingToWithdraw.class);
    }

    /// Shares follow from what people do: 20 hours of work earn one, once.
    @Test
    void whatIsDoneEarnsShares() {
        var ownership = Ownership.preset(ShareForm.FOUR_QUARTERS, 2);
        var now = charters.inForce(commons.id());
        var then = now.charter()
                .with(new OwnershipRules(new Ownership(
                        ownership.form(),
                        ownership.fractions(),
                        List.of(new Qualification(ShareClass.WORKER, "work", new BigDecimal("20"))),
                        ownership.gainPercent(),
                        3,
                        100,
                        500)));
        assertThat(all("amend-charter", Putting.amendment(now, then, "Work earns shares"))
                        .step())
                .isEqualTo(Step.ENACTED);
        contracts.begin(ana, party(2), today());
        var contributions = house.room(Contributions.class);
        var told = contributions.log(
                members.get(2),
                new Contributions.Telling("work", new BigDecimal("45"), 0, "", today(), "Much work", Optional.empty()),
                key());
        contributions.say(ana, told, coppice.server.contributions.Verdict.Word.RECOGNISED, "");
        var earnings = house.room(Earnings.class);
        assertThat(earnings.issue(members.get(1), key())).isEqualTo(2);
        assertThat(shares(ShareClass.WORKER, party(2))).isEqualTo(2);
        assertThat(refusal(() -> earnings.issue(members.get(1), key())))
                .isInstanceOf(EquityRefusal.NothingEarned.class);
    }

    /// The source's own figures: 45,000 shares, from 60,000 to 75,000: 5,000 new ones at 1.50.
    @Test
    void aGainIsIssuedToWorkersAndUsers() {
        contracts.begin(ana, party(2), today());
        issue(ShareClass.WORKER, party(2), 3, 0);
        issue(ShareClass.USER, party(3), 1, 0);
        issue(ShareClass.FUNDER, party(1), 45_000, 6_000_000);
        var gains = house.room(Gains.class);
        gains.issue(ana, 7_500_000, key());
        assertThat(shares(ShareClass.FUNDER, party(2))).isEqualTo(2_500);
        assertThat(shares(ShareClass.FUNDER, party(3))).isEqualTo(2_500);
        gains.issue(ana, 6_500_000, key());
        assertThat(register.outstanding(commons.id())).containsEntry(ShareClass.FUNDER, 50_000L);
    }

    /// C1: what is held is the replay, at every day.
    @Test
    void whatIsHeldIsTheReplay() {
        everyClass();
        register.transfer(members.get(3), ShareClass.FUNDER, party(1), 40, key());
        register.cancel(ana, ShareClass.USER, party(3), 1, "Left the flat", key());
        assertThat(register.holdings(commons.id(), today())).isEqualTo(register.holdings(commons.id()));
        assertThat(register.holdings(commons.id(), today().minusYears(5))).isEmpty();
        assertThat(register.events(commons.id()))
                .extracting(ShareEvent::number)
                .isSorted()
                .doesNotHaveDuplicates();
    }

    /// C4: 32 at once hand the same shares on; nobody ends below nothing, and none is doubled.
    @Test
    void noHoldingFallsBelowNothing() throws Exception {
        issue(ShareClass.FUNDER, party(3), 100, 10_000);
        var calls = new ArrayList<Callable<Integer>>();
        var dot = program("Dot");
        for (int i = 0; i < 64; i++) {
            String body = "{\"to\":\"" + party(i % 2) + "\",\"shareClass\":\"FUNDER\",\"shares\":30}";
            String key = commons.slug() + "-handed-" + i;
            calls.add(() -> dot.postJson("/api" + commons.address() + "/equity/transfers", key, body)
                    .statusCode());
        }
        assertThat(together(calls).stream().filter(code -> code == 200).count()).isEqualTo(3);
        assertThat(shares(ShareClass.FUNDER, party(3))).isEqualTo(10);
        assertThat(register.outstanding(commons.id())).containsEntry(ShareClass.FUNDER, 100L);
        assertThat(register.holdings(commons.id(), today())).isEqualTo(register.holdings(commons.id()));
    }

    @Test
    void theSameRequestIsOneIssue() {
        var issue = new Register.Issue(ShareClass.FUNDER, party(1), 10, 1_000, today(), "Once");
        long first = register.issue(ana, issue, "once-" + commons.slug());
        assertThat(register.issue(ana, issue, "once-" + commons.slug())).isEqualTo(first);
        assertThat(shares(ShareClass.FUNDER, party(1))).isEqualTo(10);
        var entry = register.events(commons.id()).getLast().entry().orElseThrow();
        assertThat(refusal(() -> ledger.reverse(ana, entry, "By mistake", key())))
                .isInstanceOf(EquityRefusal.EntryOfShares.class);
    }

    /// A founding that only some want does not happen.
    @Test
    void aStewardAloneFoundsNothing() {
        var other = make("unfounded", charter());
        var steward = (coppice.server.commons.Steward) member(other, "Ana");
        assertThat(refusal(() -> register.found(steward, today(), List.of(steward.party()), key()))
                        .code())
                .isEqualTo("needs-a-decision");
    }
}
