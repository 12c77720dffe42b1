package coppice.server.distributions;

import coppice.rules.valuation.ValueEquation.Behaviour;
import coppice.server.charter.Chapter;
import coppice.server.charter.Charter;
import coppice.server.charter.CharterRefusal;
import coppice.server.commons.Commons;
import coppice.server.contributions.ContributionRules;
import coppice.server.contributions.ContributionType;
import coppice.server.distributions.DistributionRules.Bucket;
import coppice.server.distributions.DistributionRules.Equation;
import coppice.server.distributions.DistributionRules.Part;
import coppice.server.kernel.Fields;
import coppice.server.kernel.KernelRefusal.BadField;
import coppice.server.kernel.Money;
import coppice.server.kernel.Refused;
import coppice.server.web.Form;
import coppice.server.web.Message;
import coppice.server.web.Page;
import coppice.server.web.Text;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// What the charter says about sharing the surplus.
@Component
@Order(20)
public class DistributionChapter implements Chapter<DistributionRules> {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final Offer offer;

    DistributionChapter(Offer offer) {
        this.offer = offer;
    }

    public record FieldsPage(Form form, String currency, List<String> destinations) {}

    @Override
    public Class<DistributionRules> type() {
        return DistributionRules.class;
    }

    @Override
    public Message title() {
        return Message.of("distributions.sharing");
    }

    @Override
    public DistributionRules absent() {
        return new DistributionRules(new Equation(Behaviour.STRAIGHT, List.of()), List.of(), null);
    }

    @Override
    public List<Clause> says(DistributionRules rules, Charter charter, Commons commons, Text text) {
        var clauses = new ArrayList<Clause>();
        clauses.add(new Clause(
                text.say("distributions.buckets"),
                text.of("distributions.behaviour", rules.equation().behaviour())));
        var contributions = charter.chapter(ContributionRules.class);
        for (int i = 0; i < rules.equation().buckets().size(); i++)
            clauses.addAll(says(i + 1, rules.equation().buckets().get(i), contributions, text));
        for (var part : rules.split())
            clauses.add(new Clause(
                    text.say("distributions.would-split", Destination.word(text, part.destination())),
                    text.say("distributions.percent", text.number(part.percentage()))));
        Long ceiling = rules.ceilingMinorUnits();
        clauses.add(new Clause(
                text.say("distributions.ceiling"),
                ceiling == null
                        ? text.say("distributions.no-ceiling")
                        : text.say("distributions.ceiling-rule", commons.money(ceiling))));
        return clauses;
    }

    private static List<Clause> says(int number, Bucket bucket, ContributionRules contributions, Text text) {
        var clauses = new ArrayList<Clause>();
        var to = new StringBuilder(
                text.say("distributions.bucket-says", bucket.name(), text.number(bucket.percentage())));
        if (bucket.directTo() != null)
            to.append(' ')
                    .append(text.say("distributions.direct-to"))
                    .append(' ')
                    .append(bucket.directTo());
        if (!bucket.works().isEmpty())
            to.append(' ').append(text.say("distributions.only-works", String.join(", ", bucket.works())));
        clauses.add(new Clause(text.say("distributions.bucket-number", number), to.toString()));
        for (var rule : bucket.rules())
            clauses.add(new Clause(
                    text.say(
                            "distributions.bucket-rule",
                            number,
                            contributions
                                    .type(rule.type())
                                    .map(ContributionType::name)
                                    .orElse(rule.type())),
                    text.say("distributions.rule-says", rule.formula(), text.of("distributions.kind", rule.kind()))));
        return clauses;
    }

    @Override
    public void check(DistributionRules rules, Charter charter, Commons commons) {
        if (rules.equation().buckets().size() > Charter.MOST || rules.split().size() > Charter.MOST)
            throw new Refused(new CharterRefusal.CharterTooLong(Charter.MOST));
        for (int i = 0; i < rules.equation().buckets().size(); i++) {
            var bucket = rules.equation().buckets().get(i);
            Fields.text("b." + i + ".name", bucket.name(), 60);
            percentage("b." + i + ".percentage", bucket.percentage().toPlainString());
        }
        var sum = BigDecimal.ZERO;
        for (var part : rules.split())
            sum = sum.add(
                    percentage("split." + part.destination(), part.percentage().toPlainString()));
        if (sum.compareTo(HUNDRED) > 0) throw new Refused(new DistributionRefusal.PercentagesTooHigh("split"));
        offer.check(charter);
        Long ceiling = rules.ceilingMinorUnits();
        if (ceiling != null && (ceiling <= 0 || ceiling > Money.LARGEST))
            throw new Refused(new BadField("ceiling", BadField.Fault.NOT_POSITIVE, String.valueOf(ceiling)));
        rules.valueEquation(charter.chapter(ContributionRules.class));
    }

    /// A percentage from 0 to 100 with four decimals at most.
    public static BigDecimal percentage(String field, String given) {
        String plain = given.strip();
        if (!plain.matches("[0-9]{1,3}(\\.[0-9]{1,4})?") || new BigDecimal(plain).compareTo(HUNDRED) > 0)
            throw new Refused(new DistributionRefusal.BadPercentage(field, plain));
        return new BigDecimal(plain);
    }

    @Override
    public Optional<Page> fields(Charter charter, Commons commons, Form form) {
        return Optional.of(Page.of(
                "distributions/web/charter-fields.jte",
                new FieldsPage(form, commons.currency().getCurrencyCode(), offer.names())));
    }

    @Override
    public Map<String, String> values(DistributionRules rules, Commons commons) {
        var values = new HashMap<String, String>();
        for (var part : rules.split())
            values.put("split." + part.destination(), part.percentage().toPlainString());
        Long ceiling = rules.ceilingMinorUnits();
        values.put("ceiling", ceiling == null ? "" : commons.money(ceiling).plain());
        return values;
    }

    @Override
    public DistributionRules read(Form form, DistributionRules before, Commons commons) {
        var split = new ArrayList<Part>();
        for (var destination : offer.names()) {
            String given = form.value("split." + destination).strip();
            if (!given.isEmpty()) split.add(new Part(destination, percentage("split." + destination, given)));
        }
        String ceiling = form.value("ceiling").strip();
        return new DistributionRules(
                before.equation(),
                split,
                ceiling.isEmpty()
                        ? null
                        : Money.parsePositive("ceiling", ceiling, commons.currency())
                                .minorUnits());
    }

    @Override
    public Optional<String> address(Commons commons) {
        return Optional.of(commons.address() + "/distributions/equation");
    }
}
