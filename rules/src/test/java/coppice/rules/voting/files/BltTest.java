package coppice.rules.voting.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coppice.rules.money.Ratio;
import coppice.rules.voting.InstantRunoff;
import coppice.rules.voting.PairwiseBallots;
import coppice.rules.voting.RankedRules;
import coppice.rules.voting.SingleTransferableVote;
import coppice.rules.voting.StvRules;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BltTest {
    private static final String GOOD =
            "\uFEFF3 1 # three stand\n-2\n4 1 2 0\n3 3=2 1 0\n2 3 0\n0\n\"Ada\"\n\"Bo B\"\n\"Cy\"\n\"Chair\"\n";

    @Test
    void everyPartIsRead() {
        var file = BallotFormat.BLT.parse(GOOD);
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
        assertThatThrownBy(() -> BallotFormat.BLT.parse(broken))
                .isInstanceOf(UnreadableBallots.class)
                .hasMessageContaining(said);
    }

    @Test
    void anInstantRunoffOfItElects() {
        var file = BallotFormat.BLT.parse(GOOD.replace("-2\n", ""));
        var count = InstantRunoff.count(
                file.ballots(), RankedRules.instantRunoff(file.ballots().candidates()));
        assertThat(count.elected()).containsExactly("Ada");
        assertThat(count.undervotes()).isZero();
    }

    @Test
    void whatIsWrittenReadsTheSame() {
        var file = BallotFormat.BLT.parse(GOOD);
        var again = BallotFormat.BLT.parse(Blt.write(file));
        assertThat(again.ballots().ballots()).isEqualTo(file.ballots().ballots());
        assertThat(Blt.write(again)).isEqualTo(Blt.write(file));
        assertThat(again.withdrawn()).isEqualTo(file.withdrawn());
    }

    @Test
    void nicknamesAndTheOrderForTiesAreUnderstood() {
        var file = BallotFormat.BLT.parse(
                "3 2\n[nick a b c]\n[tie c a b]\n[withdrawn b]\n[other x]\n2 a b=c 0\n0\n" + "\"A\"\n\"B\"\n\"C\"\n");
        assertThat(file.tieOrder()).containsExactly("C", "A", "B");
        assertThat(file.withdrawn()).containsExactly("B");
        assertThat(file.ballots().ballots().getFirst().ranks().getLast().candidates())
                .containsExactly("B", "C");
    }

    @Test
    void lineEndsIndentationAndCommentsMeanNothing() {
        var one = BallotFormat.BLT.parse(
                "3 2 /* two /* of */ three */ -2 4 1 2 0 2 3\n 0 0 \"Ada\"\"Bo\" # not Bob\n\"Cy\"");
        var lines = BallotFormat.BLT.parse("  3 2 # seats\n -2\n\t4 1 2 0\n2 3 0\n0\n\"Ada\"\n\"Bo\"\n\"Cy\"\n");
        assertThat(Blt.write(one)).isEqualTo(Blt.write(lines));
        assertThat(one.withdrawn()).containsExactly("Bo");
    }

    @Test
    void namesKeepOneSpaceForARunOfThem() {
        var file = BallotFormat.BLT.parse("2 1\n1 1 0\n0\n\"Ellen   de Vries\"\n\"Kieran #2 \"\n\"Title\" notes \"of");
        assertThat(file.ballots().candidates()).containsExactly("Ellen de Vries", "Kieran #2 ");
        assertThat(file.title()).isEqualTo("Title");
    }

    @Test
    void ballotsMayHaveNamesAndSkippedRanks() {
        var file = BallotFormat.BLT.parse("3 1\n(first) 1 - 3 0\n( second ) 2 0\n0\n\"A\"\n\"B\"\n\"C\"\n");
        assertThat(file.ballots().count()).isEqualTo(2);
        assertThat(file.ballots().ballots().getFirst().ranks()).hasSize(3);
    }

    @Test
    void aTallyInLatin1IsReadAndUtf16IsRefusedByName() {
        var text = "2 1\n1 1 0\n0\n\"Rapha\u00ebl\"\n\"B\"\n";
        assertThat(BallotFormat.BLT
                        .parse(text.getBytes(StandardCharsets.ISO_8859_1))
                        .ballots()
                        .candidates())
                .contains("Rapha\u00ebl");
        assertThatThrownBy(() -> BallotFormat.BLT.parse(text.getBytes(StandardCharsets.UTF_16)))
                .isInstanceOf(UnreadableBallots.class)
                .hasMessageContaining("UTF-16");
    }

    @Test
    void whoIsNotRankedIsNotComparedWhereTheFileSaysSo() {
        String votes = "#/Candidates: A ; B ; C\n#/Implicit Ranking: %s\nB > A\nB > C\n";
        var silent = PairwiseBallots.of(
                BallotFormat.CVOTES.parse(votes.formatted("false")).ballots());
        var last = PairwiseBallots.of(
                BallotFormat.CVOTES.parse(votes.formatted("true")).ballots());
        assertThat(silent.above(0, 2)).isZero();
        assertThat(silent.above(1, 2)).isEqualTo(1);
        assertThat(last.above(0, 2)).isEqualTo(1);
        assertThat(last.above(1, 2)).isEqualTo(2);
    }

    /// Who names only those that are withdrawn has not voted: the quota is of the 50 others.
    @Test
    void whoNamesOnlyTheWithdrawnDoesNotRaiseTheQuota() {
        var file = BallotFormat.BLT.parse("3 1\n-1\n40 1 0\n30 2 0\n20 1 3 0\n0\n\"A\"\n\"B\"\n\"C\"\n");
        var count = SingleTransferableVote.count(
                file.ballots(), new StvRules(StvRules.Method.SCOTTISH, 1, file.withdrawn(), file.tieOrder()));
        assertThat(count.quota()).isEqualTo(Ratio.of(26));
        assertThat(count.elected()).containsExactly("B");
    }
}
