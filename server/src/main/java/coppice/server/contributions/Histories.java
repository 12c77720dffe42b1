package coppice.server.contributions;

import coppice.server.charter.Charters;
import coppice.server.commons.Commons;
import coppice.server.commons.Commonses;
import coppice.server.commons.Steward;
import coppice.server.kernel.CsvFile;
import coppice.server.kernel.Database;
import coppice.server.kernel.Fields;
import coppice.server.kernel.FileRefusal;
import coppice.server.kernel.Ids;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.Refused;
import coppice.server.kernel.RequestKey;
import coppice.server.kernel.Today;
import coppice.server.kernel.Transactions;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.springframework.stereotype.Service;

/// Histories that come with evidence: every item of one becomes a contribution, once, whatever is brought
/// again.
@Service
public class Histories {
    private static final int PORTION = 5000;
    private static final List<String> COMMITS =
            List.of("contribution", "date", "contributor", "lines_added", "lines_removed");

    private final ContributionTables tables;
    private final AuthorTables authors;
    private final Commonses commonses;
    private final Charters charters;
    private final Transactions transactions;
    private final Ids ids;
    private final Today today;
    private final Database database;

    Histories(
            ContributionTables tables,
            AuthorTables authors,
            Commonses commonses,
            Charters charters,
            Transactions transactions,
            Ids ids,
            Today today,
            Database database) {
        this.database = database;
        this.tables = tables;
        this.authors = authors;
        this.commonses = commonses;
        this.charters = charters;
        this.transactions = transactions;
        this.ids = ids;
        this.today = today;
    }

    /// One item of a history.
    ///
    /// @param key      known by this within its source: a commit's hash, a row's id
    /// @param author   who it is by, as the source names them
    /// @param quantity in the unit of the type it is counted as
    public record Item(String key, LocalDate doneOn, String author, BigDecimal quantity, String work, String note) {}

    /// What an import came to.
    public record Outcome(int items, int added, int authors) {}

    /// Reads the CSV form of a Git history: a row a commit, and in a second file the areas it touched.
    ///
    /// The quantity of an item is its changed lines, added and removed; its work is the area with the most of
    /// them.
    public static List<Item> fromCsv(byte[] commits, byte[] areas) {
        try {
            var works = works(areas);
            var items = new ArrayList<Item>();
            CsvFile.read(CsvFile.text(commits), COMMITS, record -> {
                try {
                    String key = Fields.text("contribution", record.getField("contribution"), 80);
                    String date = Fields.text("date", record.getField("date"), 40);
                    var lines = Fields.quantity("lines_added", record.getField("lines_added"))
                            .add(Fields.quantity("lines_removed", record.getField("lines_removed")));
                    items.add(new Item(
                            key,
                            Fields.date("date", date.length() > 10 ? date.substring(0, 10) : date),
                            Fields.text("contributor", record.getField("contributor"), 100),
                            lines,
                            works.getOrDefault(key, ""),
                            ""));
                } catch (Refused refused) {
                    throw new Refused(new ContributionRefusal.BadItem(
                            record.getStartingLineNumber(), refused.refusal().field(), refused.refusal()));
                }
            });
            return items;
        } catch (CsvFile.Unreadable unreadable) {
            throw new Refused(FileRefusal.of(unreadable.fault()));
        }
    }

    private static Map<String, String> works(byte[] areas) throws CsvFile.Unreadable {
        var works = new HashMap<String, String>();
        if (areas.length == 0) return works;
        var most = new HashMap<String, BigDecimal>();
        CsvFile.read(CsvFile.text(areas), List.of("contribution", "area", "lines_added", "lines_removed"), record -> {
            String key = record.getField("contribution");
            var lines = Fields.quantity("lines_added", record.getField("lines_added"))
                    .add(Fields.quantity("lines_removed", record.getField("lines_removed")));
            var before = most.get(key);
            if (before != null && before.compareTo(lines) >= 0) return;
            most.put(key, lines);
            works.put(key, Fields.text("area", record.getField("area"), 100));
        });
        return works;
    }

    /// Imports items as contributions of one type, all or none; those already there are left as they are.
    ///
    /// @param source   the history's name in this commons
    /// @param progress hears how many items are done
    public Outcome bring(Steward steward, String source, String type, List<Item> items, LongConsumer progress) {
        var commons = steward.commons();
        var outcome = transactions.run(() -> {
            var rules = charters.chapter(commons.id(), ContributionRules.class);
            ContributionType counted =
                    rules.type(type).orElseThrow(() -> new Refused(new ContributionRefusal.NoSuchType(type)));
            String name = Fields.text("source", source, 60);
            var authors = authors(commons, name, items);
            int added = 0;
            for (int i = 0; i < items.size(); i += PORTION) {
                var portion = items.subList(i, Math.min(items.size(), i + PORTION));
                added += add(steward, name, counted.code(), portion, authors, rules.evidenceCounts());
                progress.accept(Math.min(items.size(), i + PORTION));
            }
            return new Outcome(items.size(), added, authors.size());
        });
        if (outcome.added() >= Database.MUCH) database.analyse("contributions");
        return outcome;
    }

    private int add(
            Steward steward,
            String source,
            String type,
            List<Item> items,
            Map<String, PartyId> authors,
            boolean counts) {
        var commons = steward.commons();
        var known = tables.known(
                commons.id(), items.stream().map(item -> key(source, item)).toList());
        var rows = new ArrayList<ContributionTables.New>();
        for (var item : items) {
            if (known.contains(key(source, item))) continue;
            var party = authors.get(item.author());
            if (party == null) throw new IllegalStateException("author was not added: " + item.author());
            rows.add(new ContributionTables.New(
                    ids.next(ContributionId::new),
                    party,
                    type,
                    item.quantity(),
                    0,
                    item.work(),
                    item.doneOn(),
                    item.note(),
                    source,
                    item.key(),
                    Optional.empty(),
                    RequestKey.of(key(source, item), item)));
        }
        if (rows.isEmpty()) return 0;
        int added = tables.add(commons.id(), rows, steward.party(), today.now());
        if (counts) {
            List<ContributionId> settled =
                    rows.stream().map(ContributionTables.New::id).toList();
            tables.settle(commons.id(), settled, "EVIDENCE", today.now());
        }
        return added;
    }

    private static String key(String source, Item item) {
        return "history:" + source + ":" + item.key();
    }

    private Map<String, PartyId> authors(Commons commons, String source, List<Item> items) {
        var known = authors.authors(commons.id(), source);
        for (var item : items)
            known.computeIfAbsent(item.author(), author -> {
                var party = commonses.addParty(commons.id(), author);
                authors.addAuthor(commons.id(), source, author, party);
                return party;
            });
        return known;
    }
}
