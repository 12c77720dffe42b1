package coppice.server.cobudgeting;

import static org.assertj.core.api.Assertions.assertThat;

import coppice.server.Refusing;
import java.util.Collections;
import org.junit.jupiter.api.Test;

/// What comes too early, too late, or too often in a round.
class RoundRefusalsTest extends Refusing {
    private String round(int ideasUntil, int from, String more) {
        return "{'title':'Autumn','rule':'DIRECT','ideasUntil':'%s','fundingFrom':'%s','fundingUntil':'%s'%s}"
                .formatted(today().plusDays(ideasUntil), today().plusDays(from), today().plusDays(20), more);
    }

    private static final String SHELVES =
            "{'title':'Shelves','summary':'s','words':'w','items':[%s],'agreed':true,'idea':false}";
    private static final String WOOD = "{'kind':'COST','words':'Wood','amount':'10.00'}";

    private String bucket(String round) {
        String id = made("Ben", "/cobudgeting/rounds/" + round + "/buckets", SHELVES.formatted(WOOD));
        assertThat(refused("Ben", "/cobudgeting/buckets/" + id + "/changes", "{'event':'PUBLISH'}"))
                .isEmpty();
        return "/cobudgeting/buckets/" + id;
    }

    @Test
    void aRoundAsksTenQuestionsAtMost() {
        var questions = new StringBuilder();
        for (int i = 0; i < 11; i++) questions.append("Question ").append(i).append("\\n");
        assertThat(refused("Ana", "/cobudgeting/rounds", round(5, 0, ",'fields':'" + questions + "'")))
                .isEqualTo("too-many-fields");
    }

    @Test
    void ideasComeUntilTheirDay() {
        String round = made("Ana", "/cobudgeting/rounds", round(-3, -2, ""));
        assertThat(refused("Ben", "/cobudgeting/rounds/" + round + "/buckets", SHELVES.formatted(WOOD)))
                .isEqualTo("ideas-closed");
    }

    @Test
    void aBucketHasFortyItemsAtMost() {
        String round = made("Ana", "/cobudgeting/rounds", round(5, 0, ""));
        assertThat(refused(
                        "Ben",
                        "/cobudgeting/rounds/" + round + "/buckets",
                        SHELVES.formatted(String.join(",", Collections.nCopies(41, WOOD)))))
                .isEqualTo("too-many-items");
    }

    @Test
    void nothingIsFundedBeforeItsDay() {
        String bucket = bucket(made("Ana", "/cobudgeting/rounds", round(3, 5, "")));
        assertThat(refused("Ben", bucket + "/fundings", "{'amount':'1.00'}")).isEqualTo("funding-not-begun");
    }

    @Test
    void lessThanTheMinimumIsNotTaken() {
        String bucket = bucket(made("Ana", "/cobudgeting/rounds", round(5, 0, "")));
        assertThat(refused("Ben", bucket + "/changes", "{'event':'ACCEPT'}")).isEqualTo("below-minimum");
    }
}
