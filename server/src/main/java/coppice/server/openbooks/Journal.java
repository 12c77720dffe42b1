package coppice.server.openbooks;

import coppice.server.commons.Commons;
import coppice.server.commons.Standing;
import coppice.server.ledger.Account;
import coppice.server.ledger.Category.Nature;
import coppice.server.ledger.ChartOfAccounts;
import coppice.server.ledger.Entry;
import coppice.server.ledger.Ledger;
import coppice.server.ledger.LedgerAccountId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/// The books as a journal for plain-text accounting (hledger, Ledger, beancount by conversion).
///
/// What an account received is positive, what left it negative; so funds and members hold positive balances,
/// income is negative and expenses are positive, as those programs expect.
@Component
public class Journal {
    private final Ledger ledger;
    private final ChartOfAccounts chart;

    Journal(Ledger ledger, ChartOfAccounts chart) {
        this.ledger = ledger;
        this.chart = chart;
    }

    /// @param names what an account is called beneath its category, from the general to the special
    public void write(Standing reader, Function<Account, List<String>> names, Writer out) {
        var commons = reader.commons();
        var accounts = ledger.accounts(commons.id());
        var journalNames = journalNames(accounts, names);
        try {
            int digits = commons.currency().getDefaultFractionDigits();
            String code = commons.currency().getCurrencyCode();
            out.write("; " + plain(commons.name()) + ", open books\n");
            out.write("commodity 1000." + "0".repeat(digits) + " " + code + "\n\n");
            for (var account : accounts) out.write("account " + name(journalNames, account.id()) + "\n");
            out.write("\n");
            ledger.eachEntry(reader, entry -> write(commons, entry, journalNames, out));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static void write(Commons commons, Entry entry, Map<LedgerAccountId, String> names, Writer out) {
        try {
            String description = plain(entry.description());
            out.write(entry.bookedOn() + " * " + (description.isEmpty() ? plain(entry.authorityRef()) : description)
                    + "  ; id:" + entry.id() + "\n");
            for (var leg : entry.legs()) {
                String amount = commons.money(leg.minorUnits()).plain();
                String code = commons.currency().getCurrencyCode();
                out.write("    " + name(names, leg.to()) + "  " + amount + " " + code + "\n");
                out.write("    " + name(names, leg.from()) + "  -" + amount + " " + code + "\n");
            }
            out.write("\n");
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static String name(Map<LedgerAccountId, String> names, LedgerAccountId account) {
        var name = names.get(account);
        if (name == null) throw new IllegalStateException("entry with an unknown account " + account);
        return name;
    }

    /// Every account's name in the journal; two of one name are told apart by the end of their codes.
    public Map<LedgerAccountId, String> journalNames(List<Account> accounts, Function<Account, List<String>> names) {
        var counts = new HashMap<String, Integer>();
        for (var account : accounts) counts.merge(journalName(account, names), 1, Integer::sum);
        var result = new HashMap<LedgerAccountId, String>();
        for (var account : accounts) {
            String name = journalName(account, names);
            String id = account.code();
            result.put(
                    account.id(), counts.getOrDefault(name, 0) > 1 ? name + " " + id.substring(id.length() - 6) : name);
        }
        return result;
    }

    private String journalName(Account account, Function<Account, List<String>> names) {
        String group = switch (account.holder()) {
            case COMMONS, HOST -> "assets:" + account.category();
            case MEMBER -> "assets:members";
            case EXTERNAL ->
                (chart.category(account.category()).nature() == Nature.REVENUE ? "income:" : "expenses:")
                        + account.category();
        };
        var name = new StringBuilder(group);
        for (var part : names.apply(account)) name.append(':').append(plain(part));
        return name.toString();
    }

    /// Text without what has a meaning in a journal.
    private static String plain(String text) {
        return text.replaceAll("[\\p{Cntrl};:|*!()\\[\\]\"]+", " ")
                .replaceAll("\\s+", " ")
                .strip();
    }
}
