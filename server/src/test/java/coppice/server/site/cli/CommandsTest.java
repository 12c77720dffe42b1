package coppice.server.site.cli;

import static org.assertj.core.api.Assertions.assertThat;

import coppice.server.House;
import coppice.server.Visitor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands, as the owner of a server gives them while the server runs.
class CommandsTest {
    private static final String VILLAGE = "--commons=hazel-yard";
    private static final String ANA = "--as=ana@example.org";

    private final House house = House.open();

    @TempDir
    private Path folder;

    private House.Ran coppice(String... arguments) {
        house.village();
        return house.coppice(arguments);
    }

    private void git(String... arguments) throws Exception {
        var words = new java.util.ArrayList<>(java.util.List.of(
                "git", "-C", folder.toString(), "-c", "user.name=Old Hand", "-c", "user.email=old@example.org"));
        words.addAll(java.util.List.of(arguments));
        var process = new ProcessBuilder(words).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    @Test
    void aGitHistoryIsImportedOnce() throws Exception {
        git("init", "-q");
        for (int i = 0; i < 3; i++) {
            Files.writeString(folder.resolve("plan"), "line\n".repeat(i + 1));
            git("add", "plan");
            git("commit", "-q", "-m", "step " + i);
        }
        var first = coppice("import", "git", folder.toString(), "--type=work", "--source=plans", VILLAGE, ANA);
        assertThat(first.said()).contains("3 items by 1 authors: 3 were new");
        var again = coppice("import", "git", folder.toString(), "--type=work", "--source=plans", VILLAGE, ANA);
        assertThat(again.said()).contains("3 items by 1 authors: 0 were new");
        assertThat(again.code()).isZero();
    }

    @Test
    void aFolderWithoutAHistoryIsRefused() {
        var ran = coppice("import", "git", folder.toString(), "--type=work", VILLAGE, ANA);
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.said()).doesNotContain("at coppice.").doesNotContain("went wrong");
    }

    @Test
    void paymentsAreOnlyLookedAtInADryRun() throws Exception {
        var file = folder.resolve("till.csv");
        Files.writeString(file, "id,date,amount,balance\na,2026-10-01,5.00,5.00\nb,2026-10-02,2.00,7.01\n");
        var ran = coppice("import", "money", "--dry-run", file.toString(), VILLAGE, ANA);
        assertThat(ran.said())
                .contains("2 rows from 2026-10-01 to 2026-10-02, 0 of them known")
                .contains("0.01 too high");
        assertThat(house.sql()
                        .sql("select count(*) from ledger.entry where request_key in ('plain:a', 'plain:b')")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void whoIsNoStewardCannotImport() {
        var ran = coppice("import", "money", folder.toString(), VILLAGE, "--as=ben@example.org");
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.said()).contains("ben@example.org is not a steward of hazel-yard");
    }

    @Test
    void anAccountIsMadeWithALinkThatOpensOnce() {
        var ran = coppice("user", "create", "Gil", "gil@example.org");
        assertThat(ran.code()).isZero();
        String path = ran.said().strip().replaceAll("(?s).*(/enter/[^\\s]+).*", "$1");
        assertThat(Visitor.nobody().get(path).body()).contains("Gil");
        assertThat(coppice("user", "link", "nobody@example.org").said()).contains("Nobody here has the address");
    }

    @Test
    void theDoctorFindsTheBooksSound() {
        var ran = coppice("doctor");
        assertThat(ran.said())
                .contains("ok    hazel-yard: every account's total is the sum of its transfers")
                .contains("ok    hazel-yard: run 1 recomputes");
        assertThat(ran.said()).doesNotContain("WRONG");
        assertThat(ran.code()).isZero();
    }

    @Test
    void aDistributionNeedsNoServer() throws Exception {
        var equation = folder.resolve("equation.json");
        var contributions = folder.resolve("contributions.csv");
        Files.writeString(
                equation,
                "{\"behaviour\": \"straight\", \"buckets\": [{\"name\": \"Work\", \"percentage\": \"100\","
                        + " \"rules\": [{\"type\": \"work\", \"kind\": \"debt\", \"formula\": \"quantity * 25\"}]}]}");
        Files.writeString(contributions, "id,party,type,quantity\n1,ana,work,2\n2,ben,work,1\n");
        var ran = coppice(
                "distribute", equation.toString(), contributions.toString(), "--amount", "30.00", "--currency", "EUR");
        assertThat(ran.code()).isZero();
        assertThat(ran.said()).contains("ana,20.00").contains("ben,10.00");
        Files.writeString(equation, "{\"behaviour\":");
        assertThat(coppice("distribute", equation.toString(), contributions.toString(), "--amount", "30.00")
                        .code())
                .isEqualTo(1);
        assertThat(coppice("distribute").code()).isEqualTo(2);
    }
}
