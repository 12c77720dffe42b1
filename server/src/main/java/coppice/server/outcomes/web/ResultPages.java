package coppice.server.outcomes.web;

import coppice.server.commons.Commons;
import coppice.server.commons.Commonses;
import coppice.server.commons.Commonses.MemberLine;
import coppice.server.commons.PartyNames;
import coppice.server.commons.Standing;
import coppice.server.kernel.Fields;
import coppice.server.kernel.PartyId;
import coppice.server.outcomes.MilestoneId;
import coppice.server.outcomes.Results;
import coppice.server.outcomes.Results.Result;
import coppice.server.outcomes.SubjectId;
import coppice.server.web.Access;
import coppice.server.web.Access.Allow;
import coppice.server.web.Form;
import coppice.server.web.Names;
import coppice.server.web.Page;
import coppice.server.web.Redirect;
import coppice.server.web.Reply;
import coppice.server.web.Text;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/// What became of what was decided.
@Controller
class ResultPages {
    private final Results results;
    private final Commonses commonses;
    private final PartyNames partyNames;

    ResultPages(Results results, Commonses commonses, PartyNames partyNames) {
        this.results = results;
        this.commonses = commonses;
        this.partyNames = partyNames;
    }

    record ResultsPage(Commons commons, List<Result> results, Names names) {}

    record ResultPage(
            Commons commons, Result result, List<MemberLine> members, Names names, boolean mayWrite, Form form) {}

    private Names names(Standing standing, Text text, List<Result> shown) {
        var parties = new ArrayList<PartyId>();
        for (var result : shown) {
            parties.add(result.openedBy());
            for (var line : result.lines()) {
                parties.add(line.writtenBy());
                parties.addAll(line.responsible());
            }
        }
        return partyNames.of(standing, text, parties);
    }

    @GetMapping("/c/{slug}/outcomes")
    @Allow(Access.MEMBER)
    Page list(Standing standing, Text text) {
        var all = results.all(standing.member());
        return Page.of(
                "outcomes/web/results.jte", new ResultsPage(standing.commons(), all, names(standing, text, all)));
    }

    @GetMapping("/c/{slug}/outcomes/{subject}")
    @Allow(Access.MEMBER)
    Page one(Standing standing, Text text, @PathVariable SubjectId subject) {
        var values = new HashMap<String, String>();
        results.result(standing.member(), subject).now().ifPresent(line -> {
            values.put("statement", line.statement());
            values.put("progress", String.valueOf(line.progressPercent()));
            line.reviewOn().ifPresent(day -> values.put("review", day.toString()));
            line.responsible().forEach(party -> values.put("who." + party, "yes"));
        });
        return page(standing, text, subject, Form.fresh(values));
    }

    private Page page(Standing standing, Text text, SubjectId id, Form form) {
        var result = results.result(standing.member(), id);
        boolean isMine = result.openedBy().equals(standing.member().party());
        return Page.of(
                "outcomes/web/result.jte",
                new ResultPage(
                        standing.commons(),
                        result,
                        commonses.members(standing.commons().id()),
                        names(standing, text, List.of(result)),
                        !result.isAdvice() || isMine || !result.lines().isEmpty(),
                        form));
    }

    private static Optional<LocalDate> day(Form form, String field) {
        return form.value(field).isBlank() ? Optional.empty() : Optional.of(Fields.date(field, form.value(field)));
    }

    @PostMapping("/c/{slug}/outcomes/{subject}")
    @Allow(Access.MEMBER)
    Reply write(Standing standing, Text text, @PathVariable SubjectId subject, Form form) {
        results.result(standing.member(), subject);
        return form.submit(
                () -> {
                    results.write(
                            standing.member(),
                            subject,
                            new Results.Note(
                                    form.value("statement"),
                                    form.values().keySet().stream()
                                            .filter(field -> field.startsWith("who."))
                                            .map(field -> Fields.id("who", PartyId::new, field.substring(4)))
                                            .toList(),
                                    form.value("progress").isBlank()
                                            ? 0
                                            : Fields.whole("progress", form.value("progress"), 0, 100),
                                    day(form, "review")),
                            form.key());
                    return Results.address(standing.commons(), subject);
                },
                again -> page(standing, text, subject, again));
    }

    @PostMapping("/c/{slug}/outcomes/{subject}/milestones")
    @Allow(Access.MEMBER)
    Reply addMilestone(Standing standing, Text text, @PathVariable SubjectId subject, Form form) {
        results.result(standing.member(), subject);
        return form.submit(
                () -> {
                    results.addMilestone(
                            standing.member(), subject, form.value("milestone"), day(form, "due"), form.key());
                    return Results.address(standing.commons(), subject);
                },
                again -> page(standing, text, subject, again));
    }

    @PostMapping("/c/{slug}/outcomes/milestones/{milestone}/done")
    @Allow(Access.MEMBER)
    Reply done(Standing standing, @PathVariable MilestoneId milestone) {
        return new Redirect(Results.address(standing.commons(), results.done(standing.member(), milestone)));
    }
}
