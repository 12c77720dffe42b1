package coppice.server.charter;

import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;

/// Records with something in every field, and the same with one field changed at a time, by their components alone.
record Changed(String path, Object value) {
    /// One with something in every field.
    static Object full(ResolvableType type) {
        return some(type, 0);
    }

    private static Object some(ResolvableType type, int which) {
        Class<?> raw = type.resolve();
        if (raw == null) throw new IllegalStateException("cannot make " + type);
        if (raw == int.class || raw == Integer.class) return 3 + which;
        if (raw == long.class || raw == Long.class) return 300L + which;
        if (raw == boolean.class) return which == 0;
        if (raw == String.class) return "text" + which;
        if (raw == BigDecimal.class) return new BigDecimal(3 + which);
        if (raw == UUID.class) return new UUID(0, which);
        if (raw.isEnum()) return raw.getEnumConstants()[(1 + which) % raw.getEnumConstants().length];
        if (raw == Optional.class) return Optional.of(some(type.getGeneric(), which));
        if (raw == List.class) return List.of(some(type.getGeneric(), which), some(type.getGeneric(), which + 1));
        if (raw == Set.class) return Set.of(some(type.getGeneric(), which), some(type.getGeneric(), which + 1));
        if (raw == Map.class)
            return Map.of(
                    some(type.getGeneric(0), which), some(type.getGeneric(1), which),
                    some(type.getGeneric(0), which + 1), some(type.getGeneric(1), which + 1));
        if (raw.isRecord()) {
            var values = new ArrayList<Object>();
            for (var component : raw.getRecordComponents()) values.add(some(type(component), which));
            return make(raw, values);
        }
        throw new IllegalStateException("no sample of " + type);
    }

    private static ResolvableType type(RecordComponent component) {
        return ResolvableType.forMethodReturnType(component.getAccessor());
    }

    private static Object make(Class<?> type, List<@Nullable Object> values) {
        try {
            var types = java.util.Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new);
            var constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values.toArray());
        } catch (ReflectiveOperationException broken) {
            throw new IllegalStateException(type + " of " + values, broken);
        }
    }

    /// The same with one thing changed, for everything that can be.
    static List<Changed> ofEach(String path, Object value, ResolvableType type) {
        var changed = new ArrayList<Changed>();
        switch (value) {
            case Record record -> {
                var components = record.getClass().getRecordComponents();
                for (int i = 0; i < components.length; i++) {
                    int at = i;
                    var values = values(record);
                    var part = values.get(i);
                    String name = path + "." + components[i].getName();
                    var parts = part == null
                            ? List.of(new Changed(name, some(type(components[i]), 0)))
                            : ofEach(name, part, type(components[i]));
                    for (var one : parts) {
                        var others = new ArrayList<>(values);
                        others.set(at, one.value());
                        changed.add(new Changed(one.path(), make(record.getClass(), others)));
                    }
                    if (part != null && mayBeAbsent(components[i])) {
                        var others = new ArrayList<>(values);
                        others.set(at, null);
                        changed.add(new Changed(name + " gone", make(record.getClass(), others)));
                    }
                }
            }
            case Optional<?> some -> {
                changed.add(new Changed(path + " gone", Optional.empty()));
                for (var one : ofEach(path, some.orElseThrow(), type.getGeneric()))
                    changed.add(new Changed(one.path(), Optional.of(one.value())));
            }
            case List<?> list -> {
                for (int i = 0; i < list.size(); i++) {
                    var fewer = new ArrayList<Object>(list);
                    fewer.remove(i);
                    changed.add(new Changed(path + " without " + i, fewer));
                    for (var one : ofEach(path + "." + i, list.get(i), type.getGeneric())) {
                        var others = new ArrayList<Object>(list);
                        others.set(i, one.value());
                        changed.add(new Changed(one.path(), others));
                    }
                }
            }
            case Set<?> set -> {
                var fewer = new LinkedHashSet<Object>(set);
                fewer.remove(fewer.iterator().next());
                changed.add(new Changed(path + " fewer", fewer));
            }
            case Map<?, ?> map -> {
                for (var entry : map.entrySet()) {
                    var fewer = new LinkedHashMap<Object, Object>(map);
                    fewer.remove(entry.getKey());
                    changed.add(new Changed(path + " without " + entry.getKey(), fewer));
                    for (var one : ofEach(path + "." + entry.getKey(), entry.getValue(), type.getGeneric(1))) {
                        var others = new LinkedHashMap<Object, Object>(map);
                        others.put(entry.getKey(), one.value());
                        changed.add(new Changed(one.path(), others));
                    }
                }
            }
            case Boolean it -> changed.add(new Changed(path, !it));
            case Enum<?> it -> {
                for (var other : it.getDeclaringClass().getEnumConstants())
                    if (other != it) changed.add(new Changed(path + "=" + other, other));
            }
            default -> changed.add(new Changed(path, some(ResolvableType.forClass(value.getClass()), 7)));
        }
        return changed;
    }

    private static List<@Nullable Object> values(Record record) {
        var values = new ArrayList<@Nullable Object>();
        for (var component : record.getClass().getRecordComponents())
            try {
                component.getAccessor().setAccessible(true);
                values.add(component.getAccessor().invoke(record));
            } catch (ReflectiveOperationException broken) {
                throw new IllegalStateException(broken);
            }
        return values;
    }

    private static boolean mayBeAbsent(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }
}
