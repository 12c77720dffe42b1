package coppice.rules.oracles;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OraclesTest {
    private static final Path OWN = Path.of("src/test/resources/oracles");

    @TempDir
    Path folder;

    @Test
    void everyCaseOfTheProjectsOwnCopyComesOut() throws Exception {
        var out = new ByteArrayOutputStream();
        assertThat(Oracles.run(OWN, new PrintStream(out, true, StandardCharsets.UTF_8)))
                .as(out.toString(StandardCharsets.UTF_8))
                .isTrue();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains(
                        "value/oracles/value-equation-coppice: 70/70",
                        "value/oracles/sourcecred-policies-weekly-runs: 5/5",
                        "value/oracles/sourcecred-policies-one-catch-up-run: 5/5",
                        "decide/ranked/rctab: 19/19",
                        "decide/ranked/condorcet: 27/27",
                        "decide/ranked/stv: 32/32",
                        "decide/committee/abcvoting: 12/12",
                        "decide/budget/pabulib: 14/14",
                        "decide/funding/quadratic: 12/12",
                        "decide/funding/conviction: 9/9",
                        "decide/cobudget-csv/bulk-allocation-csvs: 5/5",
                        "decide/cobudget-csv/bulk-invite-members-csvs: 4/4",
                        "decide/formats/abif: 12/12",
                        "decide/formats/cvotes: 3/3",
                        "decide/formats/preflib: 2/2",
                        "equity/cases/cases: 23/23");
    }

    @Test
    void aChangedFigureIsFound() throws Exception {
        var figures = Files.createDirectories(folder.resolve("value/oracles"));
        Files.writeString(
                figures.resolve("value-equation-coppice.json"),
                Files.readString(OWN.resolve("value/oracles/value-equation-coppice.json"))
                        .replaceFirst("25000,", "25001,"));
        var out = new ByteArrayOutputStream();
        assertThat(Oracles.run(folder, new PrintStream(out, true, StandardCharsets.UTF_8)))
                .isFalse();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("69/70", "nrp-straight-exact");
    }

    @Test
    void aChangedBallotIsFound() throws Exception {
        var test = Files.createDirectories(folder.resolve("decide/ranked/rctab/duplicate_test"));
        var own = OWN.resolve("decide/ranked/rctab/duplicate_test");
        for (var name : List.of("config.json", "expected.json")) Files.copy(own.resolve(name), test.resolve(name));
        Files.writeString(
                test.resolve("ballots.csv"),
                Files.readString(own.resolve("ballots.csv")).replaceFirst("Banana", "Kumquat"));
        var out = new ByteArrayOutputStream();
        assertThat(Oracles.run(folder, new PrintStream(out, true, StandardCharsets.UTF_8)))
                .isFalse();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("decide/ranked/rctab: 0/1");
    }

    @Test
    void aChangedTransferIsFound() throws Exception {
        var own = OWN.resolve("decide/ranked/stv");
        var test = Files.createDirectories(folder.resolve("decide/ranked/stv/expected"));
        Files.copy(own.resolve("weak-surplus.blt"), test.resolveSibling("weak-surplus.blt"));
        var out = new ByteArrayOutputStream();
        Files.writeString(
                test.resolve("weak-surplus.wigm-prf.json"),
                Files.readString(own.resolve("expected/weak-surplus.wigm-prf.json"))
                        .replace("8.9990", "8.9991"));
        assertThat(Oracles.run(folder, new PrintStream(out, true, StandardCharsets.UTF_8)))
                .isFalse();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("decide/ranked/stv: 0/1", "C 8.9990 instead of");
    }

    @Test
    void aChangedCommitteeIsFound() throws Exception {
        var test = Files.createDirectories(folder.resolve("decide/committee/abcvoting"));
        Files.writeString(
                test.resolve("one.yaml"),
                Files.readString(OWN.resolve("decide/committee/abcvoting/instanceS0000.abc.yaml"))
                        .replace("profile: [[", "profile: [[5], ["));
        var out = new ByteArrayOutputStream();
        assertThat(Oracles.run(folder, new PrintStream(out, true, StandardCharsets.UTF_8)))
                .isFalse();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("decide/committee/abcvoting: 0/1");
    }

    @Test
    void aChangedVoteOnABudgetIsFound() throws Exception {
        var own = OWN.resolve("decide/budget/pabulib");
        var test = Files.createDirectories(folder.resolve("decide/budget/pabulib/expected"));
        String name = "poland_wieliczka_2023_green-budget";
        Files.writeString(
                test.resolveSibling(name + ".pb"),
                Files.readString(own.resolve(name + ".pb")).replaceFirst("\n24;5000;", "\n24;50000;"));
        Files.copy(own.resolve("expected/" + name + ".json"), test.resolve(name + ".json"));
        var out = new ByteArrayOutputStream();
        assertThat(Oracles.run(folder, new PrintStream(out, true, StandardCharsets.UTF_8)))
                .isFalse();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("mes_cost_add1: ");
    }

    @Test
    void aFileThatCannotBeReadIsAFault() throws Exception {
        var figures = Files.createDirectories(folder.resolve("value/oracles"));
        Files.writeString(figures.resolve("value-equation-coppice.json"), "{");
        assertThat(Oracles.run(folder, new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8)))
                .isFalse();
    }
}
