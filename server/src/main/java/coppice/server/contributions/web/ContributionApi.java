package coppice.server.contributions.web;

import coppice.server.commons.PartyNames;
import coppice.server.commons.Standing;
import coppice.server.contributions.Contribution;
import coppice.server.contributions.ContributionId;
import coppice.server.contributions.Contributions;
import coppice.server.contributions.Contributions.Filter;
import coppice.server.contributions.Histories;
import coppice.server.contributions.Verdict;
import coppice.server.kernel.Fields;
import coppice.server.kernel.PartyId;
import coppice.server.web.Access;
import coppice.server.web.Access.Allow;
import coppice.server.web.Api;
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
@RequestMapping("/api/c/{slug}/contributions")
class ContributionApi {
    private final Contributions contributions;
    private final Histories histories;
    private final PartyNames partyNames;

    ContributionApi(Contributions contributions, Histories histories, PartyNames partyNames) {
        this.contributions = contributions;
        this.histories = histories;
        this.partyNames = partyNames;
    }

    /// @param quantity a decimal in the unit of its type
    /// @param value    stated value, where the type states one
    record ContributionItem(
            String id,
            String party,
            String name,
            String type,
            String quantity,
            Api.Amount value,
            String work,
            LocalDate doneOn,
            String note,
            String evidence,
            String state,
            int recognised,
            @Nullable String corrects,
            @Nullable String correctedBy) {}

    record TellingBody(
            String type,
            String quantity,
            @Nullable String value,
            @Nullable String work,
            String doneOn,
            @Nullable String note,
            @Nullable String corrects) {}

    record VerdictBody(String word, @Nullable String note) {}

    /// @param commits CSV with contribution, date, contributor, lines_added, lines_removed
    /// @param areas   CSV with contribution, area, lines_added, lines_removed; may be empty
    record HistoryBody(
            String source,
            String type,
            String commits,
            @Nullable String areas) {}

    @Operation(summary = "Contributions, the newest day first")
    @GetMapping
    @Allow(Access.READER)
    Api.Listing<ContributionItem> list(
            Standing standing,
            Text text,
            @RequestParam Optional<PartyId> party,
            @RequestParam(defaultValue = "false") boolean waiting,
            @RequestParam Optional<ContributionId> before) {
        var found = contributions.list(
                standing.commons().id(), new Filter(Optional.empty(), party, waiting, before, Filter.PAGE));
        return new Api.Listing<>(
                items(standing, text, found),
                found.size() == Filter.PAGE ? found.getLast().id().toString() : null);
    }

    @Operation(summary = "A contribution")
    @GetMapping("/{contribution}")
    @Allow(Access.READER)
    ContributionItem one(Standing standing, Text text, @PathVariable ContributionId contribution) {
        var found = contributions.one(standing.commons().id(), contribution);
        return items(standing, text, List.of(found)).getFirst();
    }

    private List<ContributionItem> items(Standing standing, Text text, List<Contribution> found) {
        var names = partyNames.of(
                standing, text, found.stream().map(Contribution::party).toList());
        return found.stream()
                .map(it -> new ContributionItem(
                        it.id().toString(),
                        it.party().toString(),
                        names.of(it.party()),
                        it.type(),
                        it.quantity().toPlainString(),
                        Api.Amount.of(standing.commons().money(it.value())),
                        it.work(),
                        it.doneOn(),
                        it.note(),
                        it.evidence(),
                        it.state().name(),
                        it.recognised(),
                        it.corrects().map(Object::toString).orElse(null),
                        it.correctedBy().map(Object::toString).orElse(null)))
                .toList();
    }

    @Operation(summary = "Logs a contribution of whoever the token is from")
    @PostMapping
    @Allow(Access.MEMBER)
    @ResponseStatus(HttpStatus.CREATED)
    ContributionItem log(
            Standing standing, Text text, @RequestHeader(Api.KEY) String key, @RequestBody TellingBody body) {
        var posted = new HashMap<String, String>();
        posted.put("type", given(body.type()));
        posted.put("quantity", given(body.quantity()));
        posted.put("value", given(body.value()));
        posted.put("work", given(body.work()));
        posted.put("day", given(body.doneOn()));
        posted.put("note", given(body.note()));
        posted.put("corrects", given(body.corrects()));
        var id = contributions.log(standing.member(), ContributionPages.telling(standing.commons(), posted), key);
        return one(standing, text, id);
    }

    private static String given(@Nullable String text) {
        return text == null ? "" : text;
    }

    @Operation(summary = "Says a peer's word about a contribution: RECOGNISED or QUESTIONED")
    @PostMapping("/{contribution}/verdicts")
    @Allow(Access.MEMBER)
    ContributionItem say(
            Standing standing, Text text, @PathVariable ContributionId contribution, @RequestBody VerdictBody body) {
        contributions.say(
                standing.member(),
                contribution,
                Fields.choice("word", Verdict.Word.class, body.word()),
                given(body.note()));
        return one(standing, text, contribution);
    }

    @Operation(summary = "Brings a history; items already there are left as they are")
    @PostMapping("/histories")
    @Allow(Access.STEWARD)
    Histories.Outcome bring(Standing standing, @RequestBody HistoryBody body) {
        return histories.bring(
                standing.steward(),
                Fields.text("source", body.source(), 60),
                Fields.text("type", body.type(), 40),
                Histories.fromCsv(
                        given(body.commits()).getBytes(StandardCharsets.UTF_8),
                        given(body.areas()).getBytes(StandardCharsets.UTF_8)),
                _ -> {});
    }
}
