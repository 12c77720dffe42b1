package coppice.server.commons;

import coppice.server.kernel.Refused;
import coppice.server.web.Form;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Everything that a commons here can do, from the rooms that can do it.
@Component
public class Motions {
    private static final Set<String> OF_EVERY_FORM = Set.of("_csrf", "key", "how", "reason", "emergency");

    private final SingletonSupplier<Map<String, Motion<?>>> motions;
    private final TermsReader reader;
    private final TermsReader strict;
    private final JsonMapper json;

    Motions(ObjectProvider<Motion<?>> motions, JsonMapper json) {
        this.motions = SingletonSupplier.of(() -> {
            var named = new TreeMap<String, Motion<?>>();
            for (var motion : motions)
                if (named.put(motion.name(), motion) != null)
                    throw new IllegalStateException("two motions " + motion.name());
            return named;
        });
        this.reader = new TermsReader(json);
        this.strict = new TermsReader(json.rebuild()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build());
        this.json = json;
    }

    /// All, by name.
    public Collection<Motion<?>> all() {
        return motions.obtain().values();
    }

    public Motion<?> named(String name) {
        var motion = motions.obtain().get(name);
        if (motion == null) throw new Refused(new CommonsRefusal.UnknownMotion(name));
        return motion;
    }

    public Act<?> act(Commons commons, Record terms) {
        return act(named(Motion.name(terms.getClass())), commons, terms);
    }

    private <T extends Record> Act<T> act(Motion<T> motion, Commons commons, Record terms) {
        return new Act<>(motion, commons, motion.terms().cast(terms), TermsWriter.write(json, terms));
    }

    /// What a program asks for; a term too many or too few is refused.
    public Act<?> asked(Commons commons, String name, JsonNode terms) {
        var motion = named(name);
        return act(motion, commons, strict.strict(motion.terms(), commons, terms));
    }

    /// Refuses a field of a form that says something about an act which the act does not know. How it is done and
    /// why stands beside every act.
    static void refuseOthers(Form form, Class<? extends Record> type, String... beside) {
        var known = TermShape.of(type).stream().map(TermShape::name).toList();
        for (var name : form.values().keySet())
            if (!OF_EVERY_FORM.contains(name)
                    && !known.contains(name)
                    && Arrays.stream(beside).noneMatch(name::matches))
                throw new Refused(CommonsRefusal.UnknownTerm.of(name, known));
    }

    /// What stands in fields under the names of the terms; a form has other fields, too.
    public static <T extends Record> T read(Commons commons, Map<String, String> fields, Class<T> type) {
        var json = JsonMapper.shared();
        return new TermsReader(json).lenient(type, commons, json.valueToTree(fields));
    }

    /// What was put to the members, maybe by an older version of the program, which kept terms that nobody read.
    public Act<?> kept(Commons commons, String name, String terms) {
        var motion = named(name);
        return act(motion, commons, reader.lenient(motion.terms(), commons, json.readTree(terms)));
    }
}
