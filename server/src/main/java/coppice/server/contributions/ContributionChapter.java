package coppice.server.contributions;

import coppice.server.charter.Chapter;
import coppice.server.charter.Charter;
import coppice.server.charter.CharterRefusal;
import coppice.server.commons.Commons;
import coppice.server.contributions.ContributionType.Action;
import coppice.server.kernel.Fields;
import coppice.server.kernel.KernelRefusal.BadField;
import coppice.server.kernel.Refused;
import coppice.server.web.Form;
import coppice.server.web.Message;
import coppice.server.web.Page;
import coppice.server.web.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// What the charter says about contributions.
@Component
@Order(10)
public class ContributionChapter implements Chapter<ContributionRules> {
    private static final int MOST_PEERS = 100;

    /// @param rows how many types the form has room for
    public record FieldsPage(Form form, String currency, int rows) {}

    @Override
    public Class<ContributionRules> type() {
        return ContributionRules.class;
    }

    @Override
    public Message title() {
        return Message.of("contributions.types");
    }

    @Override
    public ContributionRules absent() {
        return new ContributionRules(List.of(), 1, true);
    }

    @Override
    public List<Clause> says(ContributionRules rules, Charter charter, Commons commons, Text text) {
        var clauses = new ArrayList<Clause>();
        for (var type : rules.types())
            clauses.add(new Clause(
                    type.code(),
                    text.say(
                            "contributions.type-says",
                            type.name(),
                            text.of("contributions.action", type.action()),
                            type.unit(),
                            text.number(type.valuePerUnit()),
                            type.statesValue() ? "yes" : "no")));
        clauses.add(
                new Clause(text.say("contributions.recognition"), text.say("contributions.peers-rule", rules.peers())));
        clauses.add(new Clause(
                text.say("contributions.evidence-of-imports"),
                text.say(rules.evidenceCounts() ? "contributions.evidence-counts" : "contributions.evidence-waits")));
        return clauses;
    }

    @Override
    public void check(ContributionRules rules, Charter charter, Commons commons) {
        if (rules.types().size() > Charter.MOST) throw new Refused(new CharterRefusal.CharterTooLong(Charter.MOST));
        Fields.whole("peers", String.valueOf(rules.peers()), 0, MOST_PEERS);
        var codes = new HashSet<String>();
        for (int i = 0; i < rules.types().size(); i++) {
            check("type." + i + ".", rules.types().get(i));
            if (!codes.add(rules.types().get(i).code())) throw new Refused(new ContributionRefusal.TypeTwice());
        }
    }

    private static void check(String at, ContributionType type) {
        Fields.text(at + "code", type.code(), 40);
        Fields.text(at + "name", type.name(), 60);
        Fields.text(at + "unit", type.unit(), 30);
        Fields.quantity(at + "value", type.valuePerUnit().toPlainString());
    }

    @Override
    public Optional<Page> fields(Charter charter, Commons commons, Form form) {
        return Optional.of(Page.of(
                "contributions/web/charter-fields.jte",
                new FieldsPage(
                        form,
                        commons.currency().getCurrencyCode(),
                        Math.max(charter.chapter(type()).types().size() + 2, 4))));
    }

    @Override
    public Map<String, String> values(ContributionRules rules, Commons commons) {
        var values = new HashMap<String, String>();
        values.put("peers", String.valueOf(rules.peers()));
        values.put("evidence", rules.evidenceCounts() ? "yes" : "");
        for (int i = 0; i < rules.types().size(); i++) {
            var type = rules.types().get(i);
            String at = "type." + i + ".";
            values.put(at + "code", type.code());
            values.put(at + "name", type.name());
            values.put(at + "action", type.action().name());
            values.put(at + "unit", type.unit());
            values.put(at + "value", type.valuePerUnit().toPlainString());
            values.put(at + "states", type.statesValue() ? "yes" : "");
        }
        return values;
    }

    @Override
    public ContributionRules read(Form form, ContributionRules before, Commons commons) {
        var types = new ArrayList<ContributionType>();
        for (int i = 0; i < Charter.MOST; i++) {
            String at = "type." + i + ".";
            if (form.value(at + "code").isBlank()) continue;
            String code = Fields.text(at + "code", form.value(at + "code"), 40).toLowerCase(Locale.ROOT);
            if (!code.matches("[a-z][a-z0-9-]*"))
                throw new Refused(new BadField(at + "code", BadField.Fault.NOT_A_CHOICE, code));
            types.add(new ContributionType(
                    code,
                    Fields.text(at + "name", form.value(at + "name"), 60),
                    Fields.choice(at + "action", Action.class, form.value(at + "action")),
                    Fields.text(at + "unit", form.value(at + "unit"), 30),
                    Fields.quantity(at + "value", form.value(at + "value")),
                    form.chose(at + "states", "yes")));
        }
        return new ContributionRules(
                types, Fields.whole("peers", form.value("peers"), 0, MOST_PEERS), form.chose("evidence", "yes"));
    }
}
