package coppice.server.openbooks.web;

import coppice.server.commons.Figures;
import coppice.server.commons.PartyNames;
import coppice.server.commons.Standing;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.Room;
import coppice.server.ledger.Account;
import coppice.server.ledger.AccountNames;
import coppice.server.ledger.Category.Nature;
import coppice.server.ledger.ChartOfAccounts;
import coppice.server.ledger.Ledger;
import coppice.server.openbooks.BooksFiles;
import coppice.server.openbooks.Journal;
import coppice.server.openbooks.OpenBooks;
import coppice.server.openbooks.OpenBooks.Summary;
import coppice.server.web.Access;
import coppice.server.web.Access.Allow;
import coppice.server.web.FlowPicture;
import coppice.server.web.FlowPicture.Flow;
import coppice.server.web.Page;
import coppice.server.web.Text;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/// The open books: a sentence, a picture, tables, and how to check them.
@Controller
class BooksPages {
    /// The colour of what is given back.
    private static final int BACK = 3;

    private final OpenBooks books;
    private final ChartOfAccounts chart;
    private final Journal journal;
    private final BooksFiles files;
    private final List<Figures> figures;
    private final Ledger ledger;
    private final PartyNames partyNames;
    private final AccountNames accountNames;

    BooksPages(
            OpenBooks books,
            ChartOfAccounts chart,
            Journal journal,
            BooksFiles files,
            List<Figures> figures,
            Ledger ledger,
            PartyNames partyNames,
            AccountNames accountNames) {
        this.books = books;
        this.chart = chart;
        this.journal = journal;
        this.files = files;
        this.figures = figures;
        this.ledger = ledger;
        this.partyNames = partyNames;
        this.accountNames = accountNames;
    }

    record BooksPage(Summary summary, FlowPicture picture, List<Figures.Section> sections) {}

    @GetMapping("/c/{slug}/openbooks")
    @Allow(Access.PUBLIC)
    Page show(Standing standing, Text text) {
        var summary = books.summary(standing.commons());
        var sections = figures.stream()
                .sorted(Comparator.comparingInt(Figures::order))
                .flatMap(room -> room.books(standing.commons(), text).stream())
                .toList();
        return Page.of("openbooks/web/books.jte", new BooksPage(summary, picture(summary, text), sections));
    }

    private FlowPicture picture(Summary summary, Text text) {
        String ledger = summary.commons().address() + "/ledger";
        var in = new ArrayList<Flow>();
        for (var sum : summary.came()) in.add(came(summary, text, sum, ledger));
        var out = new ArrayList<Flow>();
        for (var sum : summary.went()) out.add(went(summary, text, sum, ledger));
        for (var fund : summary.funds())
            if (fund.minorUnits() > 0)
                out.add(new Flow(
                        text.say("openbooks.held-in", AccountNames.category(text, fund.category())),
                        text.money(summary.commons().money(fund.minorUnits())),
                        fund.minorUnits(),
                        chart.category(fund.category()).tone(),
                        fund.account()
                                .map(account -> ledger + "?account=" + account.id())
                                .orElse(ledger + "?category=" + fund.category())));
        return FlowPicture.of(text.say("openbooks.centre"), in, out);
    }

    private Flow came(Summary summary, Text text, OpenBooks.Sum sum, String ledger) {
        return flow(
                summary,
                text,
                AccountNames.came(text, sum.category()),
                sum,
                chart.category(sum.category()).tone(),
                ledger);
    }

    /// What goes out to where it usually comes from is given back.
    private Flow went(Summary summary, Text text, OpenBooks.Sum sum, String ledger) {
        var category = chart.category(sum.category());
        int tone = category.nature() == Nature.REVENUE ? BACK : category.tone();
        return flow(summary, text, AccountNames.went(text, sum.category()), sum, tone, ledger);
    }

    private static Flow flow(Summary summary, Text text, String label, OpenBooks.Sum sum, int tone, String ledger) {
        return new Flow(
                label,
                text.money(summary.commons().money(sum.minorUnits())),
                sum.minorUnits(),
                tone,
                ledger + "?category=" + sum.category());
    }

    @GetMapping("/c/{slug}/openbooks/journal")
    @Allow(Access.PUBLIC)
    void journal(Standing standing, Text text, HttpServletResponse response) throws IOException {
        var accounts = ledger.accounts(standing.commons().id());
        response.setContentType("text/plain;charset=UTF-8");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                "attachment; filename=\"" + standing.commons().slug() + ".journal\"");
        journal.write(standing, names(standing, text, accounts), response.getWriter());
        response.getWriter().flush();
    }

    private Function<Account, List<String>> names(Standing standing, Text text, List<Account> accounts) {
        var known = partyNames.of(standing, text, parties(accounts));
        var labels = accountNames.labels(standing.commons().id(), accounts);
        return account -> Stream.concat(
                        Optional.ofNullable(labels.get(account.code())).stream(),
                        account.party().map(known::of).stream())
                .toList();
    }

    private static List<PartyId> parties(List<Account> accounts) {
        return accounts.stream().map(Account::party).flatMap(Optional::stream).toList();
    }

    @GetMapping("/c/{slug}/openbooks/entries.csv")
    @Allow(Access.PUBLIC)
    void entries(Standing standing, HttpServletResponse response) throws IOException {
        response.setContentType("text/csv;charset=UTF-8");
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                "attachment; filename=\"" + standing.commons().slug() + "-entries.csv\"");
        files.write("entries", standing, PartyId::toString, response.getWriter());
    }

    @GetMapping("/c/{slug}/openbooks/books.zip")
    @Allow(Access.PUBLIC)
    void zip(Standing standing, Text text, HttpServletResponse response) throws IOException {
        var known = partyNames.of(
                standing, text, parties(ledger.accounts(standing.commons().id())));
        response.setContentType("application/zip");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                "attachment; filename=\"" + standing.commons().slug() + "-books.zip\"");
        files.write(standing, known::of, response.getOutputStream());
    }

    @Configuration(proxyBeanMethods = false)
    static class OpenBooksConfiguration {
        @Bean
        Room openbooksRoom() {
            return Room.with("openbooks", Room.Place.MONEY, 10, Room.Audience.EVERYONE);
        }
    }
}
