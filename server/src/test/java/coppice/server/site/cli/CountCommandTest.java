package coppice.server.site.cli;

import static org.assertj.core.api.Assertions.assertThat;

import coppice.server.House;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `coppice count`: every rule and format from the command line, and files that are none.
class CountCommandTest {
    private final House house = House.open();

    @TempDir
    private Path folder;

    private House.Ran coppice(String... arguments) {
        return house.coppice(arguments);
    }

    @Test
    void rankedBallotsAreCountedFromAFile() throws Exception {
        var csv = folder.resolve("ballots.csv");
        Files.writeString(csv, "count,rank1,rank2\n4,Plum,Pear\n3,Pear,Plum\n2,Quince,Pear\n1,,\n");
        var ran = coppice("count", "--rule", "irv", csv.toString());
        assertThat(ran.said())
                .contains("10 ballots, 1 of them blank")
                .contains("Quince goes out")
                .contains("Elected: Pear");
        assertThat(coppice("count", "--rule", "irv", "--json", csv.toString()).said())
                .contains("\"elected\":[\"Pear\"]");
        var blt = folder.resolve("ballots.blt");
        Files.writeString(blt, "2 1\n3 1 0\n2 2 0\n0\n\"Plum\"\n\"Pear\"\n\"Fruit\"\n");
        assertThat(coppice("count", "--rule", "irv", blt.toString()).said()).contains("Elected: Plum");
    }

    @Test
    void aFileThatIsNoBallotsIsRefusedInWords() throws Exception {
        var csv = folder.resolve("ballots.csv");
        for (var bad : new String[] {
            "", "count,rank1\n", "count,rank1\nmany,Plum\n", "count,rank1\n0,Plum\n", "count,rank1\n1,\"Plum\n"
        }) {
            Files.writeString(csv, bad);
            var ran = coppice("count", "--rule", "irv", csv.toString());
            assertThat(ran.code()).as(bad).isEqualTo(1);
            assertThat(ran.said()).as(bad).doesNotContain("went wrong").contains("ballots.csv");
        }
        var blt = folder.resolve("ballots.blt");
        Files.writeString(blt, "2 1\n3 1 0\n2 7 0\n0\n\"Plum\"\n\"Pear\"\n");
        assertThat(coppice("count", "--rule", "irv", blt.toString()).said()).contains("Line 3");
        assertThat(coppice("count", "--rule", "lots", blt.toString()).code()).isEqualTo(2);
    }

    private static final String TENNESSEE = "42:Memphis>Nashville>Chattanooga>Knoxville\n"
            + "26:Nashville>Chattanooga>Knoxville>Memphis\n15:Chattanooga>Knoxville>Nashville>Memphis\n"
            + "17:Knoxville>Chattanooga>Nashville>Memphis\n";

    @ParameterizedTest
    @CsvSource({
        "irv, Elected: Knoxville",
        "scottish, Elected: Knoxville",
        "meek, Elected: Knoxville",
        "meek-exact, Elected: Knoxville",
        "wigm, Elected: Knoxville",
        "schulze, 1. Nashville",
        "ranked-pairs, 1. Nashville",
        "minimax, 1. Nashville",
        "copeland, 1. Nashville",
        "borda, 1. Nashville",
        "kemeny, 1. Nashville"
    })
    void everyRuleCountsOneFile(String rule, String said) throws Exception {
        var abif = folder.resolve("tennessee.abif");
        Files.writeString(abif, TENNESSEE);
        assertThat(coppice("count", "--rule", rule, abif.toString()).said()).contains(said);
        assertThat(coppice("count", "--rule", rule, "--json", abif.toString()).said())
                .startsWith("{");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "approval",
                "satisfaction-approval",
                "proportional-approval",
                "sequential-proportional-approval",
                "phragmen",
                "equal-shares",
                "equal-shares-then-approval",
                "equal-shares-by-increments",
                "enestroem-phragmen",
                "consensus"
            })
    void committeesAreChosen(String rule) throws Exception {
        var csv = folder.resolve("approvals.csv");
        Files.writeString(csv, "count,rank1,rank2\n6,Ada,Bo\n4,Cy,\n");
        assertThat(coppice("count", "--rule", rule, "--seats", "2", csv.toString())
                        .said())
                .contains("Elected:");
    }

    @Test
    void scoresAreAddedUp() throws Exception {
        var abif = folder.resolve("scores.abif");
        Files.writeString(abif, "3:A/5,B/4\n2:B/5,A/0\n");
        assertThat(coppice("count", "--rule", "score", abif.toString()).said()).contains("22  B");
        assertThat(coppice("count", "--rule", "star", abif.toString()).said()).contains("Elected: A");
    }

    @Test
    void oneFormBecomesAnother() throws Exception {
        var abif = folder.resolve("tennessee.abif");
        Files.writeString(abif, TENNESSEE);
        String blt = coppice("count", "--to", "blt", abif.toString()).said();
        var back = folder.resolve("tennessee.blt");
        Files.writeString(back, blt);
        assertThat(coppice("count", "--rule", "schulze", back.toString()).said())
                .contains("1. Nashville");
        assertThat(coppice("count", "--to", "csv", back.toString()).said())
                .startsWith("count,rank1,rank2,rank3,rank4\n42,Memphis,Nashville");
    }

    /// A cast vote record in the common data format, as JSON and as XML.
    @Test
    void castVoteRecordsAreRead() throws Exception {
        var json = folder.resolve("cvr.json");
        Files.writeString(json, """
                {"CVR": [{"CurrentSnapshotId": "s2", "CVRSnapshot": [
                  {"@id": "s1", "CVRContest": [{"ContestId": "c", "CVRContestSelection":
                    [{"ContestSelectionId": "x", "SelectionPosition": [{"Rank": 1}]}]}]},
                  {"@id": "s2", "CVRContest": [{"ContestId": "c", "CVRContestSelection":
                    [{"ContestSelectionId": "y", "SelectionPosition": [{"Rank": 1}]},
                     {"ContestSelectionId": "x", "SelectionPosition": [{"Rank": 3}]}]}]}]}],
                 "Election": [{"Candidate": [{"@id": "1", "Name": "Plum"}, {"@id": "2", "Name": "Pear"}],
                   "Contest": [{"@id": "c", "Name": "Fruit", "ContestSelection":
                     [{"@id": "x", "CandidateIds": ["1"]}, {"@id": "y", "CandidateIds": ["2"]}]}]}]}""");
        assertThat(coppice("count", "--to", "csv", json.toString()).said())
                .isEqualTo("count,rank1,rank2,rank3\n1,Pear,,Plum\n");
        var xml = folder.resolve("cvr.xml");
        Files.writeString(xml, XML);
        assertThat(coppice("count", "--to", "csv", xml.toString()).said()).isEqualTo("count,rank1\n2,Pear\n");
        assertThat(coppice("count", "--to", "csv", "--contest", "Trees", xml.toString())
                        .said())
                .contains("Say which contest", "Fruit");
    }

    private static final String XML = "<?xml version=\"1.0\"?><r:CastVoteRecordReport xmlns:r=\"x\">"
            + "<r:CVR><r:CVRSnapshot><r:CVRContest><r:ContestId>c</r:ContestId><r:CVRContestSelection>"
            + "<r:ContestSelectionId>y</r:ContestSelectionId><r:SelectionPosition><r:Rank>1</r:Rank>"
            + "</r:SelectionPosition></r:CVRContestSelection></r:CVRContest></r:CVRSnapshot></r:CVR>"
            + "<r:CVR><r:CVRSnapshot><r:CVRContest><r:ContestId>c</r:ContestId><r:CVRContestSelection>"
            + "<r:ContestSelectionId>y</r:ContestSelectionId><r:SelectionPosition/>"
            + "</r:CVRContestSelection></r:CVRContest></r:CVRSnapshot></r:CVR>"
            + "<r:Election><r:Candidate ObjectId=\"2\"><r:Name>Pear</r:Name></r:Candidate>"
            + "<r:Contest ObjectId=\"c\"><r:Name>Fruit</r:Name><r:ContestSelection ObjectId=\"y\">"
            + "<r:CandidateIds>2</r:CandidateIds></r:ContestSelection></r:Contest></r:Election>"
            + "</r:CastVoteRecordReport>";

    @Test
    void whatCannotBeReadIsSaidInWords() throws Exception {
        var secret = folder.resolve("secret.txt");
        Files.writeString(secret, "a secret of the machine");
        var bad = Map.of(
                "entities.xml", "<!DOCTYPE r [<!ENTITY e SYSTEM \"" + secret.toUri() + "\">]><r>&e;</r>",
                "bombs.xml", "<!DOCTYPE r [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><r>&b;</r>",
                "deep.xml", "<a>".repeat(5000),
                "broken.xml", "<r><CVR></r>",
                "empty.json", "",
                "list.json", "[1, 2]",
                "broken.json", "{\"CVR\": [",
                "twice.abif", "3:A>B>A\n",
                "words.abif", "three:A\n",
                "count.blt", "3 1\n5 1 2 0\n0\n\"A\"\n");
        for (var file : bad.entrySet()) {
            var path = folder.resolve(file.getKey());
            Files.writeString(path, file.getValue());
            var ran = coppice("count", "--rule", "schulze", path.toString());
            assertThat(ran.code()).as(file.getKey()).isEqualTo(1);
            assertThat(ran.said())
                    .as(file.getKey())
                    .doesNotContain("went wrong", "a secret of the machine", "Exception");
        }
        assertThat(coppice(
                                "count",
                                "--rule",
                                "irv",
                                folder.resolve("absent.abif").toString())
                        .said())
                .contains("cannot be read");
        var abif = folder.resolve("tennessee.abif");
        Files.writeString(abif, TENNESSEE);
        assertThat(coppice("count", "--rule", "scottish", "--seats", "5", abif.toString())
                        .said())
                .contains("Only 4 stand");
        assertThat(coppice("count", "--rule", "score", abif.toString()).said()).contains("no scores");
    }

    /// A file of a format that is read as a whole is not begun when it is larger than 100 MB.
    @Test
    void aFileThatIsTooLargeIsNotBegun() throws Exception {
        var large = folder.resolve("large.abif");
        try (var file = new java.io.RandomAccessFile(large.toFile(), "rw")) {
            file.setLength(101L * 1024 * 1024);
        }
        assertThat(coppice("count", "--rule", "irv", large.toString()).said()).contains("larger than 100 MB");
    }

    @Test
    void tenThousandCandidatesAreMoreThanAFileMayName() throws Exception {
        var abif = folder.resolve("many.abif");
        var text = new StringBuilder();
        for (int i = 0; i <= 10_000; i++) text.append("1:c").append(i).append('\n');
        Files.writeString(abif, text.toString());
        assertThat(coppice("count", "--rule", "irv", abif.toString()).said()).contains("more than 10000 candidates");
    }
}
