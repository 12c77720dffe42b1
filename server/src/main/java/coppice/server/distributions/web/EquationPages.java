package coppice.server.distributions.web;

import coppice.rules.valuation.ValueEquation.Behaviour;
import coppice.rules.valuation.ValueEquation.Kind;
import coppice.server.charter.Amendments;
import coppice.server.charter.Charter;
import coppice.server.charter.CharterVersion;
import coppice.server.charter.Charters;
import coppice.server.commons.Commons;
import coppice.server.commons.Commonses;
import coppice.server.commons.Commonses.MemberLine;
import coppice.server.commons.Matter;
import coppice.server.commons.PartyNames;
import coppice.server.commons.Standing;
import coppice.server.contributions.ContributionRules;
import coppice.server.contributions.ContributionType;
import coppice.server.distributions.DistributionChapter;
import coppice.server.distributions.DistributionRules;
import coppice.server.distributions.DistributionRules.Bucket;
import coppice.server.distributions.DistributionRules.Equation;
import coppice.server.distributions.DistributionRules.Rule;
import coppice.server.distributions.Distributions;
import coppice.server.kernel.Fields;
import coppice.server.kernel.Money;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.Today;
import coppice.server.web.Access;
import coppice.server.web.Access.Allow;
import coppice.server.web.Form;
import coppice.server.web.Page;
import coppice.server.web.Reply;
import coppice.server.web.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/// The value equation as a form that shows at once who would gain and who would lose.
@Controller
class EquationPages {
    private static final int SHOWN = 100;

    private final Distributions distributions;
    private final Commonses commonses;
    private final Charters charters;
    private final Amendments amendments;
    private final PartyNames partyNames;
    private final Today today;

    EquationPages(
            Distributions distributions,
            Commonses commonses,
            Charters charters,
            Amendments amendments,
            PartyNames partyNames,
            Today today) {
        this.amendments = amendments;
        this.distributions = distributions;
        this.commonses = commonses;
        this.charters = charters;
        this.partyNames = partyNames;
        this.today = today;
    }

    /// What somebody gets of the amount now, and would get.
    record EffectLine(String name, Money now, Money then) {
        public long change() {
            return then.minorUnits() - now.minorUnits();
        }
    }

    record Effect(Money amount, List<EffectLine> lines, Money returnedNow, Money returnedThen, int people) {}

    record EquationPage(
            Commons commons,
            CharterVersion current,
            List<ContributionType> types,
            List<MemberLine> members,
            Form form,
            int buckets,
            Optional<Effect> effect,
            boolean mayAct) {}

    /// The part of the page that changes while one types.
    record EffectPage(Form form, Optional<Effect> effect) {}

    @GetMapping("/c/{slug}/distributions/equation")
    @Allow(Access.MEMBER)
    Page form(Standing standing, Text text) {
        return page(
                standing,
                text,
                Form.fresh(values(standing, charters.inForce(standing.commons().id()))));
    }

    private Page page(Standing standing, Text text, Form form) {
        var commons = standing.commons();
        var current = charters.inForce(commons.id());
        Optional<Effect> effect =
                form.refusal() == null ? Optional.of(effect(standing, text, current, form)) : Optional.empty();
        return Page.of(
                "distributions/web/equation.jte",
                new EquationPage(
                        commons,
                        current,
                        current.charter().chapter(ContributionRules.class).types(),
                        commonses.members(commons.id()),
                        form,
                        Math.min(Charter.MOST, count(form) + 1),
                        effect,
                        commonses.mayAct(standing, Matter.CHARTER)));
    }

    /// Computes what a changed form would do; answers the page without script, and its moving part with it.
    @PostMapping("/c/{slug}/distributions/equation/effect")
    @Allow(Access.MEMBER)
    Page preview(
            Standing standing,
            Text text,
            Form form,
            @org.springframework.web.bind.annotation.RequestHeader(value = "HX-Request", defaultValue = "false")
                    boolean part) {
        if (!part) return form.show(again -> page(standing, text, again));
        var current = charters.inForce(standing.commons().id());
        return form.show(again -> Page.of(
                        "distributions/web/effect.jte",
                        new EffectPage(
                                again,
                                again.refusal() == null
                                        ? Optional.of(effect(standing, text, current, again))
                                        : Optional.empty())))
                .withStatus(org.springframework.http.HttpStatus.OK);
    }

    @PostMapping("/c/{slug}/distributions/equation")
    @Allow(Access.MEMBER)
    Reply adopt(Standing standing, Text text, Form form) {
        var commons = standing.commons();
        return form.submit(
                () -> amendments.submit(standing, form, text, (fields, before) -> charter(before, fields), "amount|do"),
                again -> page(standing, text, again));
    }

    private Effect effect(Standing standing, Text text, CharterVersion current, Form form) {
        var commons = standing.commons();
        long amount = Money.parsePositive("amount", form.value("amount"), commons.currency())
                .minorUnits();
        var until = today.date().plusDays(1);
        var now = distributions.tryOut(commons, current.charter(), amount, until);
        var then = distributions.tryOut(commons, charter(current.charter(), form), amount, until);
        Set<String> ids = new TreeSet<>(now.paid().keySet());
        ids.addAll(then.paid().keySet());
        var parties = ids.stream().map(id -> new PartyId(UUID.fromString(id))).toList();
        var names = partyNames.of(standing, text, parties);
        var lines = parties.stream()
                .map(party -> new EffectLine(
                        names.of(party),
                        commons.money(now.paid().getOrDefault(party.toString(), 0L)),
                        commons.money(then.paid().getOrDefault(party.toString(), 0L))))
                .sorted((a, b) -> Long.compare(Math.abs(b.change()), Math.abs(a.change())))
                .limit(SHOWN)
                .toList();
        return new Effect(
                commons.money(amount),
                lines,
                commons.money(now.returnedMinorUnits()),
                commons.money(then.returnedMinorUnits()),
                parties.size());
    }

    private static int count(Form form) {
        int count = 0;
        for (int i = 0; i < Charter.MOST; i++)
            if (!form.value("b." + i + ".name").isBlank()) count = i + 1;
        return count;
    }

    private static Map<String, String> values(Standing standing, CharterVersion current) {
        var values = new HashMap<String, String>();
        values.put("after", String.valueOf(current.version()));
        values.put(
                "amount",
                standing.commons()
                        .money(Math.powExact(10L, standing.commons().currency().getDefaultFractionDigits()) * 1000)
                        .plain());
        var equation = current.charter().chapter(DistributionRules.class).equation();
        values.put("behaviour", equation.behaviour().name());
        for (int i = 0; i < equation.buckets().size(); i++) {
            var bucket = equation.buckets().get(i);
            String at = "b." + i + ".";
            values.put(at + "name", bucket.name());
            values.put(at + "percentage", bucket.percentage().toPlainString());
            values.put(
                    at + "direct",
                    bucket.directTo() == null ? "" : bucket.directTo().toString());
            values.put(at + "works", String.join(", ", new TreeSet<>(bucket.works())));
            for (var rule : bucket.rules()) {
                values.put(at + "kind." + rule.type(), rule.kind().name());
                values.put(at + "formula." + rule.type(), rule.formula());
            }
        }
        return values;
    }

    /// The charter in force with the equation of the form; refused when that cannot be read.
    private static Charter charter(Charter before, Form form) {
        var buckets = new ArrayList<Bucket>();
        for (int i = 0; i < Charter.MOST; i++)
            if (!form.value("b." + i + ".name").isBlank()) buckets.add(bucket(before, form, "b." + i + "."));
        var equation = new Equation(Fields.choice("behaviour", Behaviour.class, form.value("behaviour")), buckets);
        var charter = before.with(DistributionRules.class, rules -> rules.withEquation(equation));
        charter.chapter(DistributionRules.class).valueEquation(charter.chapter(ContributionRules.class));
        return charter;
    }

    private static Bucket bucket(Charter before, Form form, String at) {
        var percentage = DistributionChapter.percentage(at + "percentage", form.value(at + "percentage"));
        String direct = form.value(at + "direct").strip();
        var rules = new ArrayList<Rule>();
        if (direct.isEmpty())
            for (var type : before.chapter(ContributionRules.class).types()) {
                String kind = form.value(at + "kind." + type.code());
                if (kind.isBlank()) continue;
                rules.add(new Rule(
                        type.code(),
                        Fields.choice(at + "kind." + type.code(), Kind.class, kind),
                        form.value(at + "formula." + type.code()).strip()));
            }
        var works = Arrays.stream(form.value(at + "works").split(","))
                .map(String::strip)
                .filter(work -> !work.isEmpty())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return new Bucket(
                Fields.text(at + "name", form.value(at + "name"), 60),
                percentage,
                direct.isEmpty() ? null : form.id(at + "direct", PartyId::new),
                works,
                rules);
    }
}
