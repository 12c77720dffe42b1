package coppice.server.commons;

import static org.assertj.core.api.Assertions.assertThat;

import coppice.server.Asking;
import coppice.server.Visitor;
import coppice.server.identity.Identity;
import coppice.server.kernel.Refused;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A link that makes whoever opens it a member, once.
class InvitationsTest extends Asking {
    private static final Pattern LINK = Pattern.compile("/join/([0-9a-f-]{36}\\.[A-Za-z0-9_-]+)");

    private final Steward steward = (Steward) members.getFirst();
    private final Visitor ana = Visitor.signedIn(house.story().person("Ana"));
    private final String at = commons.address() + "/commons/invitations";

    private int members() {
        return commonses.members(commons.id()).size();
    }

    private long accounts() {
        return house.sql()
                .sql("select count(*) from identity.account")
                .query(Long.class)
                .single();
    }

    private static Map<String, String> newcomer(String field, String value) {
        var fields = new HashMap<>(Map.of(
                "name", "Newcomer",
                "email", "n" + UUID.randomUUID() + "@example.org",
                "password", "a sentence to remember"));
        fields.put(field, value);
        return fields;
    }

    private static String newcomer(String name) {
        return name + UUID.randomUUID() + "@example.org";
    }

    @Test
    void aStewardInvitesThroughThePageAndTheLinkWorksOnce() {
        var page = ana.post(at, Map.of("role", "STEWARD"));
        assertThat(page.statusCode()).isEqualTo(200);
        var link = LINK.matcher(page.body());
        assertThat(link.find()).isTrue();
        String path = "/join/" + link.group(1);
        assertThat(ana.get(commons.address() + "/commons").body()).doesNotContain("/join/");

        assertThat(Visitor.nobody().get(path).body()).contains(commons.name());
        String email = newcomer("first");
        var joined = Visitor.nobody().post(path, newcomer("email", email));
        assertThat(joined.statusCode()).isEqualTo(303);
        assertThat(joined.headers().firstValue("Location")).hasValue("/sign-in?to=" + commons.address());
        assertThat(commonses.members(commons.id()))
                .filteredOn(line -> line.name().equals("Newcomer"))
                .singleElement()
                .extracting(Commonses.MemberLine::role)
                .isEqualTo(Role.STEWARD);

        long accounts = accounts();
        assertThat(Visitor.nobody().get(path).statusCode()).isEqualTo(409);
        var second = Visitor.nobody().post(path, newcomer("email", newcomer("second")));
        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(second.body()).contains("has been used or has expired");
        assertThat(members()).isEqualTo(5);
        assertThat(accounts()).isEqualTo(accounts);
    }

    @Test
    void onlyStewardsInvite() {
        for (var who : List.of(
                Visitor.signedIn(house.story().person("Ben")),
                Visitor.signedIn(house.story().person("Eve")))) {
            var answer = who.post(at, Map.of("role", "MEMBER"));
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.body()).doesNotContain("/join/");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"KING", " ", "MEMBER,STEWARD"})
    void aRoleThatIsNoneIsRefused(String role) {
        var answer = ana.post(at, Map.of("role", role));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).doesNotContain("/join/");
    }

    @ParameterizedTest
    @CsvSource({
        "name, '', Please fill this in",
        "email, nobody, is not an e-mail address",
        "email, a b@example.org, is not an e-mail address",
        "email, ana@example.org, already has an account",
        "password, short, at least 10 characters"
    })
    void aBadFieldMakesNeitherAccountNorMember(String field, String value, String message) {
        String invitation = commonses.invite(steward, Role.MEMBER);
        long accounts = accounts();
        var fields = newcomer(field, value);
        var answer = Visitor.nobody().post("/join/" + invitation, fields);
        assertThat(answer.statusCode()).isIn(409, 422);
        assertThat(answer.body()).contains(message).doesNotContain("a sentence to remember");
        if (!field.equals("email")) assertThat(answer.body()).contains(fields.get("email"));
        assertThat(accounts()).isEqualTo(accounts);
        assertThat(members()).isEqualTo(4);
        assertThat(commonses.invitedTo(invitation)).isEqualTo(commons);
    }

    @Test
    void whoIsAMemberDoesNotUseItUp() {
        String invitation = commonses.invite(steward, Role.STEWARD);
        var answer = Visitor.signedIn(house.story().person("Ben")).post("/join/" + invitation, Map.of());
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("You are a member already");
        assertThat(member("Ben")).isNotInstanceOf(Steward.class);
        commonses.join(house.story().person("Eve"), invitation);
        assertThat(member("Eve")).isInstanceOf(Steward.class);
    }

    @Test
    void itLastsTwoWeeks() {
        String invitation = commonses.invite(steward, Role.MEMBER);
        assertThat(house.later(Duration.ofDays(13), () -> commonses.invitedTo(invitation)))
                .isEqualTo(commons);
        house.later(Duration.ofDays(14).plusMinutes(1), () -> {
            assertThat(Visitor.nobody().get("/join/" + invitation).statusCode()).isEqualTo(409);
            return refusal(() -> commonses.join(house.story().person("Eve"), invitation));
        });
        assertThat(members()).isEqualTo(4);
    }

    @Test
    void whatIsNoInvitationSaysNoMoreThanASpentOne() {
        String invitation = commonses.invite(steward, Role.MEMBER);
        String secret = invitation.substring(invitation.indexOf('.'));
        for (var broken : List.of(
                "x",
                "x.y",
                commons.id() + ".",
                commons.id() + secret + "x",
                house.village().id() + secret,
                UUID.randomUUID() + secret)) {
            assertThat(refusal(() -> commonses.invitedTo(broken)).code())
                    .as(broken)
                    .isEqualTo("invitation-spent");
            assertThat(Visitor.nobody().get("/join/" + broken).statusCode())
                    .as(broken)
                    .isEqualTo(409);
        }
    }

    /// Both, or neither: an account is made only for who joins.
    @Test
    void ofManyAtOnceOneJoinsAndTheOthersGetNoAccount() throws Exception {
        String invitation = commonses.invite(steward, Role.MEMBER);
        long accounts = accounts();
        try (var pool = Executors.newFixedThreadPool(8)) {
            var calls = new ArrayList<Callable<Integer>>();
            for (int i = 0; i < 8; i++)
                calls.add(() -> Visitor.nobody()
                        .post("/join/" + invitation, newcomer("email", newcomer("many")))
                        .statusCode());
            var statuses = new ArrayList<Integer>();
            for (var call : pool.invokeAll(calls)) statuses.add(call.get());
            assertThat(statuses).containsOnlyOnce(303).containsOnly(303, 409);
        }
        assertThat(members()).isEqualTo(5);
        assertThat(accounts()).isEqualTo(accounts + 1);
    }

    @Test
    void ofOnePersonWhoOpensTwoInvitationsAtOnceOneIsUsed() throws Exception {
        var eve = house.room(Identity.class).create("Twice", newcomer("twice"), "a sentence to remember");
        var invitations = List.of(commonses.invite(steward, Role.MEMBER), commonses.invite(steward, Role.MEMBER));
        try (var pool = Executors.newFixedThreadPool(2)) {
            var calls = invitations.stream()
                    .<Callable<String>>map(invitation -> () -> {
                        try {
                            commonses.join(eve, invitation);
                            return "joined";
                        } catch (Refused refused) {
                            return refused.refusal().code();
                        }
                    })
                    .toList();
            var said = new ArrayList<String>();
            for (var call : pool.invokeAll(calls)) said.add(call.get());
            assertThat(said).contains("joined");
        }
        assertThat(commonses.members(commons.id()))
                .filteredOn(line -> line.name().equals("Twice"))
                .hasSize(1);
    }
}
