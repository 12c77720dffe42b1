package coppice.server.commons.web;

import coppice.rules.voting.Majority;
import coppice.rules.voting.PassingRule.Method;
import coppice.server.commons.Charter;
import coppice.server.commons.CharterVersion;
import coppice.server.commons.Commons;
import coppice.server.commons.CommonsRefusal;
import coppice.server.commons.Matter;
import coppice.server.commons.Procedure;
import coppice.server.commons.Procedure.Way;
import coppice.server.kernel.Fields;
import coppice.server.kernel.KernelRefusal.BadField;
import coppice.server.kernel.Money;
import coppice.server.kernel.Refused;
import coppice.server.web.Form;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// A charter as the fields of a form, and back.
final class CharterForm {
    /// In the order in which they are served.
    static final List<String> DESTINATIONS =
            List.of("reserve", "trust", "returns", "redemption", "cobudgeting", "contributors", "dividends");

    /// What the form shows of emergencies where the charter knows none: 0 days.
    private static final Procedure NO_EMERGENCY = new Procedure(Method.YES_NO, Majority.ABSOLUTE, 50, 0, false);

    private CharterForm() {}

    static Map<String, String> values(Commons commons, CharterVersion current) {
        var charter = current.charter();
        var values = new HashMap<String, String>();
        values.put("after", String.valueOf(current.version()));
        values.put("purpose", charter.purpose());
        values.put("peers", String.valueOf(charter.peers()));
        values.put("evidence", charter.evidenceCounts() ? "yes" : "");
        values.put("names", charter.publicNames() ? "yes" : "");
        if (charter.ceilingMinorUnits() != null)
            values.put("ceiling", commons.money(charter.ceilingMinorUnits()).plain());
        for (var part : charter.split())
            values.put("split." + part.destination(), part.percentage().toPlainString());
        values.put("weights", weights(charter));
        for (var matter : Matter.values()) {
            var procedure =
                    matter == Matter.EMERGENCY ? charter.emergency().orElse(NO_EMERGENCY) : charter.procedure(matter);
            String at = "procedure." + matter.name() + ".";
            values.put(at + "method", procedure.method().name());
            values.put(at + "majority", procedure.majority().name());
            values.put(at + "quorum", String.valueOf(procedure.quorumPercent()));
            values.put(at + "days", String.valueOf(procedure.days()));
            values.put(at + "alone", procedure.stewardsMay() ? "yes" : "");
            for (var way : Way.values()) values.put(at + way.name(), procedure.is(way) ? "yes" : "");
        }
        for (int i = 0; i < charter.types().size(); i++) {
            var type = charter.types().get(i);
            values.put("type." + i + ".code", type.code());
            values.put("type." + i + ".name", type.name());
            values.put("type." + i + ".action", type.action().name());
            values.put("type." + i + ".unit", type.unit());
            values.put("type." + i + ".value", type.valuePerUnit().toPlainString());
            values.put("type." + i + ".states", type.statesValue() ? "yes" : "");
        }
        return values;
    }

    static Charter read(Form form, Charter before, Commons commons) {
        var types = new ArrayList<Charter.ContributionType>();
        for (int i = 0; i < Charter.MOST; i++) {
            String at = "type." + i + ".";
            if (form.value(at + "code").isBlank()) continue;
            String code = Fields.text(at + "code", form.value(at + "code"), 40).toLowerCase(Locale.ROOT);
            if (!code.matches("[a-z][a-z0-9-]*"))
                throw new Refused(new BadField(at + "code", BadField.Fault.NOT_A_CHOICE, code));
            types.add(new Charter.ContributionType(
                    code,
                    Fields.text(at + "name", form.value(at + "name"), 60),
                    Fields.choice(at + "action", Charter.Action.class, form.value(at + "action")),
                    Fields.text(at + "unit", form.value(at + "unit"), 30),
                    Fields.quantity(at + "value", form.value(at + "value")),
                    form.chose(at + "states", "yes")));
        }
        var split = new ArrayList<Charter.Part>();
        for (var destination : DESTINATIONS) {
            String given = form.value("split." + destination).strip();
            if (!given.isEmpty()) split.add(new Charter.Part(destination, percentage("split." + destination, given)));
        }
        String ceiling = form.value("ceiling").strip();
        return new Charter(
                Fields.text("purpose", form.value("purpose"), 2000),
                types,
                before.equation(),
                split,
                Fields.whole("peers", form.value("peers"), 0, 100),
                form.chose("evidence", "yes"),
                ceiling.isEmpty()
                        ? null
                        : Money.parsePositive("ceiling", ceiling, commons.currency())
                                .minorUnits(),
                form.chose("names", "yes"),
                procedures(form),
                weights(form.value("weights")),
                before.ownership(),
                before.lock());
    }

    private static Map<Matter, Procedure> procedures(Form form) {
        var procedures = new EnumMap<Matter, Procedure>(Matter.class);
        for (var matter : Matter.values()) {
            String at = "procedure." + matter.name() + ".";
            boolean mayBeNone = matter == Matter.EMERGENCY;
            int days = Fields.whole(at + "days", form.value(at + "days"), mayBeNone ? 0 : 1, Procedure.LONGEST_DAYS);
            if (days == 0) continue;
            var ways = EnumSet.noneOf(Way.class);
            for (var way : Way.values()) if (form.chose(at + way.name(), "yes")) ways.add(way);
            procedures.put(
                    matter,
                    new Procedure(
                            Fields.choice(at + "method", Method.class, form.value(at + "method")),
                            Fields.choice(at + "majority", Majority.class, form.value(at + "majority")),
                            Fields.whole(at + "quorum", form.value(at + "quorum"), 0, 100),
                            days,
                            form.chose(at + "alone", "yes") && !mayBeNone,
                            ways));
        }
        return procedures;
    }

    private static BigDecimal percentage(String field, String given) {
        if (!given.matches("[0-9]{1,3}(\\.[0-9]{1,4})?")
                || new BigDecimal(given).compareTo(BigDecimal.valueOf(100)) > 0)
            throw new Refused(new CommonsRefusal.BadPercentage(field, given));
        return new BigDecimal(given);
    }

    /// A line a class, as `Workers 1.5`.
    private static String weights(Charter charter) {
        return charter.weights() == null
                ? ""
                : charter.weights().entrySet().stream()
                        .map(one -> one.getKey() + " " + one.getValue().toPlainString())
                        .collect(Collectors.joining("\n"));
    }

    private static Map<String, BigDecimal> weights(String lines) {
        var weights = new TreeMap<String, BigDecimal>();
        for (var line :
                lines.lines().map(String::strip).filter(it -> !it.isEmpty()).toList()) {
            int gap = line.lastIndexOf(' ');
            String name = gap < 0 ? line : line.substring(0, gap).strip();
            String weight = gap < 0 ? "" : line.substring(gap + 1);
            if (!weight.matches("[0-9]{1,4}(\\.[0-9]{1,2})?") || weights.put(name, new BigDecimal(weight)) != null)
                throw new Refused(new CommonsRefusal.BadWeight(name, weight));
        }
        return weights;
    }
}
