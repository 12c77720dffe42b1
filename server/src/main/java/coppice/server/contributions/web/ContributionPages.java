package coppice.server.contributions.web;

import coppice.server.charter.Charters;
import coppice.server.commons.Commons;
import coppice.server.commons.Member;
import coppice.server.commons.PartyNames;
import coppice.server.commons.Standing;
import coppice.server.contributions.Contribution;
import coppice.server.contributions.ContributionId;
import coppice.server.contributions.ContributionRules;
import coppice.server.contributions.ContributionType;
import coppice.server.contributions.Contributions;
import coppice.server.contributions.Contributions.Filter;
import coppice.server.contributions.Contributions.Sum;
import coppice.server.contributions.Contributions.Telling;
import coppice.server.contributions.Verdict;
import coppice.server.kernel.Fields;
import coppice.server.kernel.Money;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.Today;
import coppice.server.web.Access;
import coppice.server.web.Access.Allow;
import coppice.server.web.Form;
import coppice.server.web.Names;
import coppice.server.web.Page;
import coppice.server.web.Reply;
import coppice.server.web.Text;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Logging, reading and recognising contributions.
@Controller
class ContributionPages {
    private final Contributions contributions;
    private final Charters charters;
    private final PartyNames partyNames;
    private final Today today;

    ContributionPages(Contributions contributions, Charters charters, PartyNames partyNames, Today today) {
        this.contributions = contributions;
        this.charters = charters;
        this.partyNames = partyNames;
        this.today = today;
    }

    record ListPage(
            Commons commons,
            ContributionRules rules,
            Sum sum,
            List<Contribution> contributions,
            Names names,
            Optional<PartyId> me,
            Optional<String> about,
            boolean waiting,
            String query,
            Optional<ContributionId> next,
            boolean steward,
            Form form) {
        public String unit(Contribution contribution) {
            return rules.type(contribution.type()).map(ContributionType::unit).orElse("");
        }

        public String type(Contribution contribution) {
            return rules.type(contribution.type()).map(ContributionType::name).orElse(contribution.type());
        }

        public boolean own(Contribution contribution) {
            return me.isPresent() && me.get().equals(contribution.party());
        }
    }

    record OnePage(
            Commons commons,
            Contribution contribution,
            String type,
            String unit,
            String by,
            List<Verdict> verdicts,
            int peers,
            boolean member,
            boolean own,
            Form form) {}

    @GetMapping("/c/{slug}/contributions")
    @Allow(Access.READER)
    Page list(
            Standing standing,
            Text text,
            @RequestParam Optional<PartyId> party,
            @RequestParam(defaultValue = "false") boolean waiting,
            @RequestParam Optional<ContributionId> before) {
        return listPage(standing, text, party, waiting, before, Form.fresh(defaults(standing)));
    }

    /// What one most likely logs next: the same as last time, today.
    private Map<String, String> defaults(Standing standing) {
        var values = new HashMap<String, String>();
        values.put("day", today.date().toString());
        standing.membership().flatMap(contributions::last).ifPresent(last -> {
            values.put("type", last.type());
            values.put("quantity", last.quantity().toPlainString());
            values.put("work", last.work());
        });
        return values;
    }

    private Page listPage(
            Standing standing,
            Text text,
            Optional<PartyId> party,
            boolean waiting,
            Optional<ContributionId> before,
            Form form) {
        var commons = standing.commons();
        var found = contributions.list(commons.id(), new Filter(Optional.empty(), party, waiting, before, Filter.PAGE));
        var wanted = new java.util.HashSet<PartyId>();
        found.forEach(contribution -> wanted.add(contribution.party()));
        party.ifPresent(wanted::add);
        var names = partyNames.of(standing, text, wanted);
        return Page.of(
                "contributions/web/list.jte",
                new ListPage(
                        commons,
                        charters.chapter(commons.id(), ContributionRules.class),
                        contributions.sum(commons.id()),
                        found,
                        names,
                        standing.membership().map(Member::party),
                        party.map(names::of),
                        waiting,
                        party.map(id -> "party=" + id + "&").orElse("") + (waiting ? "waiting=true&" : ""),
                        found.size() == Filter.PAGE
                                ? Optional.of(found.getLast().id())
                                : Optional.empty(),
                        standing.isSteward(),
                        form));
    }

    @PostMapping("/c/{slug}/contributions")
    @Allow(Access.MEMBER)
    Reply log(Standing standing, Text text, Form form) {
        return form.submit(
                () -> {
                    var id = contributions.log(
                            standing.member(), telling(standing.commons(), form.values()), form.value("key"));
                    return standing.commons().address() + "/contributions/" + id;
                },
                again -> form.values().containsKey("corrects")
                        ? onePage(standing, text, form.id("corrects", ContributionId::new), again)
                        : listPage(standing, text, Optional.empty(), false, Optional.empty(), again));
    }

    static Telling telling(Commons commons, Map<String, String> posted) {
        String value = posted.getOrDefault("value", "").strip();
        return new Telling(
                Fields.text("type", posted.get("type"), 40),
                posted.getOrDefault("quantity", "").isBlank() && !value.isEmpty()
                        ? BigDecimal.ONE
                        : Fields.quantity("quantity", posted.get("quantity")),
                value.isEmpty()
                        ? 0
                        : Money.parsePositive("value", value, commons.currency())
                                .minorUnits(),
                Fields.optional("work", posted.get("work"), 100),
                Fields.date("day", posted.get("day")),
                Fields.optional("note", posted.get("note"), 1000),
                Optional.ofNullable(posted.get("corrects"))
                        .filter(id -> !id.isBlank())
                        .map(id -> Fields.id("corrects", ContributionId::new, id)));
    }

    @GetMapping("/c/{slug}/contributions/{contribution}")
    @Allow(Access.READER)
    Page one(Standing standing, Text text, @PathVariable ContributionId contribution) {
        var found = contributions.one(standing.commons().id(), contribution);
        var values = new HashMap<String, String>();
        values.put("type", found.type());
        values.put("quantity", found.quantity().toPlainString());
        values.put(
                "value",
                found.value() == 0
                        ? ""
                        : standing.commons().money(found.value()).plain());
        values.put("work", found.work());
        values.put("day", found.doneOn().toString());
        values.put("note", found.note());
        return onePage(standing, text, contribution, Form.fresh(values));
    }

    private Page onePage(Standing standing, Text text, ContributionId id, Form form) {
        var commons = standing.commons();
        var rules = charters.chapter(commons.id(), ContributionRules.class);
        var found = contributions.one(commons.id(), id);
        var type = rules.type(found.type());
        return Page.of(
                "contributions/web/one.jte",
                new OnePage(
                        commons,
                        found,
                        type.map(ContributionType::name).orElse(found.type()),
                        type.map(ContributionType::unit).orElse(""),
                        partyNames.of(standing, text, List.of(found.party())).of(found.party()),
                        contributions.verdicts(commons.id(), id),
                        rules.peers(),
                        standing.isMember(),
                        standing.membership()
                                .filter(member -> member.party().equals(found.party()))
                                .isPresent(),
                        form));
    }

    @PostMapping("/c/{slug}/contributions/{contribution}/verdicts")
    @Allow(Access.MEMBER)
    Reply say(Standing standing, Text text, @PathVariable ContributionId contribution, Form form) {
        return form.submit(
                () -> {
                    contributions.say(
                            standing.member(),
                            contribution,
                            Fields.choice("word", Verdict.Word.class, form.value("word")),
                            form.value("comment"));
                    return "list".equals(form.value("then"))
                            ? standing.commons().address() + "/contributions?waiting=true"
                            : standing.commons().address() + "/contributions/" + contribution;
                },
                again -> onePage(standing, text, contribution, again));
    }
}
