package coppice.server;

import static org.assertj.core.api.Assertions.assertThat;

import coppice.server.charter.Charters;
import coppice.server.charter.DecisionRules;
import coppice.server.charter.Preset;
import coppice.server.charter.Presets;
import coppice.server.commons.Commons;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Bad input is told where it happened, what was typed is kept, and nothing changes.
class BadInputTest {
    private static final House HOUSE = House.open();
    private final Visitor ana = Visitor.signedIn(HOUSE.story().person("Ana"));
    private final Commons commons = HOUSE.room(Charters.class)
            .found(
                    HOUSE.story().person("Ana"),
                    "Bad input",
                    "bad-input",
                    "EUR",
                    HOUSE.room(Presets.class)
                            .charter(Preset.VALUE_NETWORK, "Made for a test")
                            .with(DecisionRules.NONE),
                    "found-bad-input");
    private String before = "";

    @BeforeEach
    void count() {
        before = state();
    }

    @AfterEach
    void nothingChanged() {
        assertThat(state()).isEqualTo(before);
    }

    private String state() {
        return HOUSE.sql()
                .sql("""
                        select (select count(*) from ledger.entry where commons_id = :c) || ' '
                          || (select count(*) from ledger.transfer where commons_id = :c) || ' '
                          || (select count(*) from ledger.statement where commons_id = :c) || ' '
                          || (select count(*) from contributions.contribution where commons_id = :c) || ' '
                          || (select count(*) from charter.version where commons_id = :c)""")
                .param("c", commons.id().value())
                .query(String.class)
                .single();
    }

    private HttpResponse<String> book(String field, String value) {
        var fields = new HashMap<>(Map.of(
                "key", UUID.randomUUID().toString(),
                "amount", "1.00",
                "from", "sales",
                "to", "general",
                "day", "2026-11-01",
                "description", "typed before"));
        fields.put(field, value);
        return ana.post(commons.address() + "/ledger/new", fields);
    }

    @ParameterizedTest
    @CsvSource({
        "1e9, is not an amount",
        "NaN, is not an amount",
        "Infinity, is not an amount",
        "'1,000.00', is not an amount",
        "0x10, is not an amount",
        "1.005, has more digits after the point",
        "-1.00, is not above zero",
        "0, is not above zero",
        "99999999999999999, is more than can be booked",
        "'', Please fill this in"
    })
    void anAmountThatIsNone(String amount, String message) {
        var answer = book("amount", amount);
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body())
                .contains(message, "id=\"amount-wrong\"", "Nothing was changed", "value=\"typed before\"");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-02-30, is not a date",
        "01.11.2026, is not a date",
        "1492-10-12, is not a day between",
        "9999-01-01, is not a day between"
    })
    void aDateOutOfRange(String day, String message) {
        var answer = book("day", day);
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains(message, "id=\"day-wrong\"");
    }

    @Test
    void anOverdraft() {
        var answer = ana.post(
                commons.address() + "/ledger/new",
                Map.of(
                        "key", UUID.randomUUID().toString(),
                        "amount", "1000000.00",
                        "from", "general",
                        "to", "expenses",
                        "day", "2026-11-01"));
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("cannot leave it");
    }

    @Test
    void lockedMoneyThroughThePage() {
        var answer = ana.post(
                commons.address() + "/ledger/new",
                Map.of(
                        "key", UUID.randomUUID().toString(),
                        "amount", "1.00",
                        "from", "trust",
                        "to", "expenses",
                        "day", "2026-11-01"));
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("is locked");
    }

    private HttpResponse<String> bring(byte[] content) {
        return ana.upload(commons.address() + "/ledger/statements", "file", content, Map.of());
    }

    private HttpResponse<String> bring(String content) {
        return bring(content.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aBrokenRowInTheMiddleOfAFile() {
        var rows = new StringBuilder("date,amount,description\n");
        for (int i = 1; i <= 50; i++)
            rows.append("2026-10-01,")
                    .append(i == 25 ? "12,50" : i + ".00")
                    .append(",row ")
                    .append(i)
                    .append('\n');
        var answer = bring(rows.toString());
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("near line 26", "Nothing of it was taken");
    }

    @Test
    void aBadAmountInTheMiddleOfAFile() {
        var answer = bring("date,amount\n2026-10-01,1.00\n2026-10-02,1e9\n2026-10-03,1.00\n");
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body())
                .contains("Row 3, column “amount”: “1e9” is not an amount", "Nothing of the file was booked");
    }

    @Test
    void aFileInAnotherEncoding() {
        var answer = bring("date,amount,description\n2026-10-01,1.00,Käse\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("is not UTF-8 text (at byte 42)");
    }

    @Test
    void aFileOfOneEndlessLine() {
        var line = new byte[20_000_000];
        java.util.Arrays.fill(line, (byte) 'a');
        var answer = bring(line);
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("Line 1 of the file is longer than any row can be");
    }

    @Test
    void aFileOfAHundredMegabytes() {
        var answer = bring(new byte[100_000_000]);
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("This file is too large");
    }

    @Test
    void aFileWithoutTheColumns() {
        var answer = bring("day,sum\n2026-10-01,1.00\n");
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("no column “date”. It has: day, sum");
    }

    @Test
    void anEmptyFile() {
        assertThat(bring("").body()).contains("The file is empty");
        assertThat(bring("date,amount\n").body()).contains("The file is empty");
    }

    private HttpResponse<String> history(String url) {
        return ana.upload(
                commons.address() + "/contributions/histories",
                "areas",
                new byte[0],
                Map.of("source", "git", "type", "work", "url", url));
    }

    @ParameterizedTest
    @CsvSource({
        "https://127.0.0.1/repo.git",
        "https://localhost/repo.git",
        "https://10.0.0.1/repo.git",
        "https://192.168.1.1/repo.git",
        "https://169.254.169.254/latest",
        "https://[::1]/repo.git",
        "https://[fd00::1]/repo.git",
        "http://example.org/repo.git",
        "file:///etc",
        "ssh://git@example.org/repo.git",
        "https://user:secret@example.org/repo.git"
    })
    void aGitAddressThatPointsInside(String url) {
        var answer = history(url);
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("is not a public https address");
    }

    @Test
    void aGitAddressThatDoesNotAnswer() {
        var answer = history("https://nowhere.invalid/repo.git");
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("Nothing answered at");
    }

    private HttpResponse<String> equation(String formula) {
        return ana.post(
                commons.address() + "/distributions/equation",
                Map.of(
                        "key", UUID.randomUUID().toString(),
                        "after", "1",
                        "amount", "100.00",
                        "reason", "A test",
                        "behaviour", "STRAIGHT",
                        "b.0.name", "Work",
                        "b.0.percentage", "100",
                        "b.0.kind.work", "DEBT",
                        "b.0.formula.work", formula));
    }

    @Test
    void anEquationThatCannotBe() {
        assertThat(equation("quantity / 0").body()).contains("divides by zero (character 12)");
        assertThat(equation("quantity * wages").body()).contains("“wages” (character 12) is not a word");
        assertThat(equation("System.exit(1)").body()).contains("“System” (character 1) is not a word");
        assertThat(equation("quantity *").body()).contains("cannot be read from character 11");
        assertThat(equation("1e9").body()).contains("“1e9” (character 1) is not a plain number");
        assertThat(equation("(".repeat(10_000) + "1" + ")".repeat(10_000)).body())
                .contains("longer than 500 characters");
        assertThat(equation("(".repeat(200) + "1" + ")".repeat(200)).body()).contains("nests more than 20 levels");
    }

    @Test
    void percentagesAboveAHundred() {
        var answer = ana.post(
                commons.address() + "/distributions/equation",
                Map.of(
                        "key", UUID.randomUUID().toString(),
                        "after", "1",
                        "amount", "100.00",
                        "reason", "A test",
                        "behaviour", "STRAIGHT",
                        "b.0.name", "One",
                        "b.0.percentage", "60",
                        "b.1.name", "Two",
                        "b.1.percentage", "60"));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("add up to more than 100");
    }

    @Test
    void textThatWouldBeMarkup() {
        var answer = book("amount", "<script>alert(1)</script>");
        assertThat(answer.body()).doesNotContain("<script>alert").contains("&lt;script&gt;");
    }

    @Test
    void jsonThatIsNone() {
        var program = Visitor.program(HOUSE.story().person("Ana"), coppice.server.web.Viewer.Scope.STEWARD);
        var answer = program.postJson("/api" + commons.address() + "/ledger/entries", "k", "{\"amount\":");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(answer.body()).contains("/problems/unreadable-request").doesNotContain("Exception");
        var missing = program.postJson("/api" + commons.address() + "/ledger/entries", "k", "{}");
        assertThat(missing.statusCode()).isEqualTo(422);
        assertThat(missing.body()).contains("\"field\":\"day\"");
    }
}
