package coppice.server.equity;

import static org.assertj.core.api.Assertions.assertThat;

import coppice.rules.voting.PassingRule.Result;
import coppice.rules.voting.Stance;
import coppice.server.Owning;
import coppice.server.Putting;
import coppice.server.Visitor;
import coppice.server.commons.Circles;
import coppice.server.decisions.Proposals;
import coppice.server.lock.AssetLock;
import coppice.server.lock.LockRules;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The classes of owners are known by what they are, never by what they are called.
class OwnersAsVotersTest extends Owning {
    private final Circles circles = house.room(Circles.class);

    private Map<String, Result> inEachClass() {
        var then = charterNow().with(new LockRules(new AssetLock("NONE", null, null, "Federation " + key())));
        var terms = Putting.amendment(charters.inForce(commons.id()), then, "Another one carries on");
        var proposal = put("amend-charter", terms, Stance.YES, Stance.YES, Stance.YES, Stance.NO);
        return decided(proposal).closed().orElseThrow().classes();
    }

    /// Who belongs to a class is left to stewards here, and so is what it is called.
    @Test
    void aStewardsClassCalledFoundersIsNoneOfTheFounders() {
        found();
        var founders = inEachClass().get("equity:FOUNDER");
        assertThat(founders.eligible()).isEqualTo(2);
        var friends = circles.makeClass(ana, ana, "Founders", "", key());
        circles.changeClass(ana, friends, party(2), true);
        circles.changeClass(ana, friends, party(3), true);
        var beside = inEachClass();
        assertThat(beside.get("equity:FOUNDER")).isEqualTo(founders);
        assertThat(beside.get("circle:" + friends).eligible()).isEqualTo(2);
    }

    @Test
    void aCircleOfThatNameVotesInNoClass() {
        found();
        var founders = inEachClass();
        circles.make(members.get(3), "Founders", "", key());
        assertThat(inEachClass()).isEqualTo(founders).containsOnlyKeys("equity:FOUNDER");
    }

    /// Both are called the same on the page, and each has its own line.
    @Test
    void thePageShowsBothApart() {
        found();
        var friends = circles.makeClass(ana, ana, "Founders", "", key());
        circles.changeClass(ana, friends, party(2), true);
        var proposal = put(
                "amend-charter",
                Putting.amendment(
                        charters.inForce(commons.id()),
                        charterNow().with(new LockRules(new AssetLock("NONE", null, null, "Somebody else"))),
                        "Somebody else"),
                Stance.YES,
                Stance.YES,
                Stance.YES,
                Stance.YES);
        decided(proposal);
        var page = Visitor.signedIn(house.story().person("Ana"))
                .get(Proposals.address(commons, proposal))
                .body();
        assertThat(page.split("<th scope=\"row\">Founders</th>", -1)).hasSize(3);
        assertThat(page).doesNotContain("equity:FOUNDER", "circle:" + friends);
    }
}
