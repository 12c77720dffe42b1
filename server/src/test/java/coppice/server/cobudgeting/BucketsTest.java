package coppice.server.cobudgeting;

import static org.assertj.core.api.Assertions.assertThat;

import coppice.server.Budgeting;
import coppice.server.Visitor;
import coppice.server.cobudgeting.Bucket.Item;
import coppice.server.cobudgeting.Round.Rule;
import coppice.server.commons.Circles;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Who may what in a round, what is kept back, what comes along, and which receipts are taken.
class BucketsTest extends Budgeting {
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
                    OpenRound.read(
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

    /// That a round began and that it ended, to all.
    @Test
    void lettersGoToWhomItConcerns() {
        var round = direct();
        var shelves = bucket(round, 5_000, 5_000);
        fund(1, shelves, 1_000);
        fund(2, shelves, 4_000);
        house.later(LATER, () -> read(shelves).state());
        assertThat(letters("cobudgeting.mail.OPENED")).containsExactly("Ana", "Ben", "Cy", "Dot");
        assertThat(letters("cobudgeting.mail.SETTLED")).containsExactly("Ana", "Ben", "Cy", "Dot");
    }

    @Test
    void whatWaitsForSomebody() {
        var round = direct();
        var shelves = bucket(round, 5_000, 5_000);
        var cy = Visitor.signedIn(house.story().person("Cy"));
        assertThat(cy.get("/waiting").body())
                .contains("/cobudgeting/rounds/" + round.id())
                .contains("goes back to the pool");
        fundings.fund(members.get(2), shelves, 5_000, key());
        fund(2, bucket(round, draft("Kiln", 10_000, 10_000)), 10_000);
        assertThat(cy.get("/waiting").body()).doesNotContain("/cobudgeting/rounds/" + round.id());
    }

    @Test
    void aGoalMayRiseAndOpensFundingAgain() {
        var round = direct();
        var shelves = bucket(round, 10_000, 10_000);
        fund(0, shelves, 10_000);
        assertThat(read(shelves).state()).isEqualTo(BucketState.FUNDED);
        var ben = members.get(1);
        assertThat(code(() -> buckets.edit(ben, shelves, draft("Shelves", 9_000, 10_000))))
                .isEqualTo("goal-lowered");
        buckets.edit(ben, shelves, draft("Shelves", 12_000, 15_000));
        assertThat(read(shelves).state()).isEqualTo(BucketState.FUNDING);
        fund(0, shelves, 2_000);
        buckets.accept(ben, shelves);
        assertThat(read(shelves).state()).isEqualTo(BucketState.FUNDED);
        assertThat(code(() -> buckets.accept(members.get(2), shelves))).isEqualTo("not-responsible");
    }

    @Test
    void aDraftIsPublishedWhenItIsComplete() {
        var round = open(Rule.DIRECT, "guidelines", "Be kind", "fields", "Who uses it?", "sponsors", "1");
        var ben = members.get(1);
        var id = buckets.suggest(
                ben,
                round.id(),
                new BucketDraft("Shelves", "", "", List.of(), List.of(), Map.of(), false),
                false,
                key());
        assertThat(code(() -> buckets.publish(ben, id))).isEqualTo("nothing-asked");
        var items = List.of(
                new Item(Item.Kind.COST, "Wood", 10_000, 12_000), new Item(Item.Kind.INCOME, "A gift", 4_000, 4_000));
        buckets.edit(ben, id, new BucketDraft("Shelves", "", "", items, List.of(), Map.of(), false));
        assertThat(read(id).minimum()).isEqualTo(6_000);
        assertThat(read(id).most()).isEqualTo(8_000);
        assertThat(code(() -> buckets.publish(ben, id))).isEqualTo("guidelines-not-agreed");
        buckets.edit(ben, id, new BucketDraft("Shelves", "", "", items, List.of(), Map.of(), true));
        assertThat(code(() -> buckets.publish(ben, id))).isEqualTo("field-unanswered");
        buckets.edit(
                ben, id, new BucketDraft("Shelves", "", "", items, List.of(), Map.of("Who uses it?", "All"), true));
        assertThat(code(() -> buckets.publish(ben, id))).isEqualTo("too-few-sponsors");
        buckets.sponsor(ana, id);
        buckets.publish(ben, id);
        assertThat(read(id).state()).isEqualTo(BucketState.FUNDING);
    }

    @Test
    void theTableOfStatesIsTheOneOfTheManual() throws Exception {
        assertThat(java.nio.file.Files.readString(java.nio.file.Path.of("../docs/manual/cobudgeting.md")))
                .contains(String.join("\n", BucketState.drawn()));
    }
}
