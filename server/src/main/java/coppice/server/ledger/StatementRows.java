package coppice.server.ledger;

import coppice.server.kernel.CsvFile;
import coppice.server.kernel.Fields;
import coppice.server.kernel.FileRefusal;
import coppice.server.kernel.KernelRefusal;
import coppice.server.kernel.Money;
import coppice.server.kernel.Refused;
import coppice.server.ledger.Statement.Form;
import coppice.server.ledger.Statement.Row;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/// Reads money rows out of a file, all or none, the oldest first.
final class StatementRows {
    private static final List<String> OPEN_COLLECTIVE = List.of(
            "datetime",
            "shortId",
            "description",
            "kind",
            "amount",
            "paymentProcessorFee",
            "netAmount",
            "currency",
            "oppositeAccountSlug",
            "oppositeAccountName");
    private static final List<String> PLAIN = List.of("date", "amount");

    private final Currency currency;
    private final ChartOfAccounts chart;

    StatementRows(Currency currency, ChartOfAccounts chart) {
        this.chart = chart;
        this.currency = currency;
    }

    /// Which form a file has, by its header.
    static Form form(String text) {
        int end = text.indexOf('\n');
        String header = end < 0 ? text : text.substring(0, end);
        return header.contains("netAmount") && header.contains("oppositeAccountSlug")
                ? Form.OPEN_COLLECTIVE
                : Form.PLAIN;
    }

    List<Row> read(String text) {
        var form = form(text);
        var rows = new ArrayList<Row>();
        var seen = new HashSet<String>();
        var copies = new HashMap<String, Integer>();
        try {
            CsvFile.read(text, form == Form.OPEN_COLLECTIVE ? OPEN_COLLECTIVE : PLAIN, record -> {
                var row = row(form, record, copies);
                if (!seen.add(row.id())) throw new Refused(new LedgerRefusal.RowTwice(row.line(), row.id()));
                rows.add(row);
            });
        } catch (CsvFile.Unreadable unreadable) {
            throw new Refused(FileRefusal.of(unreadable.fault()));
        }
        boolean newestFirst =
                rows.size() > 1 && rows.getFirst().day().isAfter(rows.getLast().day());
        if (newestFirst) java.util.Collections.reverse(rows);
        rows.sort(Comparator.comparing(Row::day));
        return rows;
    }

    private Row row(Form form, NamedCsvRecord record, Map<String, Integer> copies) {
        try {
            return switch (form) {
                case OPEN_COLLECTIVE -> openCollective(record);
                case PLAIN -> plain(record, copies);
            };
        } catch (Refused refused) {
            throw new Refused(new LedgerRefusal.BadRow(
                    record.getStartingLineNumber(), refused.refusal().field(), refused.refusal()));
        }
    }

    private Row openCollective(NamedCsvRecord record) {
        String stated = record.getField("currency");
        if (!stated.equals(currency.getCurrencyCode()))
            throw new Refused(
                    new KernelRefusal.BadField("currency", KernelRefusal.BadField.Fault.NOT_A_CURRENCY, stated));
        long amount = money(record, "amount");
        long fee = money(record, "paymentProcessorFee");
        long net = money(record, "netAmount");
        String moment = Fields.text("datetime", record.getField("datetime"), 40);
        return new Row(
                record.getStartingLineNumber(),
                "open-collective:" + Fields.text("shortId", record.getField("shortId"), 60),
                Fields.date("datetime", moment.length() > 10 ? moment.substring(0, 10) : moment),
                Fields.optional("description", record.getField("description"), 500),
                category(record),
                "open-collective:" + Fields.text("oppositeAccountSlug", record.getField("oppositeAccountSlug"), 100),
                Fields.text("oppositeAccountName", record.getField("oppositeAccountName"), 100),
                amount,
                fee,
                net - amount - fee,
                record.findField("balance")
                        .filter(text -> !text.isBlank())
                        .map(text -> Money.parse("balance", text, currency).minorUnits()));
    }

    private static String category(NamedCsvRecord record) {
        return switch (record.getField("kind")) {
            case "CONTRIBUTION", "ADDED_FUNDS" -> "contributions";
            case "HOST_FEE" -> "host-fees";
            case "PAYMENT_PROCESSOR_FEE" -> "payment-fees";
            case "PAYMENT_PROCESSOR_COVER" -> "covered-fees";
            case "EXPENSE" -> "RECEIPT".equals(record.findField("expenseType").orElse("")) ? "expenses" : "work";
            default -> "other";
        };
    }

    /// Without an id of its own a row is known by its content, and equal rows by their number.
    private Row plain(NamedCsvRecord record, Map<String, Integer> copies) {
        long amount = money(record, "amount");
        var day = Fields.date("date", record.getField("date"));
        String description =
                Fields.optional("description", record.findField("description").orElse(""), 500);
        String party = Fields.optional("party", record.findField("party").orElse(""), 100);
        String category =
                record.findField("category").filter(text -> !text.isBlank()).orElse("other");
        String given = Fields.optional("id", record.findField("id").orElse(""), 60);
        String content = day + "|" + amount + "|" + party + "|" + description;
        String id = given.isEmpty()
                ? coppice.server.kernel.Ids.digest(content).substring(0, 24) + "-"
                        + copies.merge(content, 1, Integer::sum)
                : given;
        return new Row(
                record.getStartingLineNumber(),
                "plain:" + id,
                day,
                description,
                chart.flow("category", category),
                party.isEmpty() ? "" : "plain:" + party,
                party,
                amount,
                0,
                0,
                record.findField("balance")
                        .filter(text -> !text.isBlank())
                        .map(text -> Money.parse("balance", text, currency).minorUnits()));
    }

    private long money(NamedCsvRecord record, String column) {
        return Money.parse(column, record.getField(column), currency).minorUnits();
    }

    /// What the rows add up to, compared with the balances they state.
    static Statement.Report report(List<Row> rows, int known) {
        long in = 0;
        long out = 0;
        long sum = rows.getFirst()
                .balance()
                .map(balance -> balance - rows.getFirst().net())
                .orElse(0L);
        var differences = new ArrayList<Statement.Difference>();
        for (var row : rows) {
            sum += row.net();
            if (row.net() > 0) in += row.net();
            else out -= row.net();
            long expected = sum;
            row.balance()
                    .filter(stated -> stated != expected)
                    .ifPresent(stated -> differences.add(
                            new Statement.Difference(row, stated, expected, stated - expected == -row.fee())));
        }
        return new Statement.Report(
                rows.size(),
                known,
                rows.getFirst().day(),
                rows.getLast().day(),
                in,
                out,
                sum,
                rows.getLast().balance(),
                List.copyOf(differences.reversed()));
    }
}
