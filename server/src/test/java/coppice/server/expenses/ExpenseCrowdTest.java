package coppice.server.expenses;

import static org.assertj.core.api.Assertions.assertThat;

import coppice.server.Budgeting;
import coppice.server.cobudgeting.BucketState;
import coppice.server.expenses.Expense.State;
import coppice.server.ledger.Account.Spec;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/// Whatever is asked for and said, at once or in any order: no cent is lost, made or paid twice.
class ExpenseCrowdTest extends Budgeting {
    /// Ten different expenses of 40.00 out of 100.00, approved at once: two are paid.
    @Test
    void noBucketPaysMoreThanItHolds() throws Exception {
        var round = direct();
        var bucket = bucket(round, 10_000, 10_000);
        fund(0, bucket, 10_000);
        var claims = new ArrayList<UUID>();
        for (int i = 0; i < 10; i++) claims.add(claim(1, bucket, 4_000));
        var cy = asking("Cy");
        var calls = new ArrayList<Callable<Integer>>();
        for (var claim : claims)
            calls.add(() -> cy.postJson(
                            "/api" + commons.address() + "/expenses/" + claim + "/verdicts",
                            key(),
                            "{\"approves\":true}")
                    .statusCode());
        var codes = together(calls);
        assertThat(codes.stream().filter(code -> code == 200)).hasSize(2);
        assertThat(codes.stream().filter(code -> code == 409)).hasSize(8);
        assertThat(holds(bucket)).isEqualTo(2_000);
        assertThat(ledger.account(commons, Spec.member(members.get(1).party())).holdsMinorUnits())
                .isEqualTo(8_000);
    }

    /// The same claim thirty times, and the same approval: one expense, paid once.
    @Test
    void aClaimThatArrivesTwiceIsOne() throws Exception {
        var bucket = bucket(direct(), 10_000, 10_000);
        fund(0, bucket, 10_000);
        var ben = asking("Ben");
        String body =
                "{\"words\":\"Nails\",\"amount\":\"12.00\",\"receiptName\":\"bill.txt\",\"receipt\":\"QSBiaWxs\"}";
        var claims = new ArrayList<Callable<Integer>>();
        for (int i = 0; i < 30; i++)
            claims.add(() -> ben.postJson("/api" + commons.address() + "/expenses/of/" + bucket, "one click", body)
                    .statusCode());
        assertThat(together(claims)).containsOnly(201);
        assertThat(spendings.of(commons.id(), bucket)).hasSize(1);
        assertThat(ben.postJson(
                                "/api" + commons.address() + "/expenses/of/" + bucket,
                                "one click",
                                body.replace("12.00", "13.00"))
                        .body())
                .contains("idempotency-key-reused");
        var expense = spendings.of(commons.id(), bucket).getFirst().id();
        var cy = asking("Cy");
        var verdicts = new ArrayList<Callable<Integer>>();
        for (int i = 0; i < 30; i++)
            verdicts.add(() -> cy.postJson(
                            "/api" + commons.address() + "/expenses/" + expense + "/verdicts",
                            key(),
                            "{\"approves\":true}")
                    .statusCode());
        assertThat(together(verdicts).stream().filter(code -> code == 200)).hasSize(1);
        assertThat(holds(bucket)).isEqualTo(10_000 - 1_200);
    }

    /// Two hundred acts in any order, three times: what went in is what is there, what was paid and what came back.
    @Test
    void whatWentInIsThereOrWasPaid() {
        for (long seed = 1; seed <= 3; seed++) tumble(new Random(seed));
        assertThat(ledger.wrongTotals(commons.id())).isZero();
    }

    private void tumble(Random random) {
        long before = inside();
        long owed = ledger.owed(commons.id());
        var round = direct("amount", "100.00");
        var open = List.of(bucket(round, 2_000, 2_500), bucket(round, draft("Kiln", 2_400, 2_500)));
        for (var bucket : open) for (int who = 0; who < 4; who++) fund(who, bucket, 600);
        for (var bucket : open) if (read(bucket).state() == BucketState.FUNDING) accept(bucket);
        var claims = new ArrayList<UUID>();
        for (int step = 0; step < 200; step++) {
            var bucket = open.get(random.nextInt(2));
            int who = random.nextInt(4);
            switch (random.nextInt(6)) {
                case 0, 1 -> code(() -> claims.add(claim(who, bucket, 1 + random.nextInt(700))));
                case 2 -> each(claims, random, one -> expenses.judge(members.get(who), one, true, ""));
                case 3 -> each(claims, random, one -> expenses.judge(members.get(who), one, false, "No"));
                case 4 -> each(claims, random, one -> expenses.withdraw(members.get(who), one));
                default -> each(claims, random, one -> expenses.approve(ana, one));
            }
            long paid = 0;
            for (var one : open) {
                assertThat(holds(one)).as("seed and step %s %d", random, step).isGreaterThanOrEqualTo(0);
                long spent = spendings.of(commons.id(), one).stream()
                        .filter(expense -> expense.state() == State.PAID)
                        .mapToLong(Expense::minorUnits)
                        .sum();
                assertThat(spendings.paid(commons.id(), one)).isEqualTo(spent);
                paid += spent;
            }
            assertThat(inside()).isEqualTo(before - paid);
            assertThat(ledger.owed(commons.id())).isEqualTo(owed + paid);
        }
        assertThat(claims.stream()
                        .map(one -> expenses.expense(commons.id(), one))
                        .filter(one -> one.state() == State.PAID))
                .isNotEmpty()
                .allSatisfy(one -> assertThat(one.verdicts())
                        .noneSatisfy(verdict -> assertThat(verdict.party()).isEqualTo(one.claimedBy())));
    }

    private void accept(UUID bucket) {
        buckets.accept(members.get(1), bucket);
    }

    private interface Deed {
        void with(UUID expense);
    }

    private static void each(List<UUID> claims, Random random, Deed deed) {
        if (!claims.isEmpty()) code(() -> deed.with(claims.get(random.nextInt(claims.size()))));
    }
}
