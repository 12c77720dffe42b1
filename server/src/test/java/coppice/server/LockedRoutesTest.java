package coppice.server;

import static org.assertj.core.api.Assertions.assertThat;

import coppice.rules.money.Ratio;
import coppice.server.kernel.RequestKey;
import coppice.server.kernel.Rows;
import coppice.server.ledger.Account;
import coppice.server.ledger.Account.Holder;
import coppice.server.ledger.Account.Spec;
import coppice.server.ledger.Category.Nature;
import coppice.server.ledger.ChartOfAccounts;
import coppice.server.ledger.Ledger;
import coppice.server.ledger.LedgerRefusal;
import coppice.server.ledger.Move;
import coppice.server.ledger.Posting;
import coppice.server.ledger.Posting.Authority;
import coppice.server.ledger.Posting.Leg;
import coppice.server.ledger.Statements;
import coppice.server.transvestment.Campaign;
import coppice.server.transvestment.Instrument.Kind;
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
    private long locked;
    private Account trust;

    @BeforeEach
    void somethingIsLocked() {
        income(50_000);
        ledger.book(ana, new Ledger.ByHand(today(), "For good", "general", "trust", "", 20_000), key());
        locked = held(Ledger.TRUST);
        trust = ledger.account(commons, Ledger.TRUST);
        assertThat(locked).isEqualTo(20_000);
    }

    private void stillThere() {
        assertThat(held(Ledger.TRUST)).isEqualTo(locked);
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
                var posting = new Posting(
                        today(),
                        "",
                        authority,
                        "x",
                        Optional.empty(),
                        Optional.empty(),
                        RequestKey.of("take:" + UUID.randomUUID(), "x"),
                        List.of(new Leg(Ledger.TRUST, target, 1)));
                assertThat(refusal(() -> ledger.post(commons, posting)))
                        .as(target.code() + " by " + authority)
                        .isInstanceOf(LedgerRefusal.Locked.class);
            }
        stillThere();
    }

    /// By a page, the API, a reversal, a statement, a motion.
    @Test
    void noPageAndNoProgramTakesItOut() {
        var answers = new TreeMap<String, Integer>();
        var page = Visitor.signedIn(house.story().person("Ana"));
        var program = program("Ana");
        answers.put(
                "page",
                page.post(
                                commons.address() + "/ledger/entries",
                                Map.of(
                                        "key",
                                        key(),
                                        "day",
                                        today().toString(),
                                        "from",
                                        "trust",
                                        "to",
                                        "expenses",
                                        "party",
                                        "Me",
                                        "amount",
                                        "10.00",
                                        "description",
                                        "Mine"))
                        .statusCode());
        answers.put(
                "program",
                program.postJson(
                                "/api" + commons.address() + "/ledger/entries",
                                key(),
                                "{\"bookedOn\":\"" + today()
                                        + "\",\"from\":\"trust\",\"to\":\"expenses\",\"amount\":\"10.00\",\"description\":\"Mine\"}")
                        .statusCode());
        assertThat(answers.values()).allMatch(code -> code >= 400 && code < 500);

        var entry = ledger.entries(commons.id(), coppice.server.ledger.EntryFilter.all()).stream()
                .filter(one -> one.legs().stream().anyMatch(leg -> leg.to().equals(trust.id())))
                .findFirst()
                .orElseThrow();
        assertThat(refusal(() -> ledger.reverse(ana, entry.id(), "By mistake", key())))
                .isInstanceOf(LedgerRefusal.Locked.class);

        assertThat(refusal(
                        () -> ledger.book(ana, new Ledger.ByHand(today(), "Mine", "trust", "general", "", 1), key())))
                .isInstanceOf(LedgerRefusal.Locked.class);
        assertThat(refusal(() -> put(
                        "spend-reserve", Map.of("from", "trust", "amount", "10.00", "to", "expenses", "party", "Me"))))
                .isNotNull();
        stillThere();
    }

    /// By a file of money rows: an import knows income and expenses of the general fund, and nothing else.
    @Test
    void noStatementTakesItOut() {
        var statements = house.room(Statements.class);
        var file = "date,amount,description\n" + today() + ",-100.00,Out of the trust\n";
        var brought = statements.bring(ana, "trust.csv", file.getBytes(StandardCharsets.UTF_8));
        statements.book(ana, brought, _ -> {});
        stillThere();
    }

    /// By the end of the commons: even to a creditor who is owed more than there is.
    @Test
    void noDissolutionPaysDebtsFromIt() {
        var done = all("dissolve", Map.of("debts", "Me 999999.00"));
        assertThat(done.step()).isEqualTo(coppice.server.decisions.Proposal.Step.ENACTED);
        assertThat(held(commons, "debts." + ledger.counterparty(commons.id(), "Me")))
                .isEqualTo(30_000);
        assertThat(held(commons, "handed-over")).isEqualTo(locked);
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
                        new Object[] {own, entry.id(), entry.authority().name(), trust.id(), general.id()},
                        "locked_stays_locked"),
                new Try(
                        """
                        insert into ledger.transfer (commons_id, leg, entry_id, authority, debit_id, debit_kind, debit_holder,
                          credit_id, credit_kind, credit_holder, currency, amount)
                        values (?, 9, ?, ?, ?, 'FREE', 'COMMONS', ?, 'FREE', 'COMMONS', 'EUR', 1)""",
                        new Object[] {own, entry.id(), entry.authority().name(), trust.id(), general.id()},
                        "foreign key"),
                new Try(
                        "update ledger.account set debit_total = 100 where commons_id = ? and id = ?",
                        new Object[] {own, trust.id()},
                        "locked_is_a_sum"),
                new Try(
                        "update ledger.account set debit_total = 1, credit_total = 1 where commons_id = ? and id = ?",
                        new Object[] {own, trust.id()},
                        "locked_is_a_sum"),
                new Try(
                        "update ledger.account set kind = 'FREE' where commons_id = ? and id = ?",
                        new Object[] {own, trust.id()},
                        "permission denied"),
                new Try(
                        "update ledger.transfer set amount = 1 where commons_id = ? and credit_id = ?",
                        new Object[] {own, trust.id()},
                        "permission denied"),
                new Try(
                        "delete from ledger.transfer where commons_id = ? and credit_id = ?",
                        new Object[] {own, trust.id()},
                        "permission denied"),
                new Try(
                        "delete from ledger.account where commons_id = ? and id = ?",
                        new Object[] {own, trust.id()},
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
        var moves = ledger.moves();
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
            assertThat(Move.reachable(Ledger.movesBy(new Rows(tables, new JsonMapper())), Account.Kind.LOCKED))
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
        var campaign = instruments.offer(
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
