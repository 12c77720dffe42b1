package coppice.server.commons;

import coppice.server.kernel.Fields;
import coppice.server.kernel.KernelRefusal.BadField;
import coppice.server.kernel.KernelRefusal.BadField.Fault;
import coppice.server.kernel.Money;
import coppice.server.kernel.Refused;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads the terms of a motion out of JSON or out of a form's fields, to the record that they are. Numbers, amounts
/// and yes or no are taken as JSON writes them and as text, lists as arrays or as text with commas or lines.
final class TermsReader {
    private final JsonMapper json;

    TermsReader(JsonMapper json) {
        this.json = json;
    }

    /// Refuses members that the terms do not have.
    <T extends Record> T strict(Class<T> type, Commons commons, JsonNode given) {
        if (!given.isObject()) throw new Refused(new BadField("terms", Fault.MISSING, ""));
        var known = TermShape.of(type).stream().map(TermShape::name).toList();
        for (var name : given.propertyNames())
            if (!known.contains(name)) throw new Refused(CommonsRefusal.UnknownTerm.of(name, known));
        return lenient(type, commons, given);
    }

    /// Leaves aside what the terms do not have.
    <T extends Record> T lenient(Class<T> type, Commons commons, JsonNode given) {
        var shapes = TermShape.of(type);
        var values = shapes.stream()
                .map(shape -> value(shape, given.get(shape.name()), commons))
                .toArray();
        return make(type, shapes.stream().map(TermShape::raw).toArray(Class<?>[]::new), values);
    }

    private static <T> T make(Class<T> type, Class<?>[] components, Object[] values) {
        try {
            var constructor = type.getDeclaredConstructor(components);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (InvocationTargetException thrown) {
            if (thrown.getCause() instanceof RuntimeException cause) throw cause;
            throw new IllegalStateException(thrown);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Object value(TermShape shape, @Nullable JsonNode given, Commons commons) {
        boolean absent = given == null
                || given.isNull()
                || (given.isString() && given.asString().isBlank());
        if (shape.isOptional())
            return absent || given == null ? Optional.empty() : Optional.of(read(shape, shape.type(), given, commons));
        if (!absent && given != null) return read(shape, shape.type(), given, commons);
        String usual = shape.rule().usual();
        if (usual.isEmpty()) throw new Refused(new BadField(shape.name(), Fault.MISSING, ""));
        return read(shape, shape.type(), json.getNodeFactory().stringNode(usual), commons);
    }

    private Object read(TermShape shape, Type type, JsonNode given, Commons commons) {
        if (TermShape.element(type) instanceof Type element) return list(shape, element, given, commons);
        var raw = (Class<?>) type;
        String name = shape.name();
        if (TermShape.isForeign(raw)) return foreign(name, raw, given);
        String text = plain(name, given);
        if (raw == String.class) return Fields.text(name, text, shape.rule().longest());
        if (raw == Money.class) return money(shape, text, commons);
        if (raw == LocalDate.class) return Fields.date(name, text);
        if (raw == BigDecimal.class) return Fields.quantity(name, text);
        if (raw == int.class) return (int) whole(shape, text);
        if (raw == long.class) return whole(shape, text);
        if (raw == boolean.class) return yes(name, text);
        if (raw == UUID.class) return id(name, text);
        if (raw.isEnum()) return choice(name, raw, text);
        return make(raw, new Class<?>[] {UUID.class}, new Object[] {id(name, text)});
    }

    private static Money money(TermShape shape, String text, Commons commons) {
        return shape.rule().mayBeNothing() && text.strip().matches("0+(\\.0*)?")
                ? commons.money(0)
                : Money.parsePositive(shape.name(), text, commons.currency());
    }

    private static String plain(String name, JsonNode given) {
        if (!given.isValueNode()) throw new Refused(new BadField(name, Fault.NOT_TEXT, ""));
        return given.asString();
    }

    private static long whole(TermShape shape, String given) {
        String text = Fields.text(shape.name(), given, 40);
        try {
            long number = Long.parseLong(text);
            if (number >= shape.rule().least() && number <= shape.rule().most()) return number;
        } catch (NumberFormatException notWhole) {
            // said below
        }
        throw new Refused(new BadField(shape.name(), Fault.NOT_A_NUMBER, text));
    }

    private static boolean yes(String name, String given) {
        String text = Fields.text(name, given, 20).toLowerCase(Locale.ROOT);
        return switch (text) {
            case "yes", "true" -> true;
            case "no", "false" -> false;
            default -> throw new Refused(new BadField(name, Fault.NOT_A_CHOICE, text, List.of("true", "false")));
        };
    }

    private static UUID id(String name, String given) {
        String text = Fields.text(name, given, 60);
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException notAnId) {
            throw new Refused(new BadField(name, Fault.NOT_AN_ID, text));
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Object choice(String name, Class<?> type, String text) {
        return Fields.choice(name, (Class) type, text);
    }

    private List<Object> list(TermShape shape, Type element, JsonNode given, Commons commons) {
        var nodes = new ArrayList<JsonNode>();
        if (given.isArray()) given.forEach(nodes::add);
        else
            Arrays.stream(plain(shape.name(), given).split(element == String.class ? "\n" : "[,\n]"))
                    .map(String::strip)
                    .filter(one -> !one.isEmpty())
                    .forEach(one -> nodes.add(json.getNodeFactory().stringNode(one)));
        return nodes.stream()
                .map(node -> read(shape, element, node, commons))
                .distinct()
                .toList();
    }

    /// A record that is no term by itself, a charter say: as JSON, or as JSON in a text.
    private Object foreign(String name, Class<?> type, JsonNode given) {
        try {
            Object read = given.isString() ? json.readValue(given.asString(), type) : json.treeToValue(given, type);
            if (isWhole(read)) return read;
        } catch (JacksonException unreadable) {
            // said below
        }
        throw new Refused(new CommonsRefusal.UnreadableTerm(name, name));
    }

    /// Whether nothing is missing inside that has to be there.
    private static boolean isWhole(@Nullable Object read) {
        return switch (read) {
            case null -> false;
            case Record inside ->
                Arrays.stream(inside.getClass().getRecordComponents())
                        .allMatch(component -> isWhole(component, inside));
            case Collection<?> all -> all.stream().allMatch(TermsReader::isWhole);
            case Map<?, ?> all -> all.values().stream().allMatch(TermsReader::isWhole);
            default -> true;
        };
    }

    private static boolean isWhole(RecordComponent component, Record inside) {
        try {
            component.getAccessor().setAccessible(true);
            Object value = component.getAccessor().invoke(inside);
            return isWhole(value)
                    || (value == null && component.getAnnotatedType().isAnnotationPresent(Nullable.class));
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
