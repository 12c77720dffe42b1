package coppice.server.commons;

import static org.assertj.core.api.Assertions.assertThat;

import coppice.server.Asking;
import coppice.server.Visitor;
import coppice.server.kernel.PartyId;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Circles and classes through their pages: who makes them, and who lets whom in.
class CirclesTest extends Asking {
    private final Circles circles = house.room(Circles.class);
    private final String at = commons.address() + "/commons/circles";
    private final Visitor ana = visitor("Ana");
    private final Visitor ben = visitor("Ben");
    private final Visitor cy = visitor("Cy");

    private Visitor visitor(String name) {
        return Visitor.signedIn(house.story().person(name));
    }

    private CircleId circle(int maker) {
        return circles.make(
                members.get(maker), "Bakers", "Bread", UUID.randomUUID().toString());
    }

    private CircleId makeClass() {
        var ana = (Steward) members.getFirst();
        return circles.makeClass(ana, ana, "Workers", "", UUID.randomUUID().toString());
    }

    private List<PartyId> inside(CircleId circle) {
        return circles.circle(commons.id(), circle).members();
    }

    private PartyId party(int member) {
        return members.get(member).party();
    }

    private static HttpResponse<String> change(
            Visitor who, String at, CircleId circle, String member, boolean in, String how) {
        return who.post(
                at + "/" + circle + "/members",
                Map.of(
                        "member",
                        member,
                        "in",
                        in ? "yes" : "no",
                        "how",
                        how,
                        "reason",
                        "They work here",
                        "key",
                        UUID.randomUUID().toString()));
    }

    private HttpResponse<String> change(Visitor who, CircleId circle, int member, boolean in) {
        return change(who, at, circle, party(member).toString(), in, "ACT");
    }

    private long changes(CircleId circle) {
        return house.sql()
                .sql("select count(*) from commons.circle_change where commons_id = ? and circle_id = ?")
                .params(commons.id().value(), circle.value())
                .query(Long.class)
                .single();
    }

    @Test
    void whoMakesACircleIsItsFirstAndAskingAgainMakesNoOther() {
        var fields = Map.of("name", "Bakers", "purpose", "Bread", "key", "bakers");
        var made = ben.post(at, fields);
        assertThat(made.statusCode()).isEqualTo(303);
        String address = made.headers().firstValue("Location").orElseThrow();
        assertThat(ben.post(at, fields).headers().firstValue("Location")).hasValue(address);
        assertThat(circles.all(commons.id())).singleElement().satisfies(circle -> {
            assertThat(circle.name()).isEqualTo("Bakers");
            assertThat(circle.isClass()).isFalse();
            assertThat(circle.members()).containsExactly(party(1));
            assertThat(changes(circle.id())).isEqualTo(1);
        });
        assertThat(ben.get(address).body()).contains("Bakers", "Bread");
    }

    @Test
    void theSameKeyForAnotherCircleIsRefused() {
        assertThat(ben.post(at, Map.of("name", "Bakers", "key", "one")).statusCode())
                .isEqualTo(303);
        assertThat(ben.post(at, Map.of("name", "Millers", "key", "one")).statusCode())
                .isEqualTo(422);
        assertThat(cy.post(at, Map.of("name", "Millers", "key", "one")).statusCode())
                .isEqualTo(303);
        assertThat(circles.all(commons.id())).extracting(Circle::name).containsExactly("Bakers", "Millers");
    }

    @ParameterizedTest
    @CsvSource({
        "name, '', Please fill this in",
        "name, '   ', Please fill this in",
        "name, 0123456789012345678901234567890123456789012345678901234567890, This is too long",
        "name, Bakers, already"
    })
    void aBadNameIsToldAndMakesNothing(String field, String value, String message) {
        circle(1);
        var fields = new HashMap<>(
                Map.of("purpose", "typed before", "key", UUID.randomUUID().toString()));
        fields.put(field, value);
        var answer = ben.post(at, fields);
        assertThat(answer.statusCode()).isIn(409, 422);
        assertThat(answer.body()).contains(message, "typed before");
        assertThat(circles.all(commons.id())).hasSize(1);
    }

    @Test
    void onlyThoseInsideLetOthersIn() {
        var circle = circle(1);
        var refused = change(cy, circle, 2, true);
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("Only somebody in “Bakers” lets others in or out");
        assertThat(change(ana, circle, 0, true).statusCode())
                .as("a steward is no exception")
                .isEqualTo(409);
        assertThat(inside(circle)).containsExactly(party(1));

        assertThat(change(ben, circle, 2, true).statusCode()).isEqualTo(303);
        assertThat(change(cy, circle, 3, true).statusCode()).isEqualTo(303);
        assertThat(inside(circle)).containsExactlyInAnyOrder(party(1), party(2), party(3));
        assertThat(change(cy, circle, 1, false).statusCode()).isEqualTo(303);
        assertThat(inside(circle)).containsExactlyInAnyOrder(party(2), party(3));
    }

    @Test
    void anyoneLeavesAndAnEmptyCircleIsOpenToWhoeverComes() {
        var circle = circle(1);
        assertThat(change(ben, circle, 1, false).statusCode()).isEqualTo(303);
        assertThat(inside(circle)).isEmpty();
        assertThat(change(cy, circle, 3, true).statusCode())
                .as("only for oneself")
                .isEqualTo(409);
        assertThat(change(cy, circle, 2, true).statusCode()).isEqualTo(303);
        assertThat(inside(circle)).containsExactly(party(2));
    }

    @Test
    void lettingInTwiceIsOnce() {
        var circle = circle(1);
        for (int i = 0; i < 3; i++)
            assertThat(change(ben, circle, 2, true).statusCode()).isEqualTo(303);
        assertThat(changes(circle)).isEqualTo(2);
        for (int i = 0; i < 2; i++)
            assertThat(change(ben, circle, 3, false).statusCode()).isEqualTo(303);
        assertThat(changes(circle)).isEqualTo(2);
    }

    @Test
    void whoIsReleasedIsInNoCircleAnyMore() {
        var circle = circle(1);
        circles.change(members.get(1), circle, party(2), true);
        commonses.release((Steward) members.getFirst(), party(2));
        assertThat(inside(circle)).containsExactly(party(1));
        assertThat(change(ben, circle, 2, true).statusCode()).isEqualTo(404);
        assertThat(circles.of(members.get(1))).extracting(Circle::id).containsExactly(circle);
    }

    @Test
    void whatIsNotThereIsNotFound() {
        var circle = circle(1);
        assertThat(change(ben, at, circle, "Cy", true, "ACT").statusCode()).isEqualTo(422);
        assertThat(change(ben, at, circle, UUID.randomUUID().toString(), true, "ACT")
                        .statusCode())
                .isEqualTo(404);
        assertThat(change(ben, new CircleId(UUID.randomUUID()), 2, true).statusCode())
                .isEqualTo(404);
        assertThat(ben.get(at + "/" + UUID.randomUUID()).statusCode()).isEqualTo(404);
        assertThat(ben.get(at + "/x").statusCode()).isEqualTo(404);
        var elsewhere = house.village().address() + "/commons/circles";
        assertThat(change(ben, elsewhere, circle, party(2).toString(), true, "ACT")
                        .statusCode())
                .isEqualTo(404);
        assertThat(visitor("Eve").get(at + "/" + circle).statusCode()).isEqualTo(404);
        assertThat(inside(circle)).containsExactly(party(1));
    }

    @Test
    void aClassIsMadeByAStewardAndBeginsEmpty() {
        var fields = Map.of("name", "Workers", "purpose", "", "kind", "class", "key", "workers");
        assertThat(ben.post(at, fields).statusCode()).isEqualTo(404);
        assertThat(circles.all(commons.id())).isEmpty();
        assertThat(ana.post(at, fields).statusCode()).isEqualTo(303);
        assertThat(circles.all(commons.id())).singleElement().satisfies(made -> {
            assertThat(made.isClass()).isTrue();
            assertThat(made.members()).isEmpty();
        });
        assertThat(circles.classes(commons.id())).extracting(VoterClass::name).containsExactly("Workers");
    }

    /// A class votes: nobody puts themselves into one.
    @Test
    void intoAClassOneComesByAStewardOrADecision() {
        var workers = makeClass();
        assertThat(refusal(() -> circles.change(members.get(1), workers, party(1), true))
                        .code())
                .isEqualTo("needs-a-decision");
        assertThat(change(ben, workers, 1, true).statusCode()).isBetween(400, 499);
        var put = change(ben, at, workers, party(1).toString(), true, "PROPOSE");
        assertThat(put.headers().firstValue("Location").orElseThrow()).contains("/decisions/");
        assertThat(inside(workers)).isEmpty();
        assertThat(change(ana, workers, 1, true).statusCode()).isEqualTo(303);
        assertThat(inside(workers)).containsExactly(party(1));
        assertThat(change(ben, workers, 1, false).statusCode())
                .as("nor out of one")
                .isBetween(400, 499);
        assertThat(inside(workers)).containsExactly(party(1));
        assertThat(refusal(() -> circles.changeClass((Steward) members.getFirst(), circle(1), party(2), true))
                        .code())
                .isEqualTo("not-found");
    }

    @Test
    void theCirclesOfAllSeatsAreThoseOneIsInNow() {
        var mine = circle(1);
        var left = circles.make(members.get(1), "Left", "", UUID.randomUUID().toString());
        circles.change(members.get(1), left, party(1), false);
        var others =
                circles.make(members.get(2), "Others", "", UUID.randomUUID().toString());
        var seats = commonses.seats(house.story().person("Ben"));
        assertThat(circles.of(seats)).contains(mine).doesNotContain(left, others);
        assertThat(circles.of(List.<Commonses.Seat>of())).isEmpty();
    }
}
