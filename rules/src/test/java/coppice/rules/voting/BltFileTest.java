package coppice.rules.voting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BltFileTest {
    private static final String GOOD =
            "\uFEFF3 1 # three stand\n-2\n4 1 2 0\n3 3=2 1 0\n2 3 0\n0\n\"Ada\"\n\"Bo B\"\n\"Cy\"\n\"Chair\"\n";

    @Test
    void everyPartIsRead() {
        var file = BltFile.parse(GOOD);
        assertThat(file.title()).isEqualTo("Chair");
        assertThat(file.seats()).isEqualTo(1);
        assertThat(file.withdrawn()).containsExactly("Bo B");
        assertThat(file.ballots().candidates()).containsExactly("Ada", "Bo B", "Cy");
        assertThat(file.ballots().count()).isEqualTo(9);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            3 1|0\\n|the closing 0 is missing
            4 1 2 0|4 1 9 0|whole number from 1 to 3
            4 1 2 0|4 1 2|ends with 0
            4 1 2 0|-4 1 2 0|whole number
            "Cy"|"Ada"|one name
            3 1|9 1|names for 9 candidates
            """)
    void whatIsWrongIsSaidWithItsLine(String good, String bad, String said) {
        String broken = bad.equals("0\\n")
                ? GOOD.replace("\n0\n", "\n")
                : GOOD.replaceFirst(java.util.regex.Pattern.quote(good), bad);
        assertThatThrownBy(() -> BltFile.parse(broken))
                .isInstanceOf(BltFile.Unreadable.class)
                .hasMessageContaining(said);
    }

    @Test
    void anInstantRunoffOfItElects() {
        var file = BltFile.parse(GOOD.replace("-2\n", ""));
        var count = InstantRunoff.count(
                file.ballots(), RankedRules.instantRunoff(file.ballots().candidates()));
        assertThat(count.elected()).containsExactly("Ada");
        assertThat(count.undervotes()).isZero();
    }
}
