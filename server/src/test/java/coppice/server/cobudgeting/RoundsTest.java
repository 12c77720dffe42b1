package coppice.server.cobudgeting;

import static org.assertj.core.api.Assertions.assertThat;

import coppice.server.Budgeting;
import coppice.server.Visitor;
import coppice.server.cobudgeting.Ballots.Choice;
import coppice.server.cobudgeting.Round.Rule;
import coppice.server.cobudgeting.Rounds.Giving;
import coppice.server.cobudgeting.Rounds.How;
import coppice.server.commons.Role;
import coppice.server.expenses.Expense;
import coppice.server.ledger.Account.Spec;
import coppice.server.ledger.Ledger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Rounds of every rule, from the pool to what came of it.
class RoundsTest extends Budgeting {
    @Test
    void membersFundSpendAndReport() {
        var round = direct();
        var shelves = bucket(round, 20_000, 30_000);
        fund(0, shelves, 10_000);
        assertThat(code(() -> fund(0, shelves, 6_000))).isEqualTo(CANNOT_PAY);
        fund(2, shelves, 15_000);
        assertThat(code(() -> fund(3, shelves, 6_000))).isEqualTo("over-goal");
        fund(3, shelves, 5_000);
        assertThat(read(shelves).state()).isEqualTo(BucketState.FUNDED);
        assertThat(code(() -> fund(1, shelves, 1))).isEqualTo("cannot-happen");
        var nails = claim(1, shelves, 4_000);
        assertThat(code(() -> expenses.judge(members.get(1), nails, true, ""))).isEqualTo("own-expense");
        assertThat(expenses.judge(members.get(2), nails, true, "").state()).isEqualTo(Expense.State.PAID);
        assertThat(code(() -> expenses.judge(members.get(3), nails, true, ""))).isEqualTo("expense-decided");
        assertThat(ledger.account(commons, Spec.member(members.get(1).party())).holdsMinorUnits())
                .isEqualTo(4_000);
        assertThat(read(shelves).state()).isEqualTo(BucketState.DELIVERY);
        buckets.complete(members.get(1), shelves, "They hold");
        assertThat(read(shelves).state()).isEqualTo(BucketState.COMPLETED);
        assertThat(holds(shelves)).isZero();
        assertThat(inside()).isEqualTo(100_000 - 4_000);
        assertThat(ledger.wrongTotals(commons.id())).isZero();
        assertThat(Visitor.nobody()
                        .get(commons.address() + "/openbooks/journal")
                        .body())
                .contains(
                        "account assets:cobudgeting\n",
                        "account assets:cobudgeting:" + read(shelves).title() + "\n");
    }

    @Test
    void whatIsNotGivenOutComesBackToThePool() {
        var round = direct();
        var shelves = bucket(round, 20_000, 20_000);
        fund(0, shelves, 15_000);
        assertThat(rounds.pool(commons)).isEqualTo(40_000);
        house.later(LATER, () -> {
            assertThat(read(shelves).state()).isEqualTo(BucketState.PARTLY);
            assertThat(rounds.pool(commons)).isEqualTo(85_000);
            assertThat(code(() -> fund(2, shelves, 100))).isEqualTo("funding-over");
            buckets.accept(members.get(1), shelves);
            assertThat(read(shelves).state()).isEqualTo(BucketState.FUNDED);
            return true;
        });
    }

    @Test
    void whatIsTooLittleGoesBackAfterTwoWeeks() {
        var round = direct("unspent", "funders");
        var shelves = bucket(round, 20_000, 20_000);
        fund(0, shelves, 15_000);
        house.later(Duration.ofDays(12), () -> read(shelves).state());
        house.later(LATER, () -> {
            assertThat(read(shelves).state()).isEqualTo(BucketState.UNFUNDED);
            return true;
        });
        assertThat(holds(shelves)).isZero();
        assertThat(fundings.purse(ana, round)).isEqualTo(15_000);
        assertThat(inside()).isEqualTo(100_000);
    }

    @Test
    void fundersTakeBackUntilTheMinimumIsReached() {
        var round = direct();
        var shelves = bucket(round, 12_000, 30_000);
        fund(0, shelves, 10_000);
        fundings.takeBack(ana, shelves, 4_000, key());
        assertThat(fundings.stake(commons.id(), shelves, ana.party())).isEqualTo(6_000);
        assertThat(code(() -> fundings.takeBack(ana, shelves, 6_001, key()))).isEqualTo("not-that-much-there");
        assertThat(code(() -> fundings.takeBack(members.get(2), shelves, 1, key())))
                .isEqualTo("not-that-much-there");
        fund(2, shelves, 6_000);
        assertThat(code(() -> fundings.takeBack(ana, shelves, 1, key()))).isEqualTo("no-taking-back");
        var other = direct("takeBack", "", "amount", "400.00");
        var kiln = bucket(other, 10_000, 10_000);
        fund(0, kiln, 5_000);
        assertThat(code(() -> fundings.takeBack(ana, kiln, 1, key()))).isEqualTo("no-taking-back");
    }

    @Test
    void aBucketThatIsCalledOffGivesBackByABooking() {
        var round = direct();
        var shelves = bucket(round, 20_000, 20_000);
        fund(0, shelves, 5_000);
        fund(2, shelves, 2_500);
        buckets.cancel(members.get(1), shelves, "No wall");
        assertThat(read(shelves).state()).isEqualTo(BucketState.CANCELLED);
        assertThat(fundings.purse(ana, round)).isEqualTo(15_000);
        assertThat(fundings.purse(members.get(2), round)).isEqualTo(15_000);
        var account = ledger.known(commons.id(), List.of(read(shelves).account().code()))
                .get(read(shelves).account().code());
        assertThat(account.creditMinorUnits()).isEqualTo(7_500);
        assertThat(account.debitMinorUnits()).isEqualTo(7_500);
    }

    @Test
    void aReportThatIsLateStopsSpendingUntilItComes() {
        var round = direct("reportDays", "5");
        var shelves = bucket(round, 10_000, 10_000);
        fund(0, shelves, 10_000);
        buckets.start(members.get(1), shelves);
        house.later(Duration.ofDays(7), () -> {
            assertThat(read(shelves).state()).isEqualTo(BucketState.OVERDUE);
            assertThat(code(() -> claim(1, shelves, 100))).isEqualTo("cannot-happen");
            assertThat(code(() -> buckets.report(members.get(1), shelves, " "))).isEqualTo("report-missing");
            buckets.report(members.get(1), shelves, "Half way");
            assertThat(read(shelves).state()).isEqualTo(BucketState.DELIVERY);
            return true;
        });
    }

    @Test
    void equalSharesFundsAndExplains() {
        var round = open(
                Rule.EQUAL_SHARES,
                "completion",
                "EQUAL_SHARES",
                "fundingFrom",
                today().plusDays(1).toString(),
                "ideasUntil",
                today().toString());
        var shelves = bucket(round, 30_000, 30_000);
        var kiln = bucket(round, draft("Kiln", 20_000, 20_000));
        var boat = bucket(round, draft("Boat", 55_000, 55_000));
        house.later(Duration.ofDays(2), () -> {
            ballots.vote(ana, round.id(), List.of(new Choice(shelves, 1), new Choice(boat, 1)));
            ballots.vote(members.get(1), round.id(), List.of(new Choice(shelves, 1)));
            ballots.vote(members.get(2), round.id(), List.of(new Choice(kiln, 1)));
            ballots.vote(members.get(3), round.id(), List.of(new Choice(kiln, 1), new Choice(shelves, 1)));
            ballots.vote(members.get(1), round.id(), List.of(new Choice(shelves, 1), new Choice(kiln, 1)));
            assertThat(ballots.voters(commons.id(), round.id())).isEqualTo(4);
            assertThat(code(() -> ballots.vote(ana, round.id(), List.of(new Choice(UUID.randomUUID(), 1)))))
                    .isEqualTo("not-on-the-ballot");
            assertThat(code(() -> fund(0, shelves, 100))).isEqualTo("not-by-this-rule");
            return true;
        });
        house.later(LATER, () -> {
            assertThat(read(shelves).state()).isEqualTo(BucketState.FUNDED);
            assertThat(read(kiln).state()).isEqualTo(BucketState.FUNDED);
            assertThat(read(boat).state()).isEqualTo(BucketState.UNFUNDED);
            var settled = rounds.round(commons, round.id());
            var counted = ballots.count(commons, settled);
            assertThat(counted.allocation().spent()).isEqualTo(50_000);
            assertThat(ballots.paid(counted, commons, settled, ana.party()))
                    .containsExactly(Map.entry(shelves, 13_333L));
            assertThat(ballots.everyRule(commons, settled)).hasSize(8);
            assertThat(ballots.pabulib(commons, settled))
                    .contains("num_votes;4")
                    .contains("selected");
            return true;
        });
        assertThat(holds(shelves)).isEqualTo(30_000);
        assertThat(inside()).isEqualTo(100_000);
    }

    @Test
    void giftsOfManyAreMatchedMore() {
        for (var member : members)
            ledger.book(ana, new Ledger.ByHand(today(), "Owed", "work", "general", "", 10_000), key());
        for (int i = 0; i < 4; i++)
            ledger.account(commons, Spec.member(members.get(i).party()));
        for (var member : members)
            ledger.book(
                    ana, new Ledger.ByHand(today(), "Owed", "general", "member." + member.party(), "", 10_000), key());
        var round = open(Rule.QUADRATIC);
        var shelves = bucket(round, 20_000, 60_000);
        var boat = bucket(round, draft("Boat", 60_000, 60_000));
        for (int i = 0; i < 4; i++) fund(i, shelves, 2_500);
        fund(0, boat, 7_000);
        house.later(LATER, () -> {
            assertThat(read(shelves).state()).isEqualTo(BucketState.FUNDED);
            assertThat(read(boat).state()).isEqualTo(BucketState.PARTLY);
            return true;
        });
        house.later(LATER.plusDays(20), () -> {
            assertThat(read(boat).state()).isEqualTo(BucketState.UNFUNDED);
            return true;
        });
        assertThat(holds(shelves)).isEqualTo(10_000 + 15_000);
        assertThat(ledger.account(commons, Spec.member(ana.party())).holdsMinorUnits())
                .isEqualTo(7_500);
        var wood = claim(1, shelves, 20_000);
        expenses.judge(ana, wood, true, "");
        buckets.complete(members.get(1), shelves, "They hold");
        assertThat(ledger.account(commons, Spec.member(ana.party())).holdsMinorUnits())
                .isEqualTo(7_500 + 500);
        assertThat(inside()).isEqualTo(100_000 + 10_000 - 20_000 - 2_000);
    }

    @Test
    void supportThatStandsReleasesMoney() {
        var round = open(Rule.CONVICTION, "halfLifeDays", "1", "rho", "20");
        var shelves = bucket(round, 6_000, 6_000);
        var boat = bucket(round, draft("Boat", 40_000, 40_000));
        ballots.support(ana, shelves, 60);
        ballots.support(members.get(2), shelves, 60);
        assertThat(code(() -> ballots.support(ana, boat, 41))).isEqualTo("support-too-much");
        ballots.support(ana, boat, 40);
        assertThat(read(shelves).state()).isEqualTo(BucketState.FUNDING);
        house.later(Duration.ofDays(4), () -> {
            assertThat(read(shelves).state()).isEqualTo(BucketState.FUNDED);
            assertThat(read(boat).state()).isEqualTo(BucketState.FUNDING);
            return true;
        });
        assertThat(holds(shelves)).isEqualTo(6_000);
        house.later(LATER, () -> {
            assertThat(read(boat).state()).isEqualTo(BucketState.UNFUNDED);
            return true;
        });
    }

    @Test
    void partsAreGivenInEveryWay() {
        var round = open(Rule.DIRECT);
        rounds.give(ana, round.id(), new Giving(How.EQUALLY, 100, null, "", false), key());
        assertThat(rounds.parts(commons, round).values()).containsExactlyInAnyOrder(25L, 25L, 25L, 25L);
        rounds.give(ana, round.id(), new Giving(How.BY_ROLE, 75, Role.STEWARD, "", false), key());
        assertThat(fundings.purse(ana, round)).isEqualTo(100);
        String csv = "email,amount\nana@example.org;0.50\nben@example.org,1.00\nben@example.org,0.25\n";
        rounds.give(ana, round.id(), new Giving(How.LIST, 0, null, csv, true), key());
        assertThat(fundings.purse(ana, round)).isEqualTo(50);
        assertThat(fundings.purse(members.get(1), round)).isEqualTo(125);
        rounds.give(ana, round.id(), new Giving(How.LIST, 0, null, "ana@example.org,-0.50", false), key());
        assertThat(fundings.purse(ana, round)).isZero();
        assertThat(code(() -> rounds.give(
                        ana, round.id(), new Giving(How.LIST, 0, null, "ana@example.org,-0.50", false), key())))
                .isEqualTo("pool-too-small");
        assertThat(code(() -> rounds.plan(
                        commons, round.id(), new Giving(How.LIST, 0, null, "nobody@example.org,1.00", false))))
                .isEqualTo("unknown-member");
        assertThat(code(() -> rounds.plan(commons, round.id(), new Giving(How.LIST, 0, null, "ana,1", false))))
                .isEqualTo("line-of-parts");
        assertThat(code(() -> rounds.plan(commons, round.id(), new Giving(How.BY_CONTRIBUTION, 100, null, "", false))))
                .isEqualTo("nobody-to-give-to");
        assertThat(code(() -> rounds.give(ana, round.id(), new Giving(How.EQUALLY, 60_001, null, "", false), key())))
                .isEqualTo("pool-too-small");
    }

    @Test
    void aRoundThatIsCalledOffGivesAllBack() {
        var round = direct();
        var shelves = bucket(round, 20_000, 20_000);
        fund(0, shelves, 5_000);
        rounds.cancel(ana, round.id(), "Wrong dates");
        assertThat(read(shelves).state()).isEqualTo(BucketState.CANCELLED);
        assertThat(rounds.pool(commons)).isEqualTo(100_000);
        assertThat(code(() -> rounds.cancel(ana, round.id(), "Again"))).isEqualTo("funding-over");
    }

    @Test
    void anEntryOfARoundIsNotTakenBackByHand() {
        var round = direct();
        var shelves = bucket(round, 20_000, 20_000);
        var entry = fund(0, shelves, 5_000);
        assertThat(code(() -> ledger.reverse(ana, entry, "Oops", key()))).isEqualTo("entry-of-round");
        assertThat(code(() -> ledger.book(
                        ana,
                        new Ledger.ByHand(
                                today(), "Out", read(shelves).account().code(), "expenses", "", 1),
                        key())))
                .isEqualTo("kept-by-room");
    }
}
