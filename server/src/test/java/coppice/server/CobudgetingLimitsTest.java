package coppice.server;

import static org.assertj.core.api.Assertions.assertThat;

import coppice.server.cobudgeting.BucketState;
import coppice.server.cobudgeting.Expense;
import coppice.server.cobudgeting.Expenses;
import coppice.server.cobudgeting.Round.Rule;
import coppice.server.commons.Circles;
import coppice.server.files.Files.Brought;
import coppice.server.web.Messages;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Who may what in a round, what is kept back, what comes along, and which receipts are taken.
class CobudgetingLimitsTest extends Budgeting {
    private final Visitor nobody = Visitor.nobody();

    @Test
    void aRoundOfACircleIsItsOwn() {
        var circles = house.room(Circles.class);
        var circle = circles.make(ana, "Keepers", "", "keepers");
        circles.change(ana, circle, members.get(1).party(), true);
        var round = direct("funders", circle.toString(), "proposers", circle.toString());
        assertThat(rounds.parts(commons, round)).hasSize(2);
        var shelves = bucket(round, 5_000, 5_000);
        assertThat(code(() -> fund(2, shelves, 100))).isEqualTo("not-a-funder");
        assertThat(code(() -> buckets.suggest(members.get(2), round.id(), draft("Kiln", 1, 1), false, key())))
                .isEqualTo("not-a-proposer");
        fund(0, shelves, 5_000);
    }

    @Test
    void whatOthersGaveIsKeptBackUntilTheClose() {
        var round = direct("hides", "yes");
        var shelves = bucket(round, 20_000, 20_000);
        fund(0, shelves, 12_345);
        String page = "/c/" + commons.slug() + "/cobudgeting/rounds/" + round.id();
        var pages = List.of(
                "/c/" + commons.slug() + "/cobudgeting/buckets/" + shelves,
                page,
                page + "/outcome",
                page + "/buckets.csv",
                "/api" + page + "/buckets",
                "/api" + page + "/rules",
                "/api/c/" + commons.slug() + "/cobudgeting/buckets/" + shelves);
        for (var path : pages)
            assertThat(nobody.get(path).body())
                    .as(path)
                    .doesNotContain("123.45")
                    .doesNotContain("12345");
        assertThat(nobody.get(page + "/votes.pb").statusCode()).isEqualTo(404);
        house.later(LATER, () -> {
            assertThat(nobody.get(pages.getFirst()).body()).contains("123.45");
            assertThat(nobody.get(page + "/votes.pb").body()).contains("12345");
            return true;
        });
    }

    @Test
    void whatComesBackIsTakenAlongIntoTheNextRound() {
        var round = direct("unspent", "funders");
        var shelves = bucket(round, 10_000, 10_000);
        fund(0, shelves, 10_000);
        var next = house.later(Duration.ofDays(12), () -> {
            rounds.rounds(commons);
            buckets.cancel(members.get(1), shelves, "No wall");
            var opened = rounds.open(
                    ana,
                    coppice.server.cobudgeting.OpenRound.read(
                            commons,
                            fields(
                                    Rule.DIRECT,
                                    "amount",
                                    "",
                                    "ideasUntil",
                                    today().plusDays(40).toString(),
                                    "fundingUntil",
                                    today().plusDays(60).toString())),
                    key());
            String key = key();
            for (int twice = 0; twice < 2; twice++) fundings.takeAlong(ana, round.id(), opened.id(), key);
            assertThat(code(() -> fundings.takeAlong(ana, round.id(), opened.id(), key())))
                    .isEqualTo("not-that-much-there");
            return opened;
        });
        assertThat(fundings.purse(ana, round)).isZero();
        assertThat(fundings.purse(ana, next)).isEqualTo(10_000);
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
        assertThat(code(() -> claim(1, shelves, 5_001))).isEqualTo("more-than-bucket-holds");
        assertThat(expenses.ofBucket(commons.id(), shelves)).isEmpty();
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
        var expense = expenses.ofBucket(commons.id(), shelves).getFirst();
        var answer = Visitor.signedIn(house.story().person("Cy"))
                .get(commons.address() + "/cobudgeting/expenses/" + expense.id() + "/receipts/"
                        + expense.receipts().getFirst());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Security-Policy")).contains("default-src 'none'; sandbox");
        assertThat(answer.body()).doesNotContain("GPS");
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
        assertThat(code(() -> expenses.withdraw(ana, own))).isEqualTo("not-responsible");
        assertThat(expenses.withdraw(members.get(1), own).state()).isEqualTo(Expense.State.WITHDRAWN);
        assertThat(holds(shelves)).isEqualTo(10_000 - 2_001);
    }

    /// Every event in every state: what the table does not know is not possible, and what is over stays over.
    @Test
    void theTableOfStatesLeadsToAnEnd() {
        for (var state : BucketState.values()) {
            var reached = EnumSet.of(state);
            for (int step = 0; step < BucketState.values().length; step++)
                for (var from : new ArrayList<>(reached))
                    for (var event : BucketState.Event.values())
                        from.after(event).ifPresent(reached::add);
            assertThat(reached.stream().anyMatch(BucketState::isOver))
                    .as(state.name())
                    .isTrue();
            if (!state.isOver())
                assertThat(state.after(BucketState.Event.CANCEL)).contains(BucketState.CANCELLED);
            else
                for (var event : BucketState.Event.values())
                    assertThat(state.after(event)).isEmpty();
        }
    }

    @Test
    void anIdeaIsTakenUpBySomebodyElse() {
        var round = direct();
        var id = buckets.suggest(members.get(1), round.id(), draft("Bench", 1_000, 1_000), true, key());
        assertThat(nobody.get("/c/" + commons.slug() + "/cobudgeting/buckets/" + id)
                        .statusCode())
                .isEqualTo(404);
        assertThat(code(() -> buckets.publish(members.get(2), id))).isEqualTo("not-responsible");
        buckets.workOut(members.get(2), id);
        buckets.publish(members.get(2), id);
        assertThat(read(id).state()).isEqualTo(BucketState.FUNDING);
        assertThat(buckets.talk(ana, id)).isEqualTo(buckets.talk(members.get(3), id));
    }

    /// The round to all, the expense to the steward and to the funder but not to who handed it in, its end to them.
    @Test
    void lettersGoToWhomItConcerns() {
        var round = direct();
        var shelves = bucket(round, 5_000, 5_000);
        fund(1, shelves, 1_000);
        fund(2, shelves, 4_000);
        var nails = claim(1, shelves, 1_000);
        expenses.judge(members.get(3), nails, false, "Whose shelves?");
        house.later(LATER, () -> read(shelves).state());
        assertThat(letters("OPENED")).containsExactly("Ana", "Ben", "Cy", "Dot");
        assertThat(letters("CLAIMED")).containsExactly("Ana", "Cy");
        assertThat(letters("DECIDED")).containsExactly("Ben");
        assertThat(letters("SETTLED")).containsExactly("Ana", "Ben", "Cy", "Dot");
    }

    private List<String> letters(String key) {
        String subject = house.room(Messages.class).in(List.of()).say("cobudgeting.mail." + key, commons.name(), "");
        return house.sql()
                .sql("""
                        select a.name from mail.outbox l join identity.account a on a.id = l.account_id
                        where l.commons_id = ? and starts_with(l.subject, ?) order by a.name""")
                .params(commons.id().value(), subject)
                .query(String.class)
                .list();
    }

    @Test
    void whatWaitsForSomebody() {
        var round = direct();
        var shelves = bucket(round, 5_000, 5_000);
        var cy = Visitor.signedIn(house.story().person("Cy"));
        assertThat(cy.get("/waiting").body())
                .contains("/cobudgeting/rounds/" + round.id())
                .contains("goes back to the pool");
        fund(2, shelves, 5_000);
        claim(1, shelves, 1_000);
        assertThat(cy.get("/waiting").body())
                .contains("/cobudgeting/buckets/" + shelves)
                .contains("an expense waits for the approval of others");
        assertThat(Visitor.signedIn(house.story().person("Ben")).get("/waiting").body())
                .doesNotContain("/cobudgeting/buckets/" + shelves);
    }
}
