package coppice.server.kernel;

import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// One row that the database answered with, read as values of the domain.
public final class Row {
    private static final ClassValue<Shape> SHAPES = new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> type) {
            return Shape.of(type);
        }
    };

    private final ResultSet row;
    private final JsonMapper json;

    Row(ResultSet row, JsonMapper json) {
        this.row = row;
        this.json = json;
    }

    public String text(String column) {
        return value(column, String.class);
    }

    public int whole(String column) {
        return value(column, Integer.class);
    }

    public long number(String column) {
        return value(column, Long.class);
    }

    public boolean truth(String column) {
        return value(column, Boolean.class);
    }

    /// What the column holds, as one of: text, numbers, `byte[]`, UUID, [Id], [Instant], [LocalDate], [Currency], an
    /// enum by its name.
    public <T> T value(String column, Class<T> type) {
        return optional(column, type).orElseThrow(() -> new IllegalStateException(column + " is null"));
    }

    public <T> Optional<T> optional(String column, Class<T> type) {
        try {
            return Optional.ofNullable(read(row.findColumn(column), type));
        } catch (SQLException trouble) {
            throw new IllegalStateException(column, trouble);
        }
    }

    /// What an array holds, in its order.
    public <T> List<T> list(String column, Class<T> type) {
        try {
            var array = (Object[]) row.getArray(column).getArray();
            return Arrays.stream(array)
                    .map(value -> type.cast(made(value, type)))
                    .toList();
        } catch (SQLException trouble) {
            throw new IllegalStateException(column, trouble);
        }
    }

    public <T> T json(String column, Class<T> type) {
        return json.readValue(text(column), type);
    }

    public <T> T json(String column, TypeReference<T> type) {
        return json.readValue(text(column), type);
    }

    /// What is stored of the request that made this row.
    public <T> RequestKey.Known<T> known(String column, Class<T> type) {
        return new RequestKey.Known<>(text("request_digest"), value(column, type));
    }

    /// The record whose components are in columns of the same names: `bookedOn` in `booked_on`, the id `holder` in
    /// `holder` or `holder_id`. A component that is itself a record is made of the same row.
    public <R> R as(Class<R> type) {
        return type.cast(SHAPES.get(type).make(this));
    }

    /// As [#as], or the value of the only column where `type` is no record of several.
    <T> @Nullable T whole(Class<T> type) throws SQLException {
        return isValue(type) ? read(1, type) : as(type);
    }

    private static boolean isValue(Class<?> type) {
        return !type.isRecord() || Id.class.isAssignableFrom(type);
    }

    private <T> @Nullable T read(int column, Class<T> type) throws SQLException {
        Object value = type == Instant.class ? row.getObject(column, OffsetDateTime.class) : row.getObject(column);
        if (value == null) return null;
        return type.cast(
                switch (value) {
                    case java.sql.Date _ when type == LocalDate.class -> row.getObject(column, LocalDate.class);
                    default -> made(value, type);
                });
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Object made(Object value, Class<?> type) {
        return switch (value) {
            case UUID uuid when Id.class.isAssignableFrom(type) -> Id.of((Class<Id>) type, uuid);
            case String text when type.isEnum() -> Enum.valueOf((Class<Enum>) type, text);
            case String text when type == Currency.class -> Currency.getInstance(text);
            case OffsetDateTime moment when type == Instant.class -> moment.toInstant();
            case java.sql.Timestamp moment when type == Instant.class -> moment.toInstant();
            case Number number when type == Long.class -> number.longValue();
            case Number number when type == Integer.class -> Math.toIntExact(number.longValue());
            case Number number when type == BigDecimal.class -> new BigDecimal(number.toString());
            case Object same when type.isInstance(same) -> same;
            case Object other when type == String.class -> other.toString();
            default -> throw new IllegalStateException("a column holds " + value.getClass() + ", not " + type);
        };
    }

    private record Part(String column, Class<?> type, Kind kind, boolean mayBeNull) {
        private enum Kind {
            VALUE,
            OPTIONAL,
            LIST,
            RECORD
        }

        static Part of(RecordComponent component) {
            var type = component.getType();
            var kind = type == Optional.class
                    ? Kind.OPTIONAL
                    : type == List.class ? Kind.LIST : isValue(type) ? Kind.VALUE : Kind.RECORD;
            if (component.getGenericType() instanceof ParameterizedType full && kind != Kind.VALUE)
                type = ResolvableType.forType(full.getActualTypeArguments()[0]).toClass();
            return new Part(
                    component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT),
                    MethodType.methodType(type).wrap().returnType(),
                    kind,
                    component.getAnnotatedType().isAnnotationPresent(Nullable.class));
        }

        private String at(Row row) {
            return Id.class.isAssignableFrom(type) && !row.has(column) ? column + "_id" : column;
        }

        @Nullable Object in(Row row) {
            return switch (kind) {
                case VALUE -> mayBeNull ? row.optional(at(row), type).orElse(null) : row.value(at(row), type);
                case OPTIONAL -> row.optional(at(row), type);
                case LIST -> row.list(column, type);
                case RECORD -> row.as(type);
            };
        }
    }

    private boolean has(String column) {
        try {
            return row.findColumn(column) > 0;
        } catch (SQLException absent) {
            return false;
        }
    }

    private record Shape(Constructor<?> constructor, List<Part> parts) {
        static Shape of(Class<?> type) {
            try {
                var components = type.getRecordComponents();
                var constructor = type.getDeclaredConstructor(
                        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
                constructor.setAccessible(true);
                return new Shape(
                        constructor, Arrays.stream(components).map(Part::of).toList());
            } catch (NoSuchMethodException broken) {
                throw new IllegalStateException(type + " is no record", broken);
            }
        }

        Object make(Row row) {
            try {
                return constructor.newInstance(
                        parts.stream().map(part -> part.in(row)).toArray());
            } catch (InvocationTargetException refused) {
                throw refused.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(refused);
            } catch (InstantiationException | IllegalAccessException broken) {
                throw new IllegalStateException(broken);
            }
        }
    }
}
