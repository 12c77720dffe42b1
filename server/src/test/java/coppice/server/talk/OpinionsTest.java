package coppice.server.talk;

import static org.assertj.core.api.Assertions.assertThat;

import coppice.server.Asking;
import coppice.server.Visitor;
import coppice.server.commons.Commonses;
import coppice.server.commons.Role;
import coppice.server.commons.Steward;
import coppice.server.kernel.ThreadId;
import java.util.ArrayList;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Groups of opinion in a large room, and panels drawn by lot.
class OpinionsTest extends Asking {
    private final Opinions opinions = house.room(Opinions.class);
    private final Threads threads = house.room(Threads.class);

    private ThreadId thread() {
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
        var statements = new ArrayList<OpinionId>();
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
        assertThat(refusal(() -> opinions.answer(members.getFirst(), new OpinionId(UUID.randomUUID()), 1))
                        .code())
                .isEqualTo("not-found");
        var page =
                Visitor.signedIn(house.story().person("Ben")).get(commons.address() + "/talk/" + thread + "/opinions");
        assertThat(page.body()).contains("Nobody has stated anything yet.");
    }
}
