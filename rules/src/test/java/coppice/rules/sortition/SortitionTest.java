package coppice.rules.sortition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coppice.rules.money.Ratio;
import coppice.rules.sortition.Sortition.Person;
import coppice.rules.sortition.Sortition.Quota;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SortitionTest {
    private static Person person(String id, String town) {
        return new Person(id, Map.of("town", town));
    }

    @Test
    void everyTownHasItsPlace() {
        var pool = List.of(person("a", "Hill"), person("b", "Hill"), person("c", "Hill"), person("d", "Dale"));
        var quotas = List.of(new Quota("town", "Hill", 1, 1), new Quota("town", "Dale", 1, 1));
        var panel = Sortition.draw(pool, quotas, 2, 1);
        assertThat(panel.chances()).containsEntry("a", Ratio.of(1, 3)).containsEntry("d", Ratio.ONE);
        assertThat(panel.members()).hasSize(2).contains("d");
        assertThat(Sortition.draw(pool, quotas, 2, 1)).isEqualTo(panel);
    }

    /// After the least chance the next is raised: with one place sure for the two of Dale, the others share the rest.
    @Test
    void theNextLeastChanceIsRaisedToo() {
        var pool = new ArrayList<Person>();
        for (int i = 0; i < 10; i++) pool.add(person("h" + i, "Hill"));
        for (int i = 0; i < 4; i++) pool.add(person("d" + i, "Dale"));
        for (int i = 0; i < 2; i++) pool.add(person("s" + i, "Shore"));
        var quotas = List.of(
                new Quota("town", "Hill", 0, 2), new Quota("town", "Dale", 0, 1), new Quota("town", "Shore", 0, 4));
        var panel = Sortition.draw(pool, quotas, 4, 7);
        assertThat(panel.chances())
                .containsEntry("h0", Ratio.of(1, 5))
                .containsEntry("d0", Ratio.of(1, 4))
                .containsEntry("s0", Ratio.of(1, 2));
    }

    /// Over many seeds everyone is drawn about as often as their chance says.
    @Test
    void theLotsFollowTheChances() {
        var pool = IntStream.range(0, 12)
                .mapToObj(i -> person("p" + i, i < 9 ? "Hill" : "Dale"))
                .toList();
        var quotas = List.of(new Quota("town", "Hill", 2, 3), new Quota("town", "Dale", 1, 2));
        var drawn = new HashMap<String, Integer>();
        int runs = 3000;
        for (int seed = 0; seed < runs; seed++)
            for (var member : Sortition.draw(pool, quotas, 4, seed).members()) drawn.merge(member, 1, Integer::sum);
        var chances = Sortition.draw(pool, quotas, 4, 0).chances();
        for (var person : pool)
            assertThat(Ratio.of(drawn.get(person.id()), runs).minus(chances.get(person.id())))
                    .isBetween(Ratio.of(-5, 100), Ratio.of(5, 100));
    }

    @Test
    void quotasThatCannotBeMetAreSaid() {
        var pool = List.of(person("a", "Hill"), person("b", "Hill"));
        assertThatThrownBy(() -> Sortition.draw(pool, List.of(new Quota("town", "Dale", 1, 1)), 1, 0))
                .isInstanceOf(Sortition.Impossible.class)
                .hasMessageContaining("no panel of 1 fits");
        assertThatThrownBy(() -> Sortition.draw(pool, List.of(), 3, 0))
                .hasMessageContaining("3 places for a pool of 2");
    }
}
