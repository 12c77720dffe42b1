package coppice.server.ledger;

import coppice.server.commons.Authorised.Authority;
import coppice.server.commons.Commons;
import coppice.server.commons.Steward;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.CsvFile;
import coppice.server.kernel.Database;
import coppice.server.kernel.Fields;
import coppice.server.kernel.FileRefusal;
import coppice.server.kernel.Ids;
import coppice.server.kernel.KernelRefusal;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.Refused;
import coppice.server.kernel.RequestKey;
import coppice.server.kernel.Today;
import coppice.server.kernel.Transactions;
import coppice.server.ledger.Account.Spec;
import coppice.server.ledger.Posting.Leg;
import coppice.server.ledger.Statement.Report;
import coppice.server.ledger.Statement.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.springframework.stereotype.Service;

/// Money rows out of files: brought and checked first, then booked whole or not at all. A row is booked once,
/// whatever is brought again.
@Service
public class Statements {
    private static final int PORTION = 5000;
    private static final Spec PAYMENT_FEES = Spec.external("payment-fees", Optional.empty());
    private static final Spec HOST_FEES = Spec.external("host-fees", Optional.empty());

    private final StatementTables tables;
    private final Ledger ledger;
    private final EntryTables entries;
    private final ChartOfAccounts chart;
    private final Transactions transactions;
    private final Ids ids;
    private final Today today;
    private final Database database;

    Statements(
            StatementTables tables,
            Ledger ledger,
            EntryTables entries,
            ChartOfAccounts chart,
            Transactions transactions,
            Ids ids,
            Today today,
            Database database) {
        this.database = database;
        this.tables = tables;
        this.ledger = ledger;
        this.entries = entries;
        this.chart = chart;
        this.transactions = transactions;
        this.ids = ids;
        this.today = today;
    }

    /// Keeps a file and books nothing yet; refuses one that could not be booked.
    public StatementId bring(Steward steward, String name, byte[] content) {
        String text;
        try {
            text = CsvFile.text(content);
        } catch (CsvFile.Unreadable unreadable) {
            throw new Refused(FileRefusal.of(unreadable.fault()));
        }
        new StatementRows(steward.commons().currency(), chart).read(text);
        var id = ids.next(StatementId::new);
        tables.add(
                steward.commons().id(),
                id,
                Fields.optional("file", name, 200),
                text,
                StatementRows.form(text),
                steward.party(),
                today.now());
        return id;
    }

    public List<Statement> brought(CommonsId commons) {
        return tables.all(commons);
    }

    public Statement statement(CommonsId commons, StatementId id) {
        return tables.one(commons, id).orElseThrow(() -> new Refused(new KernelRefusal.NotFound()));
    }

    /// What booking the file would do now: the dry run.
    public Report report(Commons commons, StatementId id) {
        statement(commons.id(), id);
        var rows = new StatementRows(commons.currency(), chart).read(tables.content(commons.id(), id));
        int known = 0;
        for (int i = 0; i < rows.size(); i += PORTION) {
            var keys = rows.subList(i, Math.min(rows.size(), i + PORTION)).stream()
                    .map(Row::id)
                    .toList();
            known += entries.byKeys(commons.id(), keys).size();
        }
        return StatementRows.report(rows, known);
    }

    /// Books every row that is not booked yet, in one transaction; `progress` hears how many rows are done.
    public Report book(Steward steward, StatementId id, LongConsumer progress) {
        var commons = steward.commons();
        var done = transactions.run(() -> {
            statement(commons.id(), id);
            var rows = new StatementRows(commons.currency(), chart).read(tables.content(commons.id(), id));
            var names = new HashMap<String, String>();
            for (var row : rows) if (!row.partyKey().isEmpty()) names.putIfAbsent(row.partyKey(), row.partyName());
            var parties = ledger.counterparties(commons.id(), names);
            int booked = 0;
            for (int i = 0; i < rows.size(); i += PORTION) {
                var portion = rows.subList(i, Math.min(rows.size(), i + PORTION)).stream()
                        .map(row -> posting(row, id, steward, parties))
                        .filter(posting -> !posting.legs().isEmpty())
                        .toList();
                for (var each : ledger.post(commons, portion)) if (each.fresh().isPresent()) booked++;
                progress.accept(Math.min(rows.size(), i + PORTION));
            }
            var report = StatementRows.report(rows, rows.size() - booked);
            tables.booked(commons.id(), id, booked, report, today.now());
            return report;
        });
        if (done.rows() - done.known() >= Database.MUCH) database.analyse("ledger");
        return done;
    }

    /// Fees go to one account each; all else to one a party.
    private static Spec outside(Row row, Map<String, PartyId> parties) {
        boolean fee = row.category().endsWith("-fees");
        return Spec.external(row.category(), fee ? Optional.empty() : Optional.ofNullable(parties.get(row.partyKey())));
    }

    private static Posting posting(Row row, StatementId statement, Steward steward, Map<String, PartyId> parties) {
        var legs = new ArrayList<Leg>();
        leg(legs, outside(row, parties), row.amount());
        leg(legs, PAYMENT_FEES, row.fee());
        leg(legs, HOST_FEES, row.withheld());
        return Posting.under(
                        Authority.IMPORT,
                        statement.toString(),
                        Optional.of(steward.party()),
                        row.day(),
                        RequestKey.of(row.id(), row.day(), row.amount(), row.fee(), row.withheld(), row.category()))
                .described(row.description())
                .of(legs);
    }

    private static void leg(List<Leg> legs, Spec outside, long amount) {
        if (amount > 0) legs.add(new Leg(outside, Ledger.GENERAL, amount));
        if (amount < 0) legs.add(new Leg(Ledger.GENERAL, outside, -amount));
    }
}
