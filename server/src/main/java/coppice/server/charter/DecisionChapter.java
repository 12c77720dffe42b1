package coppice.server.charter;

import coppice.rules.voting.Majority;
import coppice.rules.voting.PassingRule.Method;
import coppice.server.commons.Commons;
import coppice.server.commons.Matter;
import coppice.server.commons.Procedure;
import coppice.server.commons.Procedure.Way;
import coppice.server.commons.VoterClass;
import coppice.server.commons.VoterClasses;
import coppice.server.kernel.Fields;
import coppice.server.kernel.Refused;
import coppice.server.web.Form;
import coppice.server.web.Message;
import coppice.server.web.Page;
import coppice.server.web.Text;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// What the charter says about how the commons decides.
@Component
@Order(30)
public class DecisionChapter implements Chapter<DecisionRules> {
    private static final String EMERGENCY = "EMERGENCY";
    private static final BigDecimal HEAVIEST = new BigDecimal("1000");

    private final ObjectProvider<VoterClasses> classes;

    DecisionChapter(ObjectProvider<VoterClasses> classes) {
        this.classes = classes;
    }

    private List<VoterClass> classes(Commons commons) {
        return classes.getObject().all(commons.id());
    }

    /// @param rows    what is decided about, by the name of its fields
    /// @param classes those whose voice may weigh otherwise
    public record FieldsPage(Form form, Map<String, Message> rows, List<VoterClass> classes) {
        public boolean stewardsMay(String row) {
            return !row.equals(EMERGENCY) && !row.equals(Matter.LOCK.name());
        }
    }

    @Override
    public Class<DecisionRules> type() {
        return DecisionRules.class;
    }

    @Override
    public Message title() {
        return Message.of("charter.procedures");
    }

    @Override
    public DecisionRules absent() {
        return DecisionRules.NONE;
    }

    @Override
    public List<Clause> says(DecisionRules rules, Charter charter, Commons commons, Text text) {
        var clauses = new ArrayList<Clause>();
        for (var matter : Matter.values())
            clauses.add(new Clause(
                    text.of("commons.matter", matter), rules.procedure(matter).says(text)));
        clauses.add(new Clause(
                text.say("charter.emergency"),
                rules.emergency().map(it -> it.says(text)).orElse(text.say("charter.no-emergency"))));
        if (!rules.hasWeights()) clauses.add(new Clause(text.say("charter.weights"), text.say("charter.no-weights")));
        if (rules.hasWeights()) {
            var names = classes.getObject().names(commons.id(), text);
            kept(rules, commons)
                    .weights()
                    .forEach((id, weight) -> clauses.add(
                            new Clause(text.say("charter.voice-of", names.apply(id)), text.number(weight))));
        }
        return clauses;
    }

    @Override
    public void check(DecisionRules rules, Charter charter, Commons commons) {
        rules.procedures().forEach((matter, procedure) -> check(matter.name(), procedure));
        rules.emergency().ifPresent(procedure -> check(EMERGENCY, procedure));
        if (!rules.procedure(Matter.LOCK).isSpecial()) throw new Refused(new CharterRefusal.LockNeedsSpecial());
        rules.weights().forEach((name, weight) -> {
            if (weight.signum() <= 0
                    || weight.compareTo(HEAVIEST) > 0
                    || weight.stripTrailingZeros().scale() > 2)
                throw new Refused(new CharterRefusal.BadWeight(name, weight.toPlainString()));
        });
        if (!rules.hasWeights()) return;
        var known = classes(commons).stream().map(VoterClass::id).collect(Collectors.toSet());
        for (var id : kept(rules, commons).weights().keySet())
            if (!known.contains(id)) throw new Refused(new CharterRefusal.NoSuchClass(id));
    }

    /// What a class that the members made is called becomes its id.
    @Override
    public DecisionRules kept(DecisionRules rules, Commons commons) {
        if (!rules.hasWeights()) return rules;
        var weights = new HashMap<>(rules.weights());
        for (var one : classes(commons))
            rules.weight(one).ifPresent(weight -> {
                weights.remove(one.name());
                weights.put(one.id(), weight);
            });
        return rules.withWeights(weights);
    }

    private static void check(String matter, Procedure procedure) {
        String at = "procedure." + matter + ".";
        Fields.whole(at + "days", String.valueOf(procedure.days()), 1, Procedure.LONGEST_DAYS);
        Fields.whole(at + "quorum", String.valueOf(procedure.quorumPercent()), 0, 100);
        if (procedure.is(Way.SECRET) && (procedure.is(Way.EACH_CLASS) || procedure.is(Way.CLASS_MAJORITY)))
            throw new Refused(new CharterRefusal.SecretAndByClass(matter));
    }

    /// How it is decided on the lock, and with whose consent, cannot be loosened by an easier way.
    @Override
    public Matter matter(DecisionRules before, DecisionRules after) {
        return needsConsent(before, after) ? Matter.LOCK : Matter.CHARTER;
    }

    @Override
    public boolean needsConsent(DecisionRules before, DecisionRules after) {
        return !before.procedure(Matter.LOCK).equals(after.procedure(Matter.LOCK));
    }

    @Override
    public Optional<Page> fields(Charter charter, Commons commons, Form form) {
        var rows = new LinkedHashMap<String, Message>();
        for (var matter : Matter.values()) rows.put(matter.name(), Message.of("commons.matter", matter));
        rows.put(EMERGENCY, Message.of("charter.emergency"));
        return Optional.of(Page.of("charter/web/decision-fields.jte", new FieldsPage(form, rows, classes(commons))));
    }

    @Override
    public Map<String, String> values(DecisionRules rules, Commons commons) {
        var values = new HashMap<String, String>();
        for (var matter : Matter.values()) put(values, matter.name(), rules.procedure(matter));
        put(values, EMERGENCY, rules.emergency().orElse(Procedure.WITHIN_A_DAY));
        if (rules.emergency().isEmpty()) values.put("procedure." + EMERGENCY + ".days", "0");
        kept(rules, commons).weights().forEach((id, weight) -> values.put("weight." + id, weight.toPlainString()));
        return values;
    }

    private static void put(Map<String, String> values, String matter, Procedure procedure) {
        String at = "procedure." + matter + ".";
        values.put(at + "method", procedure.method().name());
        values.put(at + "majority", procedure.majority().name());
        values.put(at + "quorum", String.valueOf(procedure.quorumPercent()));
        values.put(at + "days", String.valueOf(procedure.days()));
        values.put(at + "alone", procedure.stewardsMay() ? "yes" : "");
        for (var way : Way.values()) values.put(at + way.name(), procedure.is(way) ? "yes" : "");
    }

    @Override
    public DecisionRules read(Form form, DecisionRules before, Commons commons) {
        var procedures = new EnumMap<Matter, Procedure>(Matter.class);
        for (var matter : Matter.values()) procedures.put(matter, procedure(form, matter.name()));
        String days = "procedure." + EMERGENCY + ".days";
        boolean none = Fields.whole(days, form.value(days), 0, Procedure.LONGEST_DAYS) == 0;
        return new DecisionRules(
                procedures,
                none ? Optional.empty() : Optional.of(procedure(form, EMERGENCY).withStewards(false)),
                weights(form, commons));
    }

    private static Procedure procedure(Form form, String matter) {
        String at = "procedure." + matter + ".";
        var ways = EnumSet.noneOf(Way.class);
        for (var way : Way.values()) if (form.chose(at + way.name(), "yes")) ways.add(way);
        return new Procedure(
                Fields.choice(at + "method", Method.class, form.value(at + "method")),
                Fields.choice(at + "majority", Majority.class, form.value(at + "majority")),
                Fields.whole(at + "quorum", form.value(at + "quorum"), 0, 100),
                Fields.whole(at + "days", form.value(at + "days"), 1, Procedure.LONGEST_DAYS),
                form.chose(at + "alone", "yes"),
                ways);
    }

    private Map<String, BigDecimal> weights(Form form, Commons commons) {
        var weights = new HashMap<String, BigDecimal>();
        for (var one : classes(commons)) {
            String weight = form.value("weight." + one.id()).strip();
            if (weight.isEmpty()) continue;
            if (!weight.matches("[0-9]{1,4}(\\.[0-9]{1,2})?"))
                throw new Refused(new CharterRefusal.BadWeight(one.id(), weight));
            weights.put(one.id(), new BigDecimal(weight));
        }
        return weights;
    }
}
