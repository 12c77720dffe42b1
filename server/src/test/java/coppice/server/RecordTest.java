package coppice.server;

import static org.assertj.core.api.Assertions.assertThat;

import coppice.server.distributions.Distributions;
import coppice.server.ledger.Account;
import coppice.server.ledger.Ledger;
import coppice.server.ledger.Statements;
import coppice.server.openbooks.Journal;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// The public record of a real project comes out to the cent: on the page, by API, and in another program.
class RecordTest {
    /// Published in the source's README and recomputed from its rows.
    private static final TreeMap<String, String> YEAR_ENDS = new TreeMap<>();

    static {
        YEAR_ENDS.put("2017", "100.92");
        YEAR_ENDS.put("2018", "290.99");
        YEAR_ENDS.put("2019", "372.66");
        YEAR_ENDS.put("2020", "1437.23");
        YEAR_ENDS.put("2021", "4689.88");
        YEAR_ENDS.put("2022", "6863.66");
        YEAR_ENDS.put("2023", "7465.73");
        YEAR_ENDS.put("2024", "7372.70");
        YEAR_ENDS.put("2025", "7171.71");
        YEAR_ENDS.put("2026", "5688.29");
    }

    private final House house = House.open();

    @TempDir
    Path folder;

    @Test
    void yearEndsStandOnThePage() {
        var page = Visitor.nobody().get(house.record().address() + "/openbooks").body();
        YEAR_ENDS.forEach((year, held) -> assertThat(page)
                .as(year)
                .containsPattern(">" + year + "</a></td><td class=\"n\">"
                        + String.format(java.util.Locale.UK, "%,.2f", new BigDecimal(held)) + "<"));
    }

    @Test
    void yearEndsComeByApi() {
        var books = JsonMapper.shared()
                .readTree(Visitor.nobody()
                        .get("/api/c/" + house.record().slug() + "/openbooks")
                        .body());
        YEAR_ENDS.forEach((year, held) -> assertThat(
                        books.path("yearEnds").path(year).path("value").asString())
                .as(year)
                .isEqualTo(held));
    }

    @Test
    void theReconciliationNamesTheRowAndTheDifference() {
        var statement =
                house.room(Statements.class).brought(house.record().id()).getFirst();
        var page = Visitor.nobody()
                .get(house.record().address() + "/ledger/statements/" + statement.id())
                .body();
        assertThat(page)
                .contains("the file ends at 5,689.42 USD, and its rows add up to 5,688.29 USD")
                .contains("Its balance is 1.13 USD too high")
                .contains("Row 2 of 7 July 2026 is where: its balance leaves out the payment fee of that row, 1.13 USD")
                .contains("4cab822d");
    }

    @Test
    void bringingTheRecordAgainAddsNothing() {
        var record = house.record();
        long before = house.sql()
                .sql(
                        "select (select count(*) from ledger.transfer) + (select count(*) from contributions.contribution)")
                .query(Long.class)
                .single();
        house.story().record(_ -> {}, _ -> {});
        long after = house.sql()
                .sql(
                        "select (select count(*) from ledger.transfer) + (select count(*) from contributions.contribution)")
                .query(Long.class)
                .single();
        assertThat(after).isEqualTo(before);
        assertThat(house.room(Ledger.class).wrongTotals(record.id())).isZero();
    }

    @Test
    void itsRunIsWholeAndRecomputes() {
        var record = house.record();
        var distributions = house.room(Distributions.class);
        var run = distributions.run(record.id(), 1);
        long paid = distributions.paid(record.id(), run).stream()
                .mapToLong(Distributions.Paid::minorUnits)
                .sum();
        assertThat(paid + run.returned()).isEqualTo(run.amount());
        assertThat(distributions.paid(record.id(), run)).hasSize(202);
        assertThat(distributions.recomputes(record, run)).isTrue();
    }

    /// `hledger` (a Debian package that `bin/test` installs) reads our journal and agrees on every account.
    @Test
    void hledgerAgreesOnEveryAccount() throws Exception {
        var record = house.record();
        var journal = folder.resolve("record.journal");
        Files.writeString(
                journal,
                Visitor.nobody().get(record.address() + "/openbooks/journal").body());
        run("hledger", "-f", journal.toString(), "check");
        var balances = new TreeMap<String, BigDecimal>();
        for (var line : run("hledger", "-f", journal.toString(), "balance", "-N", "--flat", "--empty", "-O", "csv")
                .split("\n")) {
            var cells = line.replace("\"", "").split(",", 2);
            if (!cells[0].equals("account"))
                balances.put(cells[0], new BigDecimal(cells[1].replaceAll("[^0-9.-]", "")));
        }
        var accounts = house.room(Ledger.class).accounts(record.id());
        var parties = house.room(coppice.server.commons.Commonses.class)
                .parties(
                        record.id(),
                        accounts.stream()
                                .flatMap(account -> account.party().stream())
                                .toList());
        var names = house.room(Journal.class)
                .journalNames(
                        accounts,
                        account ->
                                account
                                        .party()
                                        .map(party -> java.util.Objects.requireNonNull(parties.get(party))
                                                .name())
                                        .stream()
                                        .toList());
        var ours = new TreeMap<String, BigDecimal>();
        for (Account account : accounts)
            ours.put(
                    java.util.Objects.requireNonNull(names.get(account.id())),
                    record.money(account.holdsMinorUnits()).decimal());
        assertThat(ours).hasSizeGreaterThan(250);
        assertThat(balances.keySet()).isEqualTo(ours.keySet());
        ours.forEach((name, held) -> assertThat(balances.get(name)).as(name).isEqualByComparingTo(held));
    }

    private static String run(String... command) throws Exception {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        return output;
    }
}
