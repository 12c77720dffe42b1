package coppice.server.lock;

import static org.assertj.core.api.Assertions.assertThat;

import coppice.server.Owning;
import coppice.server.kernel.Rows;
import coppice.server.ledger.Account;
import coppice.server.ledger.Account.Holder;
import coppice.server.ledger.Flows;
import coppice.server.ledger.Ledger;
import coppice.server.ledger.Move;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// The lock past all code: what the database itself refuses, and the proof that nothing leads out.
class LockedByTheDatabaseTest extends Owning {
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
}
