package coppice.server.equity;

import coppice.rules.money.Ratio;
import coppice.rules.shares.ShareClass;
import coppice.rules.shares.ShareForm;
import coppice.server.charter.Chapter;
import coppice.server.charter.Charter;
import coppice.server.charter.CharterRefusal;
import coppice.server.commons.Commons;
import coppice.server.commons.Matter;
import coppice.server.contributions.ContributionRules;
import coppice.server.contributions.ContributionType;
import coppice.server.distributions.DistributionRefusal;
import coppice.server.kernel.Fields;
import coppice.server.kernel.KernelRefusal.BadField;
import coppice.server.kernel.Refused;
import coppice.server.web.Message;
import coppice.server.web.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// What the charter says about owners.
@Component
@Order(50)
class OwnershipChapter implements Chapter<OwnershipRules> {
    @Override
    public Class<OwnershipRules> type() {
        return OwnershipRules.class;
    }

    @Override
    public Message title() {
        return Message.of("equity.ownership");
    }

    @Override
    public OwnershipRules absent() {
        return new OwnershipRules(null);
    }

    @Override
    public List<Clause> says(OwnershipRules rules, Charter charter, Commons commons, Text text) {
        var ownership = rules.ownership();
        if (ownership == null)
            return List.of(new Clause(text.say("equity.form"), text.say("equity.nobody-holds-shares")));
        var clauses = new ArrayList<Clause>();
        clauses.add(new Clause(text.say("equity.form"), text.of("equity.share-form", ownership.form())));
        ownership
                .fractions()
                .forEach((of, percent) -> clauses.add(new Clause(
                        text.say("equity.part-of", name(of, text)),
                        text.say("distributions.percent", text.number(percent)))));
        for (var one : ownership.qualifications())
            clauses.add(new Clause(
                    text.say("equity.earned-by", name(one.of(), text)),
                    text.say("equity.per-share", one.perShare(), source(one.source(), charter, text))));
        clauses.add(new Clause(
                text.say("equity.gain-part"), text.say("distributions.percent", text.number(ownership.gainPercent()))));
        clauses.add(new Clause(text.say("equity.held-years"), text.number(ownership.heldYears())));
        clauses.add(new Clause(text.say("equity.share-costs"), text.money(commons.money(ownership.parMinorUnits()))));
        clauses.add(new Clause(text.say("equity.price-bound"), text.money(commons.money(ownership.boundMinorUnits()))));
        return clauses;
    }

    private static String name(ShareClass of, Text text) {
        return text.of("equity.share-class", of);
    }

    private static String source(String source, Charter charter, Text text) {
        return source.equals(Ownership.PURCHASES)
                ? text.say("equity.purchases")
                : charter.chapter(ContributionRules.class)
                        .type(source)
                        .map(ContributionType::name)
                        .orElse(source);
    }

    @Override
    public void check(OwnershipRules rules, Charter charter, Commons commons) {
        var ownership = rules.ownership();
        if (ownership == null) return;
        var fault = ownership.form().fault(ownership.ratios());
        if (fault != ShareForm.Fault.NONE) throw new Refused(new EquityRefusal.BadFractions(fault.name()));
        if (ownership.gain().signum() < 0 || ownership.gain().compareTo(Ratio.ONE) > 0)
            throw new Refused(new DistributionRefusal.BadPercentage(
                    "gain", ownership.gainPercent().toPlainString()));
        Fields.whole("held", String.valueOf(ownership.heldYears()), 0, Ownership.LONGEST_HELD);
        positive("par", ownership.parMinorUnits());
        positive("bound", ownership.boundMinorUnits());
        if (ownership.qualifications().size() > Charter.MOST)
            throw new Refused(new CharterRefusal.CharterTooLong(Charter.MOST));
        for (var one : ownership.qualifications())
            if (one.perShare().signum() <= 0)
                throw new Refused(new BadField(
                        "per", BadField.Fault.NOT_POSITIVE, one.perShare().toPlainString()));
    }

    private static void positive(String field, long minorUnits) {
        if (minorUnits <= 0)
            throw new Refused(new BadField(field, BadField.Fault.NOT_POSITIVE, String.valueOf(minorUnits)));
    }

    /// What each class of owners gets is not for an ordinary majority to change.
    @Override
    public Matter matter(OwnershipRules before, OwnershipRules after) {
        return before.equals(after) ? Matter.CHARTER : Matter.LOCK;
    }

    @Override
    public Optional<String> address(Commons commons) {
        return Optional.of(commons.address() + "/equity/rules");
    }
}
