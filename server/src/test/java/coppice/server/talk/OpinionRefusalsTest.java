package coppice.server.talk;

import static org.assertj.core.api.Assertions.assertThat;

import coppice.server.Refusing;
import org.junit.jupiter.api.Test;

class OpinionRefusalsTest extends Refusing {
    @Test
    void aThreadHasSoManyStatementsAndNoMore() {
        var thread = house.room(Threads.class).start(ana, "Where to put the kiln", "By the door?", key());
        var opinions = house.room(Opinions.class);
        for (int i = 0; i < Opinions.MOST_STATEMENTS; i++) opinions.state(ana, thread, "It is dry there " + i, key());
        assertThat(refused("Ben", "/talk/" + thread + "/statements", "{'words':'One more'}"))
                .isEqualTo("statements-too-many");
    }
}
