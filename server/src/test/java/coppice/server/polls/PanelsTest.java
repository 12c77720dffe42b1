package coppice.server.polls;

import static org.assertj.core.api.Assertions.assertThat;

import coppice.server.Asking;
import coppice.server.Visitor;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Panels drawn by lot.
class PanelsTest extends Asking {
    private final Panels panels = house.room(Panels.class);

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
                new String[] {"1", "", "town=Hill", "bad-line"},
                new String[] {"1", "", "town=1-2", "bad-line"},
                new String[] {"1", "", "=Hill 1-2", "bad-line"},
                new String[] {"1", "", "town=Hill 1-", "bad-line"},
                new String[] {"1", "", "town=Hill 12345-2", "bad-line"},
                new String[] {"1", "", "town" + " ".repeat(100_000) + "x", "bad-line"},
                new String[] {"1", "", "a=b" + " b".repeat(50_000), "bad-line"},
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
