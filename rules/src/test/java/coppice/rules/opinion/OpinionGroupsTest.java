package coppice.rules.opinion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OpinionGroupsTest {
    /// Two camps on the first eight statements; all agree with the ninth; somebody answered little.
    private static List<Map<Integer, Integer>> camps() {
        var answers = new ArrayList<Map<Integer, Integer>>();
        for (int person = 0; person < 30; person++) {
            var own = new HashMap<Integer, Integer>();
            int camp = person < 18 ? 1 : -1;
            for (int statement = 0; statement < 8; statement++)
                own.put(statement, (person + statement) % 9 == 0 ? 0 : camp);
            own.put(8, 1);
            answers.add(own);
        }
        answers.add(Map.of(0, 1));
        return answers;
    }

    @Test
    void whoAnswersAlikeIsInOneGroup() {
        var found = OpinionGroups.find(camps(), 9);
        assertThat(found.groups()).isEqualTo(2);
        assertThat(found.groupOf().subList(0, 18)).containsOnly(0);
        assertThat(found.groupOf().subList(18, 30)).containsOnly(1);
        assertThat(found.groupOf().getLast()).isEqualTo(OpinionGroups.NO_GROUP);
        assertThat(found.answers().get(1).get(8)).isEqualTo(new OpinionGroups.Answers(12, 0, 12));
        assertThat(OpinionGroups.find(camps(), 9)).isEqualTo(found);
    }

    @Test
    void whatAllGroupsAgreeOnIsFound() {
        assertThat(OpinionGroups.find(camps(), 9).common()).containsExactly(8);
    }

    @Test
    void nobodyAndNothingIsNoGroup() {
        assertThat(OpinionGroups.find(List.of(), 0).groups()).isZero();
        assertThat(OpinionGroups.find(List.of(Map.of(), Map.of()), 3).groups()).isZero();
    }
}
