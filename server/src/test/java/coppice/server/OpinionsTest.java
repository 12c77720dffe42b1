package coppice.server;

import static org.assertj.core.api.Assertions.assertThat;

import coppice.server.commons.Commonses;
import coppice.server.commons.Role;
import coppice.server.commons.Steward;
import coppice.server.polls.Panels;
import coppice.server.talk.Opinions;
import coppice.server.talk.Thread;
import coppice.server.talk.Threads;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Groups of opinion in a large room, and panels drawn by lot.
class OpinionsTest extends Asking {
    private final Opinions opinions = house.room(Opinions.class);
    private final Panels panels = house.room(Panels.class);
    private final Threads threads = house.room(Threads.class);

    private UUID thread() {
        return threads.start(
                members.getFirst(),
                "The yard",
                "What should it be?",
                UUID.randomUUID().toString());
    }

    private void many(int people) {
        for (int i = 0; i < people; i++) {
            var name = "Voter" + i;
            house.room(Commonses.class)
                    .join(
                            house.story().person(name),
                            house.room(Commonses.class).invite((Steward) members.getFirst(), Role.MEMBER));
            members.add(member(name));
        }
    }

    @Test
    void groupsAndCommonGroundAreFoundInTheAnswers() {
        many(16);
        var thread = thread();
        var statements = new ArrayList<UUID>();
        for (int i = 0; i < 8; i++)
            statements.add(opinions.state(members.get(i % 4), thread, "Statement " + i, "statement-" + i));
        assertThat(opinions.state(members.getFirst(), thread, "Statement 0", "statement-0"))
                .isEqualTo(statements.getFirst());
        for (int who = 0; who < members.size(); who++)
            for (int i = 0; i < 8; i++) {
                int camp = who % 3 == 0 ? -1 : 1;
                opinions.answer(members.get(who), statements.get(i), i == 7 ? 1 : (who + i) % 10 == 0 ? 0 : camp);
            }
        opinions.answer(members.get(1), statements.getFirst(), -1);
        opinions.answer(members.get(1), statements.getFirst(), 1);
        var found = opinions.found(members.get(1), thread);
        assertThat(found.groups().groups()).isEqualTo(2);
        assertThat(found.groups().common()).containsExactly(7);
        assertThat(found.mine()).containsEntry(statements.getFirst(), 1);
        var page = Visitor.signedIn(house.story().person("Ben"))
                .get(commons.address() + "/talk/" + thread + "/opinions")
                .body();
        assertThat(page).contains("What all groups agree on", "Statement 7", "2 groups of opinion");
        assertThat(page).doesNotContain("Voter3");
    }

    @Test
    void aClosedThreadTakesNoStatement() {
        var thread = thread();
        threads.set(members.getFirst(), thread, Thread.State.CLOSED);
        assertThat(refusal(() -> opinions.state(members.getFirst(), thread, "More", "k"))
                        .code())
                .isEqualTo("thread-closed");
        assertThat(refusal(() -> opinions.answer(members.getFirst(), UUID.randomUUID(), 1))
                        .code())
                .isEqualTo("not-found");
        var page =
                Visitor.signedIn(house.story().person("Ben")).get(commons.address() + "/talk/" + thread + "/opinions");
        assertThat(page.body()).contains("Nobody has stated anything yet.");
    }

    @Test
    void aPanelKeepsItsQuotasAndCanBeDrawnAgain() {
        var id = panels.draw(
                members.getFirst(),
                Optional.empty(),
                "Who tends the fire",
                2,
                "Ana, town=Hill\nBen, town=Hill\nCy, town=Hill\nDot, town=Dale",
                "town=Hill 1-1\ntown=Dale 1-1",
                "panel");
        var drawn = panels.panel(members.getFirst(), id);
        assertThat(drawn.members()).hasSize(2).contains(members.get(3).party().toString());
        assertThat(drawn.chances()).containsEntry(members.get(1).party().toString(), "1/3");
        assertThat(panels.recomputes(drawn)).isTrue();
        assertThat(panels.draw(
                        members.getFirst(),
                        Optional.empty(),
                        "Who tends the fire",
                        2,
                        "Ana, town=Hill\nBen, town=Hill\nCy, town=Hill\nDot, town=Dale",
                        "town=Hill 1-1\ntown=Dale 1-1",
                        "panel"))
                .isEqualTo(id);
        var page = Visitor.signedIn(house.story().person("Ben")).get(commons.address() + "/polls/panels/" + id);
        assertThat(page.body()).contains("Drawn again from the number", "1/3");
    }

    @Test
    void whatCannotBeDrawnIsSaid() {
        for (var bad : List.of(
                new String[] {"5", "", "", "no-panel"},
                new String[] {"1", "Nobody, town=Hill", "", "bad-line"},
                new String[] {"1", "Ana, Hill", "", "bad-line"},
                new String[] {"1", "", "town Hill", "bad-line"},
                new String[] {"1", "", "town=Hill 1-1", "no-panel"}))
            assertThat(refusal(() -> panels.draw(
                                    members.getFirst(),
                                    Optional.empty(),
                                    "Panel",
                                    Integer.parseInt(bad[0]),
                                    bad[1],
                                    bad[2],
                                    UUID.randomUUID().toString()))
                            .code())
                    .isEqualTo(bad[3]);
    }
}
