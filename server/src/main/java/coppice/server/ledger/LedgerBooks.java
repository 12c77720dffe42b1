package coppice.server.ledger;

import coppice.server.commons.BooksTable;
import coppice.server.commons.BooksTable.Column;
import coppice.server.commons.Commons;
import coppice.server.commons.Verifier;
import coppice.server.kernel.EntryId;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What the ledger gives to the bundle of the books, and how it is checked.
@Configuration(proxyBeanMethods = false)
class LedgerBooks {
    @Bean
    Verifier totals(Ledger ledger) {
        return commons -> List.of(new Verifier.Check(
                ledger.wrongTotals(commons.id()) == 0, "every account's total is the sum of its transfers"));
    }

    @Bean
    BooksTable entries(Ledger ledger) {
        return new BooksTable(
                "entries",
                10,
                List.of(
                        new Column("entry", "string", "id of the entry; an entry has one row a leg"),
                        new Column("booked_on", "date", "day it was booked for"),
                        new Column("recorded_at", "datetime", "moment it was recorded"),
                        new Column("description", "string", "what for"),
                        new Column("authority", "string", "what allowed it"),
                        new Column("authority_ref", "string", "which statement, run or act that is"),
                        new Column("corrects", "string", "the entry that this one takes back"),
                        new Column("from", "string", "id of the account it left"),
                        new Column("to", "string", "id of the account it reached"),
                        new Column("amount", "number", "in the currency of the commons, above 0")),
                (reader, _, row) -> ledger.eachEntry(
                        reader, entry -> entry.legs().forEach(leg -> row.add(leg(reader.commons(), entry, leg)))));
    }

    private static String[] leg(Commons commons, Entry entry, Entry.Leg leg) {
        return new String[] {
            entry.id().toString(),
            entry.bookedOn().toString(),
            entry.recordedAt().toString(),
            entry.description(),
            entry.authority().name(),
            entry.authorityRef(),
            entry.corrects().map(EntryId::toString).orElse(""),
            leg.from().toString(),
            leg.to().toString(),
            commons.money(leg.minorUnits()).plain()
        };
    }

    @Bean
    BooksTable accounts(Ledger ledger, AccountNames accountNames) {
        return new BooksTable(
                "accounts",
                20,
                List.of(
                        new Column("account", "string", "id of the account"),
                        new Column("category", "string", "kind of flow or fund"),
                        new Column("lock", "string", "FREE, RESERVE or LOCKED"),
                        new Column("holder", "string", "COMMONS, MEMBER, EXTERNAL or HOST"),
                        new Column("party", "string", "whose it is, or with whom"),
                        new Column("label", "string", "what it is for: the round or bucket"),
                        new Column("taken", "number", "everything that ever left it"),
                        new Column("given", "number", "everything that ever reached it"),
                        new Column("holds", "number", "given less taken")),
                (reader, names, row) -> {
                    var commons = reader.commons();
                    var all = ledger.accounts(commons.id());
                    var labels = accountNames.labels(commons.id(), all);
                    for (var account : all)
                        row.add(
                                account.id().toString(),
                                account.category(),
                                account.kind().name(),
                                account.holder().name(),
                                account.party().map(names).orElse(""),
                                labels.getOrDefault(account.code(), ""),
                                commons.money(account.debitMinorUnits()).plain(),
                                commons.money(account.creditMinorUnits()).plain(),
                                commons.money(account.holdsMinorUnits()).plain());
                });
    }
}
