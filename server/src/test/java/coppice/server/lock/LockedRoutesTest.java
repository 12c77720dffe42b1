package coppice.server.lock;

import static org.assertj.core.api.Assertions.assertThat;

import coppice.rules.money.Ratio;
import coppice.server.Owning;
import coppice.server.Visitor;
import coppice.server.commons.Authorised.Authority;
import coppice.server.commons.Mandate;
import coppice.server.kernel.ProposalId;
import coppice.server.kernel.RequestKey;
import coppice.server.kernel.Rows;
import coppice.server.ledger.Account;
import coppice.server.ledger.Account.Holder;
import coppice.server.ledger.Account.Spec;
import coppice.server.ledger.Category.Nature;
import coppice.server.ledger.ChartOfAccounts;
import coppice.server.ledger.Flows;
import coppice.server.ledger.Ledger;
import coppice.server.ledger.LedgerRefusal;
import coppice.server.ledger.Move;
import coppice.server.ledger.Posting;
import coppice.server.ledger.Posting.Leg;
import coppice.server.ledger.Statements;
import coppice.server.transvestment.Campaign;
import coppice.server.transvestment.Instrument.Kind;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// Every route by which locked value could leave, each tried; what is locked is the same afterwards, to the
/// cent.
class LockedRoutesTest extends Owning {
    private static final JsonMapper JSON = new JsonMapper();
    private static final long LOCKED = 20_000;
    private Account trust;

    @BeforeEach
    void somethingIsLocked() {
        income(50_000);
        ledger.book(ana, new Ledger.ByHand(today(), "For good", "general", "trust", "", LOCKED), key());
        trust = ledger.account(commons, Ledger.TRUST);
        stillThere();
    }

    private void stillThere() {
        assertThat(held(Ledger.TRUST)).isEqualTo(LOCKED);
    }

    private String sql(String statement, Object... params) {
        try {
            house.sql().sql(statement).params(params).update();
            return "DONE";
        } catch (RuntimeException refused) {
            var root = org.springframework.core.NestedExceptionUtils.getMostSpecificCause(refused);
            return String.valueOf(root.getMessage());
        }
    }

    /// By the ledger's own verb, from LOCKED to whatever there is, by every authority that there is.
    @Test
    void noPostingTakesItOut() {
        var targets = new ArrayList<>(List.of(
                Spec.member(party(1)),
                new Spec("private", "private", Account.Kind.FREE, Holder.HOST, Optional.of(party(1)))));
        var chart = house.room(ChartOfAccounts.class);
        for (var fund : chart.funds()) if (!fund.account().equals(Ledger.TRUST)) targets.add(fund.account());
        for (var category : chart.categories())
            if (category.nature() != Nature.HELD) targets.add(Spec.external(category.code(), Optional.of(party(1))));
        for (var target : targets)
            for (var authority : Authority.values()) {
                var posting = Posting.under(
                                authority,
                                "x",
                                Optional.empty(),
                                today(),
                                RequestKey.of("take:" + UUID.randomUUID(), "x"))
                        .of(new Leg(Ledger.TRUST, target, 1));
                assertThat(refusal(() -> ledger.post(commons, posting)))
                        .as(target.code() + " by " + authority)
                        .isInstanceOf(LedgerRefusal.Locked.class);
            }
        stillThere();
    }

    private static String code(HttpResponse<String> answer) {
        return JSON.readTree(answer.body()).path("type").asString().replace("/problems/", "");
    }

    private Map<String, String> entry(String from) {
        return Map.of(
                "key",
                key(),
                "day",
                today().toString(),
                "from",
                from,
                "to",
                "expenses",
                "party",
                "Me",
                "amount",
                "10.00",
                "description",
                "Mine");
    }

    /// By the page on which entries are written by hand.
    @Test
    void noPageTakesItOut() {
        var page = Visitor.signedIn(house.story().person("Ana"));
        assertThat(page.post(commons.address() + "/ledger/new", entry("general"))
                        .statusCode())
                .as("from what is free the same form books")
                .isEqualTo(303);
        var refused = page.post(commons.address() + "/ledger/new", entry("trust"));
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("it never leaves the commons");
        stillThere();
    }

    /// By the API: a booking, and the reversal of what locked it.
    @Test
    void noProgramTakesItOut() {
        var program = program("Ana");
        String at = "/api" + commons.address() + "/ledger/entries";
        String entry = "{\"bookedOn\":\"" + today()
                + "\",\"from\":\"trust\",\"to\":\"expenses\",\"amount\":\"10.00\",\"description\":\"Mine\"}";
        assertThat(program.postJson(at, key(), entry.replace("trust", "general"))
                        .statusCode())
                .as("from what is free the same body books")
                .isEqualTo(201);
        assertThat(code(program.postJson(at, key(), entry))).isEqualTo("locked");
        var locking = ledger.entries(commons.id(), coppice.server.ledger.EntryFilter.all()).stream()
                .filter(one -> one.legs().stream().anyMatch(leg -> leg.to().equals(trust.id())))
                .findFirst()
                .orElseThrow();
        assertThat(code(program.postJson(at + "/" + locking.id() + "/reversal", key(), "{\"reason\":\"By mistake\"}")))
                .isEqualTo("locked");
        assertThat(refusal(() -> ledger.reverse(ana, locking.id(), "By mistake", key())))
                .isInstanceOf(LedgerRefusal.Locked.class);
        stillThere();
    }

    /// By decision: not even a mandate books it out, and no act has a term that would name it.
    @Test
    void noActTakesItOut() {
        var byAll =
                new Mandate(commons, new ProposalId(UUID.randomUUID()), ana.party(), new ProposalId(UUID.randomUUID()));
        for (var to : List.of("general", "reserve", "expenses"))
            assertThat(refusal(() -> ledger.book(byAll, new Ledger.ByHand(today(), "Mine", "trust", to, "", 1), key())))
                    .as(to)
                    .isInstanceOf(LedgerRefusal.Locked.class);
        var terms = Map.of("amount", "10.00", "to", "expenses");
        assertThat(refusal(() -> put("spend-reserve", terms)).code())
                .as("the reserve has nothing, the trust has: it is not taken for it")
                .isEqualTo("overdraft");
        var from = new TreeMap<>(terms);
        from.put("from", "trust");
        assertThat(refusal(() -> put("spend-reserve", from)).code()).isEqualTo("unknown-term");
        assertThat(refusal(() -> put(
                                "adopt-run",
                                Map.of(
                                        "surplus",
                                        "400.00",
                                        "until",
                                        today().plusDays(1).toString(),
                                        "charter",
                                        "1")))
                        .code())
                .as("more than there is without it")
                .isEqualTo("more-than-there-is");
        assertThat(refusal(() -> put(
                                "fund-round",
                                Map.of("round", UUID.randomUUID().toString(), "source", "trust", "amount", "10.00")))
                        .code())
                .isEqualTo("bad-field-not-a-choice");
        stillThere();
    }

    /// By a file of money rows: neither money that goes nor money that comes is booked against it.
    @Test
    void noStatementTakesItOut() {
        var statements = house.room(Statements.class);
        for (var amount : List.of("-100.00", "100.00"))
            for (var category : List.of("trust", "Trust", "general"))
                assertThat(refusal(() -> {
                            var file = "date,amount,category\n" + today() + "," + amount + "," + category + "\n";
                            var brought = statements.bring(ana, "trust.csv", file.getBytes(StandardCharsets.UTF_8));
                            statements.book(ana, brought, _ -> {});
                        }))
                        .as(category + " " + amount)
                        .isInstanceOf(LedgerRefusal.BadRow.class);
        stillThere();
    }

    /// By the end of the commons: even to a creditor who is owed more than there is.
    @Test
    void noDissolutionPaysDebtsFromIt() {
        var done = all("dissolve", Map.of("debts", "Me 999999.00"));
        assertThat(done.step()).isEqualTo(coppice.server.decisions.Proposal.Step.ENACTED);
        assertThat(held(commons, "debts." + ledger.counterparty(commons.id(), "Me")))
                .isEqualTo(30_000);
        assertThat(held(commons, "handed-over")).isEqualTo(LOCKED);
    }

    /// By SQL as the application's own role.
    @Test
    void noStatementOfTheApplicationsRoleTakesItOut() {
        var general = ledger.account(commons, Ledger.GENERAL);
        var own = commons.id().value();
        var faults = new ArrayList<String>();
        record Try(String statement, Object[] params, String says) {}
        var entry = ledger.entries(commons.id(), coppice.server.ledger.EntryFilter.all())
                .getFirst();
        for (var one : List.of(
                new Try(
                        """
                        insert into ledger.transfer (commons_id, leg, entry_id, authority, debit_id, debit_kind, debit_holder,
                          credit_id, credit_kind, credit_holder, currency, amount)
                        values (?, 9, ?, ?, ?, 'LOCKED', 'COMMONS', ?, 'FREE', 'COMMONS', 'EUR', 1)""",
                        new Object[] {
                            own,
                            entry.id().value(),
                            entry.authority().name(),
                            trust.id().value(),
                            general.id().value()
                        },
                        "locked_stays_locked"),
                new Try(
                        """
                        insert into ledger.transfer (commons_id, leg, entry_id, authority, debit_id, debit_kind, debit_holder,
                          credit_id, credit_kind, credit_holder, currency, amount)
                        values (?, 9, ?, ?, ?, 'FREE', 'COMMONS', ?, 'FREE', 'COMMONS', 'EUR', 1)""",
                        new Object[] {
                            own,
                            entry.id().value(),
                            entry.authority().name(),
                            trust.id().value(),
                            general.id().value()
                        },
                        "foreign key"),
                new Try(
                        "update ledger.account set debit_total = 100 where commons_id = ? and id = ?",
                        new Object[] {own, trust.id().value()},
                        "locked_is_a_sum"),
                new Try(
                        "update ledger.account set debit_total = 1, credit_total = 1 where commons_id = ? and id = ?",
                        new Object[] {own, trust.id().value()},
                        "locked_is_a_sum"),
                new Try(
                        "update ledger.account set kind = 'FREE' where commons_id = ? and id = ?",
                        new Object[] {own, trust.id().value()},
                        "permission denied"),
                new Try(
                        "update ledger.transfer set amount = 1 where commons_id = ? and credit_id = ?",
                        new Object[] {own, trust.id().value()},
                        "permission denied"),
                new Try(
                        "delete from ledger.transfer where commons_id = ? and credit_id = ?",
                        new Object[] {own, trust.id().value()},
                        "permission denied"),
                new Try(
                        "delete from ledger.account where commons_id = ? and id = ?",
                        new Object[] {own, trust.id().value()},
                        "permission denied"),
                new Try("alter table ledger.transfer drop constraint locked_stays_locked", new Object[0], "owner"),
                new Try("alter table ledger.account drop constraint locked_is_a_sum", new Object[0], "owner"),
                new Try("create table ledger.mine (x int)", new Object[0], "permission denied"),
                new Try("set session_replication_role = replica", new Object[0], "permission denied"),
                new Try("delete from lock.asset_event where commons_id = ?", new Object[] {own}, "permission denied"),
                new Try(
                        "update charter.version set version = 99 where commons_id = ?",
                        new Object[] {own},
                        "permission denied"))) {
            String said = sql(one.statement(), one.params());
            if (!said.contains(one.says())) faults.add(one.statement() + " said " + said);
            stillThere();
        }
        assertThat(faults).isEmpty();
    }

    /// By 32 at once, over every route of a program that takes an account's name.
    @Test
    void noCrowdTakesItOut() throws Exception {
        var program = program("Ana");
        var calls = new ArrayList<Callable<Integer>>();
        for (int i = 0; i < 64; i++) {
            String to = List.of("general", "reserve", "expenses", "cobudgeting").get(i % 4);
            String key = commons.slug() + "-" + i / 2;
            calls.add(() -> program.postJson(
                            "/api" + commons.address() + "/ledger/entries",
                            key,
                            "{\"bookedOn\":\"" + today() + "\",\"from\":\"trust\",\"to\":\"" + to
                                    + "\",\"amount\":\"1.00\",\"description\":\"x\"}")
                    .statusCode());
        }
        assertThat(together(calls)).allMatch(code -> code >= 400 && code < 500);
        stillThere();
    }

    /// The proof of the lock page: asked of the database itself, nothing leads from LOCKED to anything else.
    @Test
    void nothingLeadsOutOfWhatIsLocked() {
        var moves = house.room(Flows.class).moves();
        assertThat(moves).hasSizeGreaterThan(10);
        assertThat(Move.reachable(moves, Account.Kind.LOCKED))
                .containsExactlyInAnyOrder(
                        new Move.Place(Account.Kind.LOCKED, Holder.COMMONS),
                        new Move.Place(Account.Kind.LOCKED, Holder.HOST));
        assertThat(Move.reachable(moves, Account.Kind.FREE))
                .contains(
                        new Move.Place(Account.Kind.FREE, Holder.EXTERNAL),
                        new Move.Place(Account.Kind.LOCKED, Holder.COMMONS));
    }

    /// The proof can fail: with the condition dropped, it says so.
    @Test
    void theProofSeesABrokenLock() throws Exception {
        try (var connection = house.database().ownerConnection()) {
            connection.setAutoCommit(false);
            connection.createStatement().execute("alter table ledger.transfer drop constraint locked_stays_locked");
            var tables = org.springframework.jdbc.core.simple.JdbcClient.create(
                    new org.springframework.jdbc.datasource.SingleConnectionDataSource(connection, true));
            assertThat(Move.reachable(Flows.movesBy(new Rows(tables, new JsonMapper())), Account.Kind.LOCKED))
                    .contains(new Move.Place(Account.Kind.FREE, Holder.EXTERNAL));
            connection.rollback();
        }
    }

    /// Capital and payouts are no words for a steward: a loss cannot be hidden under them.
    @Test
    void noCostIsBookedAsCapital() {
        for (var category : List.of("capital", "payouts", "debts", "handed-over"))
            assertThat(refusal(() -> ledger.book(
                            ana, new Ledger.ByHand(today(), "A cost", "general", category, "Me", 1), key())))
                    .as(category)
                    .isNotNull();
        issueTo("Savings club");
        String code = "capital." + ledger.counterparty(commons.id(), "Savings club");
        assertThat(refusal(() -> ledger.book(ana, new Ledger.ByHand(today(), "A cost", "general", code, "", 1), key())))
                .isInstanceOf(LedgerRefusal.KeptByRoom.class);
    }

    private void issueTo(String name) {
        found();
        issue(coppice.rules.shares.ShareClass.FUNDER, ledger.counterparty(commons.id(), name), 1, 100);
    }

    /// Money that a campaign holds for its holders cannot be locked away or spent by hand.
    @Test
    void moneyOnItsWayInIsNobodysToSpend() {
        var campaign = campaigns.offer(
                ana,
                new Campaign.Terms(
                        "Later",
                        "x",
                        Kind.LOAN,
                        50_000,
                        today().plusDays(5),
                        true,
                        Ratio.of(2),
                        Ratio.of(10),
                        1,
                        Optional.empty(),
                        Optional.empty(),
                        ""),
                key());
        var one = instruments.commit(ana, campaign, party(0), 10_000, key());
        instruments.payIn(ana, one);
        assertThat(refusal(() -> ledger.book(
                        ana,
                        new Ledger.ByHand(today(), "Mine", "transvestment." + campaign, "expenses", "", 1),
                        key())))
                .isInstanceOf(LedgerRefusal.KeptByRoom.class);
    }
}
