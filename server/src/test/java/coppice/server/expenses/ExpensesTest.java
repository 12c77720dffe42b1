package coppice.server.expenses;

import static org.assertj.core.api.Assertions.assertThat;

import coppice.server.Budgeting;
import coppice.server.Visitor;
import coppice.server.cobudgeting.BucketState;
import coppice.server.commons.Authorised.Authority;
import coppice.server.files.Files.Brought;
import coppice.server.ledger.Account;
import coppice.server.ledger.Account.Spec;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What is asked for, who may say what to it, and what is paid.
class ExpensesTest extends Budgeting {
    private UUID funded(String... more) {
        var shelves = bucket(direct(more), 10_000, 10_000);
        fund(0, shelves, 10_000);
        return shelves;
    }

    private UUID supplied(UUID bucket, String supplier, long minorUnits) {
        var bill = new Brought("bill.txt", "A bill".getBytes(StandardCharsets.UTF_8));
        return expenses.claim(
                members.get(1), bucket, new Expenses.Claim("Nails", minorUnits, supplier, List.of(bill)), key());
    }

    private long memberHolds(int member) {
        return ledger
                .known(
                        commons.id(),
                        List.of(Spec.member(members.get(member).party()).code()))
                .values()
                .stream()
                .mapToLong(Account::holdsMinorUnits)
                .sum();
    }

    @Test
    void anExpenseIsRefusedOrTakenBack() {
        var round = direct("largest", "20.00");
        var shelves = bucket(round, 10_000, 10_000);
        fund(0, shelves, 10_000);
        var large = claim(1, shelves, 2_001);
        assertThat(code(() -> expenses.judge(ana, large, true, ""))).isEqualTo("large-expense");
        assertThat(expenses.approve(ana, large).state()).isEqualTo(Expense.State.PAID);
        var wrong = claim(1, shelves, 100);
        assertThat(code(() -> expenses.judge(ana, wrong, false, ""))).startsWith("bad-field");
        assertThat(expenses.judge(ana, wrong, false, "Not ours").state()).isEqualTo(Expense.State.REFUSED);
        var own = claim(1, shelves, 100);
        assertThat(code(() -> expenses.withdraw(ana, own))).isEqualTo("not-your-expense");
        assertThat(expenses.withdraw(members.get(1), own).state()).isEqualTo(Expense.State.WITHDRAWN);
        assertThat(holds(shelves)).isEqualTo(10_000 - 2_001);
    }

    private String claimed(UUID bucket, byte[] receipt) {
        return code(() -> expenses.claim(
                members.get(1),
                bucket,
                new Expenses.Claim("Nails", 100, "", List.of(new Brought("bill", receipt))),
                key()));
    }

    @Test
    void aReceiptIsAPictureAPaperOrNothing() throws Exception {
        var round = direct();
        var shelves = bucket(round, 5_000, 5_000);
        fund(0, shelves, 5_000);
        assertThat(claimed(shelves, new byte[] {0, 1, 2})).isEqualTo("file-kind");
        assertThat(claimed(shelves, new byte[11 * 1024 * 1024])).isEqualTo("file-over-limit");
        assertThat(claimed(shelves, new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, 0}))
                .isEqualTo("file-broken");
        assertThat(code(() -> expenses.claim(
                        members.get(1), shelves, new Expenses.Claim("Nails", 100, "", List.of()), key())))
                .isEqualTo("receipt-missing");
        assertThat(code(() -> claim(1, shelves, 5_001))).isEqualTo("more-than-is-left");
        assertThat(spendings.of(commons.id(), shelves)).isEmpty();
        var photo = new ByteArrayOutputStream();
        javax.imageio.ImageIO.write(
                new java.awt.image.BufferedImage(9, 9, java.awt.image.BufferedImage.TYPE_INT_RGB), "jpg", photo);
        var secret = "GPS 52.2 N".getBytes(StandardCharsets.US_ASCII);
        var withPlace = new ByteArrayOutputStream();
        withPlace.write(photo.toByteArray(), 0, 2);
        withPlace.write(new byte[] {(byte) 0xff, (byte) 0xe1, 0, (byte) (secret.length + 2)});
        withPlace.write(secret);
        withPlace.write(photo.toByteArray(), 2, photo.size() - 2);
        assertThat(claimed(shelves, withPlace.toByteArray())).isEmpty();
        var expense = spendings.of(commons.id(), shelves).getFirst();
        var answer = Visitor.signedIn(house.story().person("Cy"))
                .get(commons.address() + "/expenses/" + expense.id() + "/receipts/"
                        + expense.receipts().getFirst());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Security-Policy")).contains("default-src 'none'; sandbox");
        assertThat(answer.body()).doesNotContain("GPS");
    }

    /// The movement is one of the round: by the authority that opened it, or by the act that approved a large one.
    @Test
    void aPaymentSaysWhatAllowedIt() {
        var shelves = funded("largest", "20.00");
        var small = claim(1, shelves, 100);
        var large = claim(1, shelves, 2_500);
        var judged = expenses.judge(members.get(2), small, true, "");
        var approved = expenses.approve(ana, large);
        var first = ledger.entry(commons.id(), judged.entry().orElseThrow());
        assertThat(first.authority()).isEqualTo(Authority.STEWARDS_ACT);
        assertThat(first.recordedBy()).contains(members.get(2).party());
        var second = ledger.entry(commons.id(), approved.entry().orElseThrow());
        assertThat(second.authorityRef()).isEqualTo(ana.party().toString());
        assertThat(second.recordedBy()).contains(ana.party());
        assertThat(memberHolds(1)).isEqualTo(2_600);
    }

    /// Somebody outside who was paid from the commons' bank: no member is owed anything.
    @Test
    void aSupplierIsNoMember() {
        var shelves = funded();
        var wood = supplied(shelves, "Sawmill", 3_000);
        assertThat(expenses.judge(ana, wood, true, "").state()).isEqualTo(Expense.State.PAID);
        assertThat(memberHolds(1)).isZero();
        var sawmill = Spec.external("expenses", java.util.Optional.of(ledger.counterparty(commons.id(), "Sawmill")));
        assertThat(ledger.account(commons, sawmill).holdsMinorUnits()).isEqualTo(3_000);
        assertThat(holds(shelves)).isEqualTo(7_000);
    }

    /// The first money spent begins the delivery, once; what is withdrawn or refused begins nothing.
    @Test
    void theFirstPaymentBeginsTheDelivery() {
        var shelves = funded();
        expenses.withdraw(members.get(1), claim(1, shelves, 100));
        expenses.judge(ana, claim(1, shelves, 100), false, "Not ours");
        assertThat(read(shelves).state()).isEqualTo(BucketState.FUNDED);
        for (int i = 0; i < 3; i++) expenses.judge(ana, claim(1, shelves, 100), true, "");
        assertThat(read(shelves).state()).isEqualTo(BucketState.DELIVERY);
        assertThat(buckets.details(commons.id(), shelves).changes().stream()
                        .filter(change -> change.event() == BucketState.Event.START))
                .hasSize(1);
    }

    /// What is decided stays decided, whoever asks again.
    @Test
    void nothingIsDecidedTwice() {
        var shelves = funded();
        var paid = claim(1, shelves, 100);
        expenses.judge(ana, paid, true, "");
        var refused = claim(1, shelves, 100);
        expenses.judge(ana, refused, false, "Not ours");
        var withdrawn = claim(1, shelves, 100);
        expenses.withdraw(members.get(1), withdrawn);
        var before = traces();
        for (var one : List.of(paid, refused, withdrawn)) {
            assertThat(code(() -> expenses.judge(members.get(2), one, true, "")))
                    .isEqualTo("expense-decided");
            assertThat(code(() -> expenses.judge(members.get(2), one, false, "No")))
                    .isEqualTo("expense-decided");
            assertThat(code(() -> expenses.withdraw(members.get(1), one))).isEqualTo("expense-decided");
            assertThat(code(() -> expenses.approve(ana, one))).isEqualTo("expense-decided");
        }
        assertThat(traces()).isEqualTo(before);
        assertThat(holds(shelves)).isEqualTo(9_900);
    }

    /// Claimed together they ask for more than there is: who comes last gets nothing, and not a part of it.
    @Test
    void whatIsLeftIsPaidWholeOrNotAtAll() {
        var shelves = funded();
        var first = claim(1, shelves, 6_000);
        var second = claim(2, shelves, 6_000);
        expenses.judge(ana, first, true, "");
        assertThat(code(() -> expenses.judge(ana, second, true, ""))).isEqualTo("more-than-is-left");
        assertThat(expenses.expense(commons.id(), second).state()).isEqualTo(Expense.State.CLAIMED);
        assertThat(expenses.expense(commons.id(), second).verdicts()).isEmpty();
        assertThat(holds(shelves)).isEqualTo(4_000);
        assertThat(memberHolds(2)).isZero();
    }

    /// A bucket that is not funded, or is over, pays nothing; what was claimed before stays open.
    @Test
    void aClosedBudgetPaysNothing() {
        var round = direct();
        var waiting = bucket(round, 10_000, 10_000);
        assertThat(code(() -> claim(1, waiting, 100))).isEqualTo("cannot-happen");
        fund(0, waiting, 10_000);
        var nails = claim(1, waiting, 100);
        buckets.cancel(members.get(1), waiting, "No wall");
        assertThat(code(() -> expenses.judge(ana, nails, true, ""))).isEqualTo("cannot-happen");
        assertThat(code(() -> expenses.approve(ana, nails))).isEqualTo("cannot-happen");
        assertThat(code(() -> claim(1, waiting, 100))).isEqualTo("cannot-happen");
        assertThat(code(() -> claim(1, UUID.randomUUID(), 100))).isEqualTo("not-found");
        assertThat(inside()).isEqualTo(100_000);
    }

    /// To the steward and to whoever's money it is, but not to who handed it in; its end to them alone.
    @Test
    void lettersGoToWhomItConcerns() {
        var round = direct();
        var shelves = bucket(round, 5_000, 5_000);
        fund(1, shelves, 1_000);
        fund(2, shelves, 4_000);
        var nails = claim(1, shelves, 1_000);
        assertThat(letters("expenses.mail.CLAIMED")).containsExactly("Ana", "Cy");
        expenses.judge(members.get(3), nails, false, "Whose shelves?");
        assertThat(letters("expenses.mail.DECIDED")).containsExactly("Ben");
        assertThat(letters("expenses.mail.CLAIMED")).containsExactly("Ana", "Cy");
    }

    /// For those who have not said anything yet, and not for who handed it in.
    @Test
    void whatWaitsForSomebody() {
        var shelves = funded();
        claim(1, shelves, 1_000);
        assertThat(reading("Cy").get("/waiting").body())
                .contains("/expenses/of/" + shelves)
                .contains("an expense waits for the approval of others");
        assertThat(reading("Ben").get("/waiting").body()).doesNotContain("/expenses/of/" + shelves);
    }
}
