package coppice.server.equity.web;

import coppice.rules.shares.ShareClass;
import coppice.rules.shares.ShareForm;
import coppice.server.charter.Charter;
import coppice.server.commons.Commons;
import coppice.server.contributions.ContributionRules;
import coppice.server.equity.Ownership;
import coppice.server.equity.Ownership.Qualification;
import coppice.server.kernel.Fields;
import coppice.server.kernel.KernelRefusal.BadField;
import coppice.server.kernel.Money;
import coppice.server.kernel.Refused;
import coppice.server.web.Form;
import coppice.server.web.Text;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// The rules of ownership as the fields of a form, and back.
final class OwnershipForm {
    /// How many qualifications the form has room for.
    static final int ROWS = 4;

    private OwnershipForm() {}

    static Map<String, String> values(Commons commons, int version, Ownership ownership) {
        var values = new HashMap<String, String>();
        values.put("after", String.valueOf(version));
        values.put("form", ownership.form().name());
        ownership.fractions().forEach((of, percent) -> values.put("fraction." + of, percent.toPlainString()));
        values.put("gain", ownership.gainPercent().toPlainString());
        values.put("held", String.valueOf(ownership.heldYears()));
        values.put("par", commons.money(ownership.parMinorUnits()).plain());
        values.put("bound", commons.money(ownership.boundMinorUnits()).plain());
        for (int i = 0; i < ownership.qualifications().size(); i++) {
            var one = ownership.qualifications().get(i);
            values.put("qualifies." + i + ".source", one.source());
            values.put("qualifies." + i + ".class", one.of().name());
            values.put("qualifies." + i + ".per", one.perShare().toPlainString());
        }
        return values;
    }

    /// What can earn a share.
    static Map<String, String> sources(Charter charter, Text text) {
        var sources = new LinkedHashMap<String, String>();
        sources.put("", text.say("equity.nothing"));
        for (var type : charter.chapter(ContributionRules.class).types()) sources.put(type.code(), type.name());
        sources.put(Ownership.PURCHASES, text.say("equity.purchases"));
        return sources;
    }

    static Ownership read(Form form, Commons commons, Charter charter) {
        var fractions = new EnumMap<ShareClass, BigDecimal>(ShareClass.class);
        for (var of : ShareClass.values()) {
            String given = form.value("fraction." + of).strip();
            fractions.put(of, given.isEmpty() ? BigDecimal.ZERO : Fields.quantity("fraction." + of, given));
        }
        var qualifications = new ArrayList<Qualification>();
        for (int i = 0; i < ROWS; i++) {
            String at = "qualifies." + i + ".";
            String source = form.value(at + "source");
            if (source.isBlank()) continue;
            if (!source.equals(Ownership.PURCHASES)
                    && charter.chapter(ContributionRules.class).type(source).isEmpty())
                throw new Refused(new BadField(at + "source", BadField.Fault.NOT_A_CHOICE, source));
            var per = Fields.quantity(at + "per", form.value(at + "per"));
            if (per.signum() <= 0)
                throw new Refused(new BadField(at + "per", BadField.Fault.NOT_POSITIVE, per.toPlainString()));
            var of = Fields.choice(at + "class", ShareClass.class, form.value(at + "class"));
            if (of != ShareClass.WORKER && of != ShareClass.USER)
                throw new Refused(new BadField(at + "class", BadField.Fault.NOT_A_CHOICE, of.name()));
            qualifications.add(new Qualification(of, source, per));
        }
        return new Ownership(
                Fields.choice("form", ShareForm.class, form.value("form")),
                fractions,
                qualifications,
                Fields.quantity("gain", form.value("gain")),
                Fields.whole("held", form.value("held"), 0, Ownership.LONGEST_HELD),
                Money.parsePositive("par", form.value("par"), commons.currency())
                        .minorUnits(),
                Money.parsePositive("bound", form.value("bound"), commons.currency())
                        .minorUnits());
    }
}
