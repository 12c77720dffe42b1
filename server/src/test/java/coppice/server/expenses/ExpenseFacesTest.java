package coppice.server.expenses;

import static org.assertj.core.api.Assertions.assertThat;

import coppice.server.Budgeting;
import coppice.server.Visitor;
import coppice.server.web.Viewer.Scope;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Expenses by page and by program: what is wrong is said in place and changes nothing, and what is no concern of
/// somebody is not there.
class ExpenseFacesTest extends Budgeting {
    private static final byte[] BILL = "A bill".getBytes(StandardCharsets.UTF_8);
    private final Visitor ben = reading("Ben");
    private final Visitor cy = reading("Cy");
    private final Visitor program = asking("Ben");
    private UUID shelves = UUID.randomUUID();

    @BeforeEach
    void fund() {
        shelves = bucket(direct("largest", "50.00"), 10_000, 10_000);
        fund(0, shelves, 10_000);
    }

    private String of(UUID budget) {
        return commons.address() + "/expenses/of/" + budget;
    }

    private static Map<String, String> form(String... fields) {
        var form = new HashMap<>(Map.of("what", "Nails", "cost", "10.00", "key", key()));
        for (int i = 0; i < fields.length; i += 2) form.put(fields[i], fields[i + 1]);
        return form;
    }

    private static String json(String... fields) {
        var json = new StringBuilder("{\"receiptName\":\"bill.txt\",\"receipt\":\"QSBiaWxs\"");
        for (int i = 0; i < fields.length; i += 2) json.append(",\"%s\":\"%s\"".formatted(fields[i], fields[i + 1]));
        return json.append('}').toString();
    }

    @Test
    void aFormHandsItInOnce() {
        var form = form("supplier", "Sawmill");
        for (int twice = 0; twice < 2; twice++) {
            var answer = ben.upload(of(shelves), "file", BILL, form);
            assertThat(answer.statusCode()).isEqualTo(303);
            assertThat(answer.headers().firstValue("Location").orElse("")).endsWith("/cobudgeting/buckets/" + shelves);
        }
        assertThat(spendings.of(commons.id(), shelves)).singleElement().satisfies(one -> {
            assertThat(one.minorUnits()).isEqualTo(1_000);
            assertThat(one.supplier()).isEqualTo("Sawmill");
            assertThat(one.payee()).isEmpty();
            assertThat(one.receipts()).hasSize(1);
        });
    }

    @Test
    void aFormWithAFaultKeepsWhatWasTyped() {
        var before = traces();
        for (var cost : List.of("", "x", "1e3", "-1", "0", "0.001", "100.01", "999999999999999999999")) {
            var answer = ben.upload(of(shelves), "file", BILL, form("cost", cost, "supplier", "The sawmill"));
            assertThat(answer.statusCode()).as(cost).isIn(409, 422);
            assertThat(answer.body()).as(cost).contains("The sawmill").contains("aria-invalid=\"true\"");
        }
        for (var wrong : List.of(
                form("what", ""), form("what", "n".repeat(501)), form("supplier", "s".repeat(81)), form("what", " ")))
            assertThat(ben.upload(of(shelves), "file", BILL, wrong).statusCode())
                    .as(wrong.toString())
                    .isEqualTo(422);
        var noReceipt = ben.post(of(shelves), form());
        assertThat(noReceipt.statusCode()).isEqualTo(422);
        assertThat(noReceipt.body()).contains("Add a receipt").contains("Nails");
        assertThat(ben.upload(of(shelves), "file", new byte[] {0, 1, 2}, form()).statusCode())
                .isEqualTo(422);
        assertThat(traces()).isEqualTo(before);
    }

    @Test
    void aProgramIsToldWhatIsWrong() {
        var before = traces();
        for (var amount : List.of("", "x", "1e3", "-1", "0", "0.001", "999999999999999999999"))
            assertThat(program.postJson("/api" + of(shelves), key(), json("words", "Nails", "amount", amount))
                            .statusCode())
                    .as(amount)
                    .isEqualTo(422);
        assertThat(program.postJson("/api" + of(shelves), key(), json("words", "Nails", "amount", "100.01"))
                        .body())
                .contains("more-than-is-left");
        assertThat(program.postJson("/api" + of(shelves), key(), json("words", "", "amount", "1.00"))
                        .statusCode())
                .isEqualTo(422);
        assertThat(program.postJson("/api" + of(shelves), key(), "{\"words\":\"Nails\",\"amount\":\"1.00\"}")
                        .body())
                .contains("receipt-missing");
        assertThat(program.postJson(
                                "/api" + of(shelves),
                                key(),
                                "{\"words\":\"Nails\",\"amount\":\"1.00\",\"receipt\":\"%%%\"}")
                        .body())
                .contains("bad-field");
        assertThat(traces()).isEqualTo(before);
        assertThat(program.postJson("/api" + of(UUID.randomUUID()), key(), json("words", "Nails", "amount", "1.00"))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void verdictsByPage() {
        var nails = claim(1, shelves, 1_000);
        String to = commons.address() + "/expenses/" + nails + "/verdicts";
        var before = traces();
        assertThat(cy.post(to, Map.of("do", "refuse", "reason", "")).statusCode())
                .isEqualTo(422);
        assertThat(ben.post(to, Map.of("do", "approve")).body()).contains("Others approve what you handed in");
        assertThat(cy.post(to, Map.of("do", "withdraw")).body()).contains("Whoever handed it in takes it back");
        assertThat(cy.post(to, Map.of("do", "decide", "how", "ACT")).statusCode())
                .isGreaterThanOrEqualTo(400);
        var large = claim(1, shelves, 5_001);
        var after = traces();
        assertThat(cy.post(commons.address() + "/expenses/" + large + "/verdicts", Map.of("do", "approve"))
                        .body())
                .contains("need a decision of the members");
        assertThat(traces()).isEqualTo(after).isNotEqualTo(before);
        assertThat(cy.post(to, Map.of("do", "approve")).statusCode()).isEqualTo(303);
        assertThat(expenses.expense(commons.id(), nails).state()).isEqualTo(Expense.State.PAID);
    }

    /// What the bucket's page shows to everybody, and what to members alone.
    @Test
    void aVisitorSeesWhatWasSpentButNotByWhom() {
        expenses.judge(ana, claim(1, shelves, 1_234), true, "");
        expenses.claim(
                members.get(1),
                shelves,
                new Expenses.Claim(
                        "Wood", 100, "Sawmill", List.of(new coppice.server.files.Files.Brought("b.txt", BILL))),
                key());
        String page = commons.address() + "/cobudgeting/buckets/" + shelves;
        assertThat(Visitor.nobody().get(page).body())
                .contains("12.34")
                .contains("somebody outside")
                .doesNotContain("Sawmill")
                .doesNotContain("/receipts/")
                .doesNotContain("/verdicts");
        assertThat(cy.get(page).body()).contains("Sawmill", "/receipts/", "/verdicts");
        for (var path : List.of(of(shelves), commons.address() + "/expenses"))
            assertThat(Visitor.nobody()
                            .get(path)
                            .headers()
                            .firstValue("Location")
                            .orElse(""))
                    .as(path)
                    .contains("/sign-in");
    }

    @Test
    void whoIsNoMemberFindsNothing() {
        var nails = claim(1, shelves, 1_000);
        var eve = asking("Eve");
        var before = traces();
        assertThat(eve.get("/api" + commons.address() + "/expenses").statusCode())
                .isEqualTo(404);
        assertThat(eve.get("/api" + of(shelves)).statusCode()).isEqualTo(404);
        assertThat(eve.postJson("/api" + of(shelves), key(), json("words", "Nails", "amount", "1.00"))
                        .statusCode())
                .isEqualTo(404);
        assertThat(eve.postJson(
                                "/api" + commons.address() + "/expenses/" + nails + "/verdicts",
                                key(),
                                "{\"approves\":true}")
                        .statusCode())
                .isEqualTo(404);
        var reader = Visitor.program(house.story().person("Cy"), Scope.READ);
        assertThat(reader.get("/api" + of(shelves)).statusCode()).isEqualTo(200);
        assertThat(reader.postJson(
                                "/api" + commons.address() + "/expenses/" + nails + "/verdicts",
                                key(),
                                "{\"approves\":true}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(traces()).isEqualTo(before);
    }

    /// Lists come in parts, of which none is left out and none told twice.
    @Test
    void theListIsPaged() {
        for (int i = 0; i < 60; i++) claim(1, shelves, 1 + i);
        String first = cy.get(commons.address() + "/expenses").body();
        assertThat(first.split("<span class=\"lock\">")).hasSize(51);
        assertThat(first).contains("0.60 EUR", "0.11 EUR").doesNotContain("0.10 EUR");
        var next = java.util.regex.Pattern.compile("/expenses\\?before=[0-9a-f-]{36}")
                .matcher(first);
        assertThat(next.find()).isTrue();
        assertThat(cy.get(commons.address() + next.group()).body())
                .contains("0.10 EUR", "0.01 EUR")
                .doesNotContain("0.11 EUR")
                .doesNotContain("?before=");
        assertThat(program.get("/api" + commons.address() + next.group()).body())
                .contains("\"0.10\"")
                .doesNotContain("\"0.11\"")
                .doesNotContain("\"next\":\"");
        assertThat(cy.get(commons.address() + "/expenses?before=x").statusCode())
                .isBetween(400, 499);
    }

    /// Where expenses stood before.
    @Test
    void oldAddressesLeadHere() {
        var nails = claim(1, shelves, 1_000);
        var receipt = expenses.expense(commons.id(), nails).receipts().getFirst();
        var old = cy.get(commons.address() + "/cobudgeting/expenses/" + nails + "/receipts/" + receipt);
        assertThat(old.statusCode()).isEqualTo(301);
        assertThat(old.headers().firstValue("Location"))
                .contains(commons.address() + "/expenses/" + nails + "/receipts/" + receipt);
        var claim = program.postJson(
                "/api" + commons.address() + "/cobudgeting/buckets/" + shelves + "/expenses",
                key(),
                json("words", "Nails", "amount", "1.00"));
        assertThat(claim.statusCode()).isEqualTo(308);
        assertThat(claim.headers().firstValue("Location")).contains("/api" + of(shelves));
    }
}
