package coppice.server.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coppice.server.House;
import coppice.server.commons.Commons;
import coppice.server.ledger.Account;
import coppice.server.ledger.Ledger;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Plain SQL as the application's role, past all of our code: the database itself refuses.
class LockTest {
    private final House house = House.open();
    private final JdbcClient sql = house.sql();
    private final Commons village = house.village();
    private final Ledger ledger = house.room(Ledger.class);
    private Account trust;
    private Account general;
    private Account reserve;
    private Account member;

    @BeforeEach
    void accounts() {
        trust = ledger.account(village, Ledger.TRUST);
        general = ledger.account(village, Ledger.GENERAL);
        reserve = ledger.account(village, Ledger.RESERVE);
        member = ledger.accounts(village.id()).stream()
                .filter(account -> account.holder() == Account.Holder.MEMBER)
                .findFirst()
                .orElseThrow();
    }

    private void transfer(Account from, String fromKind, String fromHolder, Account to, String authority) {
        var entry = UUID.randomUUID();
        sql.sql("""
                        insert into ledger.entry (commons_id, id, booked_on, recorded_at, description, authority,
                          authority_ref, request_key, request_digest) values (?, ?, now(), now(), '', ?, '', ?, '')""")
                .params(village.id().value(), entry, authority, entry.toString())
                .update();
        sql.sql("""
                        insert into ledger.transfer (commons_id, leg, entry_id, authority, debit_id, debit_kind,
                          debit_holder, credit_id, credit_kind, credit_holder, currency, amount)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'EUR', 1)""")
                .params(
                        village.id().value(),
                        0,
                        entry,
                        authority,
                        from.id().value(),
                        fromKind,
                        fromHolder,
                        to.id().value(),
                        to.kind().name(),
                        to.holder().name())
                .update();
    }

    @Test
    void lockedValueCannotReachAMember() {
        assertThatThrownBy(() -> transfer(trust, "LOCKED", "COMMONS", member, "STEWARDS_ACT"))
                .hasMessageContaining("locked_stays_locked");
    }

    @Test
    void lockedValueCannotReachAFreeFund() {
        assertThatThrownBy(() -> transfer(trust, "LOCKED", "COMMONS", general, "MANDATE"))
                .hasMessageContaining("locked_stays_locked");
    }

    @Test
    void lockedValueCannotReachTheReserve() {
        assertThatThrownBy(() -> transfer(trust, "LOCKED", "COMMONS", reserve, "MANDATE"))
                .hasMessageContaining("locked_stays_locked");
    }

    @Test
    void aTransferCannotLieAboutTheLockOfItsAccount() {
        assertThatThrownBy(() -> transfer(trust, "FREE", "COMMONS", member, "STEWARDS_ACT"))
                .hasMessageContaining("foreign key");
    }

    @Test
    void theReserveMovesOnlyByADecision() {
        assertThatThrownBy(() -> transfer(reserve, "RESERVE", "COMMONS", general, "IMPORT"))
                .hasMessageContaining("reserve_needs_a_decision");
    }

    @Test
    void anEntryCannotLieAboutItsAuthority() {
        var entry = sql.sql("select id from ledger.entry where commons_id = ? and authority = 'STEWARDS_ACT' limit 1")
                .param(village.id().value())
                .query(UUID.class)
                .single();
        assertThatThrownBy(() -> sql.sql("""
                                insert into ledger.transfer (commons_id, leg, entry_id, authority, debit_id, debit_kind,
                                  debit_holder, credit_id, credit_kind, credit_holder, currency, amount)
                                values (?, ?, ?, 'MANDATE', ?, 'FREE', 'COMMONS', ?, 'RESERVE', 'COMMONS', 'EUR', 1)""")
                        .params(
                                village.id().value(),
                                99,
                                entry,
                                general.id().value(),
                                reserve.id().value())
                        .update())
                .hasMessageContaining("foreign key");
    }

    @Test
    void transfersAndEntriesCannotBeChangedOrDeleted() {
        for (var statement : new String[] {
            "update ledger.transfer set amount = amount + 1",
            "delete from ledger.transfer",
            "update ledger.entry set booked_on = booked_on + 1",
            "delete from ledger.entry",
            "delete from ledger.account",
            "truncate ledger.transfer",
            "update ledger.account set kind = 'FREE'",
            "update ledger.account set holder_kind = 'EXTERNAL'",
            "alter table ledger.transfer drop constraint locked_stays_locked",
            "delete from distributions.payment",
            "update distributions.run set amount = 0",
            "update charter.version set version = 99"
        })
            assertThatThrownBy(() -> sql.sql(statement).update())
                    .as(statement)
                    .rootCause()
                    .message()
                    .containsAnyOf("permission denied", "must be owner");
    }

    @Test
    void anAccountCannotBeOverdrawn() {
        assertThatThrownBy(() -> sql.sql(
                                "update ledger.account set debit_total = credit_total + 1 where commons_id = ? and id = ?")
                        .params(village.id().value(), general.id().value())
                        .update())
                .hasMessageContaining("no_overdraft");
    }

    @Test
    void anAccountCannotBeOpenedWithABalance() {
        assertThatThrownBy(() -> sql.sql("""
                                insert into ledger.account (commons_id, id, code, category, name, kind, holder_kind,
                                  currency, credit_total) values (?, ?, 'x', 'x', '', 'FREE', 'COMMONS', 'EUR', 100)""")
                        .params(village.id().value(), UUID.randomUUID())
                        .update())
                .rootCause()
                .hasMessageContaining("permission denied");
    }

    @Test
    void lockedAccountsAreNobodysOwn() {
        assertThatThrownBy(() -> sql.sql("""
                                insert into ledger.account (commons_id, id, code, category, name, kind, holder_kind,
                                  party_id, currency) values (?, ?, 'x', 'x', '', 'LOCKED', 'MEMBER', ?, 'EUR')""")
                        .params(
                                village.id().value(),
                                UUID.randomUUID(),
                                member.party().orElseThrow().value())
                        .update())
                .hasMessageContaining("locked_is_held_in_common");
    }

    @Test
    void totalsWrittenPastTheLedgerAreFound() {
        assertThat(ledger.wrongTotals(village.id())).isZero();
        sql.sql("update ledger.account set credit_total = credit_total + 1 where commons_id = ? and id = ?")
                .params(village.id().value(), general.id().value())
                .update();
        assertThat(ledger.wrongTotals(village.id())).isEqualTo(1);
        sql.sql("update ledger.account set credit_total = credit_total - 1 where commons_id = ? and id = ?")
                .params(village.id().value(), general.id().value())
                .update();
    }
}
