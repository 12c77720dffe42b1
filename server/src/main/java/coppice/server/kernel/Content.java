package coppice.server.kernel;

import java.math.BigDecimal;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The text of a request's content that its digest is made of: the same in every version of the program that
/// means the same.
///
/// A single value is its plain text. Anything with parts is a form like JSON, with members in the order of their
/// names and without those that are absent, so that a member which is added and not used changes nothing; it begins
/// with the version of this form.
final class Content {
    private static final String VERSION = "1";
    private static final Set<String> ABSENT = Set.of("null", "[]", "{}");

    private Content() {}

    static String of(@Nullable Object value) {
        return isPlain(value) ? plain(value) : VERSION + written(value);
    }

    private static boolean isPlain(@Nullable Object value) {
        return !(value instanceof Collection
                || value instanceof Map
                || value instanceof Optional
                || value instanceof byte[]
                || (value instanceof Record && !(value instanceof Id)));
    }

    private static String plain(@Nullable Object value) {
        return switch (value) {
            case Enum<?> constant -> constant.name();
            case null, default -> String.valueOf(value);
        };
    }

    private static String written(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case Optional<?> optional -> written(optional.orElse(null));
            case byte[] bytes -> quoted(Base64.getEncoder().encodeToString(bytes));
            case Set<?> set -> list(set.stream().map(Content::written).sorted().toList());
            case Collection<?> list -> list(list.stream().map(Content::written).toList());
            case Map<?, ?> map -> {
                var members = new TreeMap<String, @Nullable Object>();
                map.forEach((name, member) -> members.put(plain(name), member));
                yield members(members);
            }
            case Id id -> quoted(id.toString());
            case BigDecimal number -> quoted(number.stripTrailingZeros().toPlainString());
            case Record parts -> members(components(parts));
            default -> quoted(plain(value));
        };
    }

    private static Map<String, @Nullable Object> components(Record parts) {
        var members = new TreeMap<String, @Nullable Object>();
        for (var component : parts.getClass().getRecordComponents())
            try {
                var accessor = component.getAccessor();
                accessor.setAccessible(true);
                members.put(component.getName(), accessor.invoke(parts));
            } catch (ReflectiveOperationException broken) {
                throw new IllegalStateException(broken);
            }
        return members;
    }

    private static String members(Map<String, @Nullable Object> members) {
        var written = new TreeMap<String, String>();
        members.forEach((name, value) -> written.put(name, written(value)));
        written.values().removeAll(ABSENT);
        return written.entrySet().stream()
                .map(member -> quoted(member.getKey()) + ":" + member.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String list(List<String> values) {
        return "[" + String.join(",", values) + "]";
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
