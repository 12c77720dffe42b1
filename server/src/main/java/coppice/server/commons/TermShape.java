package coppice.server.commons;

import coppice.server.kernel.Money;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One term of a motion, as its record declares it.
///
/// @param type what it holds, whether or not it has to be given
/// @param read  gives it
public record TermShape(String name, Type type, boolean isOptional, Term rule, Method read) {
    private static final Term NO_RULE = NoRule.class.getRecordComponents()[0].getAnnotation(Term.class);

    private record NoRule(@Term String any) {}

    public static List<TermShape> of(Class<? extends Record> terms) {
        return Arrays.stream(terms.getRecordComponents()).map(TermShape::of).toList();
    }

    private static TermShape of(RecordComponent component) {
        var annotated = component.getAnnotation(Term.class);
        var rule = annotated == null ? NO_RULE : annotated;
        boolean optional = component.getType() == Optional.class;
        return new TermShape(
                rule.name().isEmpty() ? component.getName() : rule.name(),
                optional ? argument(component.getGenericType()) : component.getGenericType(),
                optional,
                rule,
                component.getAccessor());
    }

    /// What it holds in `terms`.
    Object in(Record terms) {
        try {
            read.setAccessible(true);
            return read.invoke(terms);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// The component's own class.
    Class<?> raw() {
        return read.getReturnType();
    }

    private static Type argument(Type generic) {
        return ((ParameterizedType) generic).getActualTypeArguments()[0];
    }

    /// What a list is of; absent where it is none.
    static @Nullable Type element(Type type) {
        return type instanceof ParameterizedType list && list.getRawType() == List.class ? argument(type) : null;
    }

    /// A typed id: nothing but a UUID.
    private static boolean isId(Class<?> type) {
        return type == UUID.class
                || (type.isRecord()
                        && type.getRecordComponents().length == 1
                        && type.getRecordComponents()[0].getType() == UUID.class);
    }

    /// Something larger that has a JSON of its own.
    static boolean isForeign(Class<?> type) {
        return type.isRecord() && type != Money.class && !isId(type);
    }

    public boolean mustBeGiven() {
        return !isOptional && rule.usual().isEmpty();
    }

    /// What stands in a form about these terms where nobody changed anything.
    public static Map<String, String> usual(Class<? extends Record> terms) {
        var values = new LinkedHashMap<String, String>();
        for (var term : of(terms)) if (!term.rule.usual().isEmpty()) values.put(term.name, term.rule.usual());
        return values;
    }

    /// The JSON schema of a record of terms.
    public static Map<String, Object> schema(Class<? extends Record> terms) {
        var properties = new LinkedHashMap<String, Object>();
        for (var term : of(terms)) properties.put(term.name, term.schema(term.type));
        var schema = new LinkedHashMap<String, Object>();
        schema.put("type", "object");
        schema.put("additionalProperties", false);
        schema.put("properties", properties);
        var required = of(terms).stream()
                .filter(TermShape::mustBeGiven)
                .map(TermShape::name)
                .sorted()
                .toList();
        if (!required.isEmpty()) schema.put("required", required);
        return schema;
    }

    private Map<String, Object> schema(Type type) {
        var schema = new LinkedHashMap<String, Object>();
        if (element(type) instanceof Type element) {
            schema.put("type", "array");
            schema.put("items", schema(element));
            return schema;
        }
        var raw = (Class<?>) type;
        boolean isNumber = raw == int.class || raw == long.class;
        schema.put(
                "type", isNumber ? "integer" : raw == boolean.class ? "boolean" : isForeign(raw) ? "object" : "string");
        if (isNumber) {
            schema.put("minimum", rule.least());
            schema.put("maximum", rule.most());
        }
        if (raw == String.class) schema.put("maxLength", rule.longest());
        if (raw == LocalDate.class) schema.put("format", "date");
        if (raw == Money.class || raw == BigDecimal.class) schema.put("format", "decimal");
        if (isId(raw)) schema.put("format", "uuid");
        if (raw.isEnum())
            schema.put(
                    "enum",
                    Arrays.stream(raw.getEnumConstants())
                            .map(one -> ((Enum<?>) one).name())
                            .toList());
        if (!rule.usual().isEmpty()) schema.put("default", stated(raw));
        return schema;
    }

    private Object stated(Class<?> raw) {
        if (raw == boolean.class) return rule.usual().equals("yes");
        return raw == int.class || raw == long.class ? (Object) Long.valueOf(rule.usual()) : rule.usual();
    }
}
