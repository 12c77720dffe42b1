package coppice.server.commons;

import static org.assertj.core.api.Assertions.assertThat;

import coppice.server.Asking;
import coppice.server.Visitor;
import coppice.server.commons.Commonses.MemberLine;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.Refused;
import coppice.server.web.Viewer.Scope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Roles, and the end of a membership.
class MembershipTest extends Asking {
    private final String at = commons.address() + "/commons";
    private final Visitor ana = visitor("Ana");
    private final Visitor ben = visitor("Ben");

    private Visitor visitor(String name) {
        return Visitor.signedIn(house.story().person(name));
    }

    private PartyId party(int member) {
        return members.get(member).party();
    }

    private Map<String, Role> roles() {
        var roles = new HashMap<String, Role>();
        for (var line : commonses.members(commons.id())) roles.put(line.name(), line.role());
        return roles;
    }

    private List<String> changes() {
        return house.sql()
                .sql("""
                        select coalesce(role, 'OUT') || ' by ' || authority from commons.membership_change
                        where commons_id = ? order by id""")
                .param(commons.id().value())
                .query(String.class)
                .list();
    }

    private String at(int member) {
        return at + "/members/" + party(member);
    }

    private static Map<String, String> change(String to, String how) {
        return Map.of(
                "change",
                to,
                "how",
                how,
                "reason",
                "They asked for it",
                "key",
                UUID.randomUUID().toString());
    }

    @Test
    void aStewardGivesARoleAndTakesItBack() {
        assertThat(ana.post(at(1), change("STEWARD", "ACT")).statusCode()).isEqualTo(303);
        assertThat(roles()).containsEntry("Ben", Role.STEWARD);
        assertThat(ana.post(at(1), change("MEMBER", "ACT")).statusCode()).isEqualTo(303);
        assertThat(roles()).containsEntry("Ben", Role.MEMBER);
        assertThat(changes()).containsExactly("STEWARD by STEWARDS_ACT", "MEMBER by STEWARDS_ACT");
    }

    @Test
    void aMemberPutsItToTheMembersAndNothingChangesYet() {
        var put = ben.post(at(2), change("STEWARD", "PROPOSE"));
        assertThat(put.statusCode()).isEqualTo(303);
        assertThat(put.headers().firstValue("Location").orElseThrow()).contains(commons.address() + "/decisions/");
        assertThat(roles()).containsEntry("Cy", Role.MEMBER);
        assertThat(changes()).isEmpty();
    }

    @Test
    void aMemberDoesNotActAlone() {
        for (var to : List.of("STEWARD", "END"))
            assertThat(ben.post(at(2), change(to, "ACT")).statusCode()).isBetween(400, 499);
        assertThat(roles()).hasSize(4).containsEntry("Cy", Role.MEMBER);
        assertThat(changes()).isEmpty();
    }

    @Test
    void nobodyElseSeesThatThereAreMembers() {
        var eve = visitor("Eve");
        for (var path : List.of(at, at(1), at + "/circles", at + "/invitations/list"))
            for (var who : List.of(eve, Visitor.nobody()))
                assertThat(who.get(path).body()).as(path).doesNotContain("Dot");
        assertThat(eve.get(at(1)).statusCode()).isEqualTo(404);
        assertThat(eve.post(at(1), change("END", "ACT")).statusCode()).isEqualTo(404);
        assertThat(roles()).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"MEMBER", "END"})
    void theLastStewardStays(String change) {
        var answer = ana.post(at(0), change(change, "ACT"));
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("A commons keeps at least one steward");
        assertThat(roles()).containsEntry("Ana", Role.STEWARD);
        assertThat(changes()).isEmpty();
    }

    @Test
    void twoStewardsWhoReleaseEachOtherAtOnceLeaveOne() throws Exception {
        commonses.changeRole((Steward) members.getFirst(), party(1), Role.STEWARD);
        var both = List.of((Steward) member("Ana"), (Steward) member("Ben"));
        try (var pool = Executors.newFixedThreadPool(2)) {
            var calls = new ArrayList<Callable<Boolean>>();
            for (int i = 0; i < 2; i++) {
                var by = both.get(i);
                var other = party(1 - i);
                calls.add(() -> {
                    try {
                        commonses.release(by, other);
                        return true;
                    } catch (Refused refused) {
                        assertThat(refused.refusal()).isInstanceOf(CommonsRefusal.LastSteward.class);
                        return false;
                    }
                });
            }
            var done = new ArrayList<Boolean>();
            for (var call : pool.invokeAll(calls)) done.add(call.get());
            assertThat(done).containsExactlyInAnyOrder(true, false);
        }
        assertThat(roles().values()).containsOnlyOnce(Role.STEWARD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "KING", "OWNER"})
    void whatIsNoRoleIsRefusedInPlace(String change) {
        var fields = new HashMap<>(change(change, "ACT"));
        fields.put("reason", "typed before");
        var answer = ana.post(at(1), fields);
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("typed before", "Nothing was changed");
        assertThat(roles()).containsEntry("Ben", Role.MEMBER);
    }

    @Test
    void whatIsNoWayToDoItIsRefused() {
        assertThat(ana.post(at(1), change("END", "QUIETLY")).statusCode()).isEqualTo(422);
        assertThat(roles()).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "00000000-0000-0000-0000-000000000000", "%20"})
    void whoIsNoMemberIsNotFound(String party) {
        assertThat(ana.get(at + "/members/" + party).statusCode()).isEqualTo(404);
        assertThat(ana.post(at + "/members/" + party, change("END", "ACT")).statusCode())
                .isEqualTo(404);
        assertThat(roles()).hasSize(4);
    }

    /// A name that the commons knows is not yet a member.
    @Test
    void aSupporterIsNoMember() {
        var supporter = commonses.addParty(commons.id(), "A supporter");
        assertThat(commonses.party(commons.id(), supporter)).isPresent();
        assertThat(ana.get(at + "/members/" + supporter).statusCode()).isEqualTo(404);
        assertThat(refusal(() -> commonses.member(commons.id(), supporter)).code())
                .isEqualTo("not-found");
    }

    @Test
    void oneMemberIsTheLineOfTheList() {
        assertThat(commonses.members(commons.id()))
                .extracting(MemberLine::name)
                .containsExactly("Ana", "Ben", "Cy", "Dot");
        for (var line : commonses.members(commons.id()))
            assertThat(commonses.member(commons.id(), line.party())).isEqualTo(line);
    }

    /// What somebody gave and is owed stays theirs: whoever comes back is the same one.
    @Test
    void whoIsReleasedIsOutAndComesBackAsTheSame() {
        var before = party(1);
        assertThat(ana.post(at(1), change("END", "ACT")).statusCode()).isEqualTo(303);
        assertThat(roles()).doesNotContainKey("Ben");
        assertThat(ben.get(at).statusCode()).isEqualTo(404);
        assertThat(commonses.seats(house.story().person("Ben")))
                .noneMatch(seat -> seat.commons().id().equals(commons.id()));
        assertThat(commonses.party(commons.id(), before)).map(Party::name).hasValue("Ben");
        assertThat(ana.post(at(1), change("END", "ACT")).statusCode()).isEqualTo(404);

        commonses.join(house.story().person("Ben"), commonses.invite((Steward) members.getFirst(), Role.STEWARD));
        assertThat(member("Ben").party()).isEqualTo(before);
        assertThat(roles()).containsEntry("Ben", Role.STEWARD);
        assertThat(commonses.seats(house.story().person("Ben")))
                .anyMatch(seat ->
                        seat.commons().id().equals(commons.id()) && seat.party().equals(before));
    }

    @Test
    void aProgramReadsTheMembersWithATokenOfAMember() {
        String path = "/api/c/" + commons.slug() + "/commons";
        var read = Visitor.program(house.story().person("Ben"), Scope.READ).get(path);
        assertThat(read.statusCode()).isEqualTo(200);
        assertThat(read.body()).contains("\"Ana\"", "\"STEWARD\"", party(3).toString());
        assertThat(Visitor.program(house.story().person("Eve"), Scope.STEWARD)
                        .get(path)
                        .statusCode())
                .isEqualTo(404);
        assertThat(Visitor.nobody().get(path).statusCode()).isIn(401, 404);
    }
}
