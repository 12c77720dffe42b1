package coppice.server.ledger.web;

import coppice.server.commons.Standing;
import coppice.server.kernel.EntryId;
import coppice.server.kernel.Fields;
import coppice.server.ledger.AccountNames;
import coppice.server.ledger.Entry;
import coppice.server.ledger.EntryFilter;
import coppice.server.ledger.Ledger;
import coppice.server.ledger.LedgerAccountId;
import coppice.server.ledger.Statement;
import coppice.server.ledger.StatementId;
import coppice.server.ledger.Statements;
import coppice.server.web.Access;
import coppice.server.web.Access.Allow;
import coppice.server.web.Api;
import coppice.server.web.Api.Amount;
import coppice.server.web.Text;
import io.swagger.v3.oas.annotations.Operation;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/c/{slug}/ledger")
class LedgerApi {
    private final Ledger ledger;
    private final Statements statements;
    private final AccountNames accountNames;

    LedgerApi(Ledger ledger, Statements statements, AccountNames accountNames) {
        this.ledger = ledger;
        this.statements = statements;
        this.accountNames = accountNames;
    }

    /// @param holds what it received less what left it; negative for sources of income outside
    record AccountItem(String id, String name, String category, String lock, String holder, Amount holds) {}

    record LegItem(String from, String to, Amount amount) {}

    record EntryItem(
            String id,
            LocalDate bookedOn,
            String description,
            String authority,
            String authorityRef,
            @Nullable String corrects,
            @Nullable String correctedBy,
            List<LegItem> legs) {}

    /// @param from a fund (`general`, `reserve`, `trust`, …), a category of the world outside, or an account by its
    /// code; a name that none of them has is refused with the list of those there are
    record EntryBody(
            String bookedOn,
            @Nullable String description,
            String from,
            String to,
            @Nullable String party,
            String amount) {}

    record ReversalBody(String reason) {}

    record StatementBody(@Nullable String name, String content) {}

    record DifferenceItem(
            long line, String id, LocalDate day, Amount stated, Amount sum, Amount tooHigh, boolean explainedByFee) {}

    /// @param known       rows that are booked already
    /// @param differences rows whose own balance is off, the last one first
    record ReportItem(
            String id,
            boolean booked,
            int rows,
            int known,
            Amount in,
            Amount out,
            Amount sum,
            @Nullable Amount stated,
            boolean agrees,
            List<DifferenceItem> differences) {}

    @Operation(summary = "All accounts with what they hold")
    @GetMapping("/accounts")
    @Allow(Access.PUBLIC)
    List<AccountItem> accounts(Standing standing, Text text) {
        var accounts = ledger.accounts(standing.commons().id());
        var names = accountNames.of(standing, text, accounts);
        return accounts.stream()
                .map(account -> new AccountItem(
                        account.id().toString(),
                        names.apply(account),
                        account.category(),
                        account.kind().name(),
                        account.holder().name(),
                        Amount.of(standing.commons().money(account.holdsMinorUnits()))))
                .toList();
    }

    @Operation(summary = "Entries, the newest first")
    @GetMapping("/entries")
    @Allow(Access.PUBLIC)
    Api.Listing<EntryItem> entries(
            Standing standing,
            @RequestParam Optional<LedgerAccountId> account,
            @RequestParam Optional<String> category,
            @RequestParam Optional<EntryId> before) {
        var found = ledger.entries(
                standing.commons().id(),
                new EntryFilter(account, category, Optional.empty(), Optional.empty(), before, EntryFilter.PAGE));
        return new Api.Listing<>(
                found.stream().map(entry -> item(standing, entry)).toList(),
                found.size() == EntryFilter.PAGE ? found.getLast().id().toString() : null);
    }

    @Operation(summary = "An entry")
    @GetMapping("/entries/{entry}")
    @Allow(Access.PUBLIC)
    EntryItem entry(Standing standing, @PathVariable EntryId entry) {
        return item(standing, ledger.entry(standing.commons().id(), entry));
    }

    private static EntryItem item(Standing standing, Entry entry) {
        return new EntryItem(
                entry.id().toString(),
                entry.bookedOn(),
                entry.seenBy(standing).description(),
                entry.authority().name(),
                entry.authorityRef(),
                entry.corrects().map(Object::toString).orElse(null),
                entry.correctedBy().map(Object::toString).orElse(null),
                entry.legs().stream()
                        .map(leg -> new LegItem(
                                leg.from().toString(),
                                leg.to().toString(),
                                Amount.of(standing.commons().money(leg.minorUnits()))))
                        .toList());
    }

    @Operation(summary = "Books an entry by the stewards' act")
    @PostMapping("/entries")
    @Allow(Access.STEWARD)
    @ResponseStatus(HttpStatus.CREATED)
    EntryItem book(Standing standing, @RequestHeader(Api.KEY) String key, @RequestBody EntryBody body) {
        var posted = new HashMap<String, String>();
        posted.put("day", given(body.bookedOn()));
        posted.put("description", given(body.description()));
        posted.put("from", given(body.from()));
        posted.put("to", given(body.to()));
        posted.put("party", given(body.party()));
        posted.put("amount", given(body.amount()));
        return item(standing, ledger.book(standing.steward(), LedgerPages.byHand(standing.commons(), posted), key));
    }

    private static String given(@Nullable String text) {
        return text == null ? "" : text;
    }

    @Operation(summary = "Takes an entry back by an opposite one")
    @PostMapping("/entries/{entry}/reversal")
    @Allow(Access.STEWARD)
    @ResponseStatus(HttpStatus.CREATED)
    EntryItem reverse(
            Standing standing,
            @PathVariable EntryId entry,
            @RequestHeader(Api.KEY) String key,
            @RequestBody ReversalBody body) {
        return item(standing, ledger.reverse(standing.steward(), entry, given(body.reason()), key));
    }

    @Operation(summary = "Brings a file of money rows and books nothing yet: the dry run")
    @PostMapping("/statements")
    @Allow(Access.STEWARD)
    @ResponseStatus(HttpStatus.CREATED)
    ReportItem bring(Standing standing, @RequestBody StatementBody body) {
        var id = statements.bring(
                standing.steward(),
                Fields.optional("name", body.name(), 200),
                given(body.content()).getBytes(StandardCharsets.UTF_8));
        return report(standing, id);
    }

    @Operation(summary = "What a file came to, or would come to")
    @GetMapping("/statements/{statement}")
    @Allow(Access.STEWARD)
    ReportItem report(Standing standing, @PathVariable StatementId statement) {
        var found = statements.statement(standing.commons().id(), statement);
        return item(standing, found, statements.report(standing.commons(), statement));
    }

    @Operation(summary = "Books every row of a file that is not booked yet")
    @PostMapping("/statements/{statement}/booking")
    @Allow(Access.STEWARD)
    ReportItem bookRows(Standing standing, @PathVariable StatementId statement) {
        statements.book(standing.steward(), statement, _ -> {});
        return report(standing, statement);
    }

    private static ReportItem item(Standing standing, Statement statement, Statement.Report report) {
        var commons = standing.commons();
        return new ReportItem(
                statement.id().toString(),
                statement.bookedAt().isPresent(),
                report.rows(),
                report.known(),
                Amount.of(commons.money(report.in())),
                Amount.of(commons.money(report.out())),
                Amount.of(commons.money(report.endSum())),
                report.endStated()
                        .map(stated -> Amount.of(commons.money(stated)))
                        .orElse(null),
                report.agrees(),
                report.differences().stream()
                        .limit(100)
                        .map(it -> new DifferenceItem(
                                it.row().line(),
                                it.row().id(),
                                it.row().day(),
                                Amount.of(commons.money(it.stated())),
                                Amount.of(commons.money(it.sum())),
                                Amount.of(commons.money(it.tooHigh())),
                                it.explained()))
                        .toList());
    }
}
