package coppice.server.ledger.web;

import coppice.server.commons.Acts;
import coppice.server.commons.Commons;
import coppice.server.commons.Commonses;
import coppice.server.commons.Matter;
import coppice.server.commons.PartyNames;
import coppice.server.commons.Standing;
import coppice.server.kernel.EntryId;
import coppice.server.kernel.Fields;
import coppice.server.kernel.Money;
import coppice.server.kernel.Today;
import coppice.server.ledger.Account;
import coppice.server.ledger.AccountNames;
import coppice.server.ledger.ChartOfAccounts;
import coppice.server.ledger.Entry;
import coppice.server.ledger.EntryFilter;
import coppice.server.ledger.Ledger;
import coppice.server.ledger.LedgerAccountId;
import coppice.server.ledger.ReserveMotion.SpendReserve;
import coppice.server.web.Access;
import coppice.server.web.Access.Allow;
import coppice.server.web.Form;
import coppice.server.web.Page;
import coppice.server.web.Reply;
import coppice.server.web.Text;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Entries and accounts, for anyone; booking by hand and taking back, for stewards.
@Controller
class LedgerPages {
    private final Ledger ledger;
    private final ChartOfAccounts chart;
    private final AccountNames accountNames;
    private final PartyNames partyNames;
    private final Acts acts;
    private final Commonses commonses;
    private final Today today;

    LedgerPages(
            Ledger ledger,
            ChartOfAccounts chart,
            AccountNames accountNames,
            PartyNames partyNames,
            Acts acts,
            Commonses commonses,
            Today today) {
        this.acts = acts;
        this.commonses = commonses;
        this.ledger = ledger;
        this.chart = chart;
        this.accountNames = accountNames;
        this.partyNames = partyNames;
        this.today = today;
    }

    /// One leg as a line.
    record LegLine(Account from, String fromName, Account to, String toName, Money amount) {}

    record EntryLine(Entry entry, List<LegLine> legs) {}

    record EntriesPage(
            Commons commons,
            List<EntryLine> entries,
            Optional<String> about,
            Optional<Money> holds,
            Optional<Account.Kind> lock,
            String query,
            Optional<EntryId> next,
            boolean steward,
            boolean member) {}

    record EntryPage(
            Commons commons, EntryLine line, String recordedBy, String authorityLink, boolean steward, Form form) {}

    record ReservePage(
            Commons commons,
            Form form,
            Money holds,
            List<String> funds,
            List<String> categories,
            boolean mayAct,
            boolean holdsAuthority) {}

    record BookPage(Commons commons, Form form, List<String> funds, List<String> categories) {}

    @GetMapping("/c/{slug}/ledger")
    @Allow(Access.PUBLIC)
    Page entries(
            Standing standing,
            Text text,
            @RequestParam Optional<LedgerAccountId> account,
            @RequestParam Optional<String> category,
            @RequestParam Optional<String> from,
            @RequestParam Optional<String> until,
            @RequestParam Optional<EntryId> before) {
        var commons = standing.commons();
        var about = account.map(id -> ledger.account(commons.id(), id));
        var filter = new EntryFilter(
                about.map(Account::id),
                category,
                from.map(day -> Fields.date("from", day)),
                until.map(day -> Fields.date("until", day)),
                before,
                EntryFilter.PAGE);
        var entries = ledger.entries(commons.id(), filter);
        var lines = lines(standing, text, entries);
        String query = account.map(id -> "account=" + id + "&").orElse("")
                + category.map(word -> "category=" + Fields.text("category", word, 40) + "&")
                        .orElse("")
                + from.map(day -> "from=" + day + "&").orElse("")
                + until.map(day -> "until=" + day + "&").orElse("");
        return Page.of(
                "ledger/web/entries.jte",
                new EntriesPage(
                        commons,
                        lines,
                        about.map(found -> accountNames
                                        .of(standing, text, List.of(found))
                                        .apply(found))
                                .or(() -> category.map(word -> AccountNames.category(text, word))),
                        about.map(found -> commons.money(found.holdsMinorUnits())),
                        about.filter(Account::inside).map(Account::kind),
                        query,
                        entries.size() == EntryFilter.PAGE
                                ? Optional.of(entries.getLast().id())
                                : Optional.empty(),
                        standing.isSteward(),
                        standing.isMember()));
    }

    private List<EntryLine> lines(Standing standing, Text text, List<Entry> entries) {
        var accounts = ledger.accounts(standing.commons().id(), accountsOf(entries));
        var names = accountNames.of(standing, text, accounts.values());
        return entries.stream()
                .map(entry -> new EntryLine(entry.seenBy(standing), legs(standing.commons(), entry, accounts, names)))
                .toList();
    }

    private static List<LegLine> legs(
            Commons commons, Entry entry, Map<LedgerAccountId, Account> accounts, Function<Account, String> names) {
        return entry.legs().stream()
                .map(leg -> {
                    var from = java.util.Objects.requireNonNull(accounts.get(leg.from()));
                    var to = java.util.Objects.requireNonNull(accounts.get(leg.to()));
                    return new LegLine(from, names.apply(from), to, names.apply(to), commons.money(leg.minorUnits()));
                })
                .toList();
    }

    @GetMapping("/c/{slug}/ledger/entries/{entry}")
    @Allow(Access.PUBLIC)
    Page entry(Standing standing, Text text, @PathVariable EntryId entry) {
        return entryPage(standing, text, entry, Form.fresh(Map.of()));
    }

    private Page entryPage(Standing standing, Text text, EntryId id, Form form) {
        var commons = standing.commons();
        var entry = ledger.entry(commons.id(), id);
        String by = entry.recordedBy()
                .map(party -> partyNames.of(standing, text, List.of(party)).of(party))
                .orElse("");
        return Page.of(
                "ledger/web/entry.jte",
                new EntryPage(
                        commons,
                        lines(standing, text, List.of(entry)).getFirst(),
                        by,
                        link(commons, entry),
                        standing.isSteward(),
                        form));
    }

    /// Where the authority of an entry can be read; empty when it is the act itself.
    private static String link(Commons commons, Entry entry) {
        if (entry.authorityRef().startsWith("run "))
            return commons.address() + "/distributions/" + entry.authorityRef().substring(4);
        return switch (entry.authority()) {
            case IMPORT -> commons.address() + "/ledger/statements/" + entry.authorityRef();
            case CHARTER -> commons.address() + "/charter?version=" + entry.authorityRef();
            case MANDATE -> commons.address() + "/decisions/" + entry.authorityRef();
            case STEWARDS_ACT, OWN_ACT -> "";
        };
    }

    @PostMapping("/c/{slug}/ledger/entries/{entry}/reversal")
    @Allow(Access.STEWARD)
    Reply reverse(Standing standing, Text text, @PathVariable EntryId entry, Form form) {
        var commons = standing.commons();
        return form.submit(
                () -> commons.address() + "/ledger/entries/"
                        + ledger.reverse(standing.steward(), entry, form.value("reason"), form.value("key"))
                                .id(),
                again -> entryPage(standing, text, entry, again));
    }

    @GetMapping("/c/{slug}/ledger/reserve")
    @Allow(Access.MEMBER)
    Page reserveForm(Standing standing) {
        return reservePage(standing, Form.fresh(Map.of("to", "expenses")));
    }

    private Page reservePage(Standing standing, Form form) {
        var commons = standing.commons();
        return Page.of(
                "ledger/web/reserve.jte",
                new ReservePage(
                        commons,
                        form,
                        commons.money(ledger.account(commons, Ledger.RESERVE).holdsMinorUnits()),
                        chart.fundsByHand().stream()
                                .filter(code -> !code.equals(Ledger.RESERVE.code()))
                                .toList(),
                        chart.flowsByHand(),
                        commonses.mayAct(standing, Matter.RESERVE),
                        acts.holdsAuthority(standing.member(), Matter.RESERVE)));
    }

    /// Spends from the reserve, or puts that to the members.
    @PostMapping("/c/{slug}/ledger/reserve")
    @Allow(Access.MEMBER)
    Reply spendReserve(Standing standing, Text text, Form form) {
        return form.submit(
                () -> acts.submit(standing, form, text, SpendReserve.class), again -> reservePage(standing, again));
    }

    @GetMapping("/c/{slug}/ledger/new")
    @Allow(Access.STEWARD)
    Page bookForm(Standing standing) {
        String day = today.date().toString();
        return bookPage(
                standing, Form.fresh(Map.of("day", day, "from", "contributions", "to", "general", "party", "")));
    }

    private Page bookPage(Standing standing, Form form) {
        return Page.of(
                "ledger/web/book.jte",
                new BookPage(standing.commons(), form, chart.fundsByHand(), chart.flowsByHand()));
    }

    @PostMapping("/c/{slug}/ledger/new")
    @Allow(Access.STEWARD)
    Reply book(Standing standing, Form form) {
        var commons = standing.commons();
        return form.submit(
                () -> commons.address() + "/ledger/entries/"
                        + ledger.book(standing.steward(), byHand(commons, form.values()), form.value("key"))
                                .id(),
                again -> bookPage(standing, again));
    }

    static Ledger.ByHand byHand(Commons commons, Map<String, String> posted) {
        return new Ledger.ByHand(
                Fields.date("day", posted.get("day")),
                Fields.optional("description", posted.get("description"), 500),
                Fields.text("from", posted.get("from"), 60),
                Fields.text("to", posted.get("to"), 60),
                Fields.optional("party", posted.get("party"), 80),
                Money.parsePositive("amount", posted.getOrDefault("amount", ""), commons.currency())
                        .minorUnits());
    }

    static Collection<LedgerAccountId> accountsOf(List<Entry> entries) {
        var wanted = new HashSet<LedgerAccountId>();
        for (var entry : entries)
            for (var leg : entry.legs()) {
                wanted.add(leg.from());
                wanted.add(leg.to());
            }
        return wanted;
    }
}
