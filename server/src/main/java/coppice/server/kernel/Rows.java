package coppice.server.kernel;

import java.sql.Date;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.SqlParameterValue;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/// The database as the tables of rooms speak to it: SQL and values of the domain in, records out.
public final class Rows {
    private final JdbcClient db;
    private final JsonMapper json;

    public Rows(JdbcClient db, JsonMapper json) {
        this.db = db;
        this.json = json;
    }

    public Query sql(String sql) {
        return new Query(db.sql(sql), json);
    }

    /// A value for a column of JSON; bind it to `?::jsonb`.
    public String json(Object value) {
        return json.writeValueAsString(value);
    }

    /// A statement with its values.
    public static final class Query {
        private final JdbcClient.StatementSpec statement;
        private final JsonMapper json;

        private Query(JdbcClient.StatementSpec statement, JsonMapper json) {
            this.statement = statement;
            this.json = json;
        }

        /// The values of the next `?`s: what [Row#value] reads, an [Optional] of it (empty: null), or a collection of
        /// it
        /// for an array.
        public Query with(@Nullable Object... values) {
            for (var value : values) statement.param(bound(value));
            return this;
        }

        /// One array a column, of what these rows hold there.
        @SafeVarargs
        public final <R> Query columns(Collection<R> rows, Function<R, ? extends @Nullable Object>... columns) {
            for (var column : columns)
                statement.param(bound(rows.stream().map(column).toList()));
            return this;
        }

        /// Reads so many rows at a time, within a transaction, so that a large answer never lies in memory twice.
        public Query inPortions(int rows) {
            statement.withFetchSize(rows);
            return this;
        }

        /// The value of `:name`, as in [#with].
        public Query set(String name, @Nullable Object value) {
            statement.param(name, bound(value));
            return this;
        }

        /// How many rows it changed.
        public int update() {
            return statement.update();
        }

        public void each(Consumer<Row> taker) {
            statement.query(row -> {
                taker.accept(new Row(row, json));
            });
        }

        public <T> List<T> list(Function<Row, T> mapper) {
            return statement.query((row, _) -> mapper.apply(new Row(row, json))).list();
        }

        public <T> Optional<T> optional(Function<Row, T> mapper) {
            return statement.query((row, _) -> mapper.apply(new Row(row, json))).optional();
        }

        public <T> T single(Function<Row, T> mapper) {
            return statement.query((row, _) -> mapper.apply(new Row(row, json))).single();
        }

        /// Records by [Row#as], or the values of the only column.
        public <T> List<T> list(Class<T> type) {
            return statement
                    .query((row, _) -> Objects.requireNonNull(new Row(row, json).whole(type)))
                    .list();
        }

        /// As [#list]; empty too where the only column is null.
        public <T> Optional<T> optional(Class<T> type) {
            return statement
                    .query((row, _) -> Optional.ofNullable(new Row(row, json).whole(type)))
                    .optional()
                    .flatMap(Function.identity());
        }

        public <T> T single(Class<T> type) {
            return statement
                    .query((row, _) -> Objects.requireNonNull(new Row(row, json).whole(type)))
                    .single();
        }

        /// What the first request with this key made, of the rows that have one of its keys as their `request_key`.
        public <T> Optional<T> first(RequestKey key, Function<Row, T> made) {
            var known = map(
                    row -> row.text("request_key"),
                    row -> new RequestKey.Known<>(row.text("request_digest"), made.apply(row)));
            return key.known(asked -> Optional.ofNullable(known.get(asked)));
        }

        /// In the order of the rows; of two with the same key the later.
        public <K, V> Map<K, V> map(Function<Row, K> key, Function<Row, V> value) {
            var found = new LinkedHashMap<K, V>();
            each(row -> found.put(key.apply(row), value.apply(row)));
            return found;
        }

        private static @Nullable Object bound(@Nullable Object value) {
            return switch (value) {
                case null -> null;
                case Optional<?> optional -> bound(optional.orElse(null));
                case Collection<?> many ->
                    array(many.stream().map(Query::inArray).toArray());
                case Id id -> id.value();
                case Instant moment -> Timestamp.from(moment);
                case Enum<?> constant -> constant.name();
                case Currency currency -> currency.getCurrencyCode();
                default -> value;
            };
        }

        private static @Nullable Object inArray(@Nullable Object value) {
            return bound(value) instanceof LocalDate day ? Date.valueOf(day) : bound(value);
        }

        /// An array of the type of its values; one without any takes the type that the statement asks for.
        private static Object array(@Nullable Object[] values) {
            for (var value : values)
                if (value != null) {
                    var typed = (Object[]) java.lang.reflect.Array.newInstance(value.getClass(), values.length);
                    System.arraycopy(values, 0, typed, 0, values.length);
                    return typed;
                }
            return new SqlParameterValue(
                    Types.OTHER, "{" + "null,".repeat(values.length).replaceAll(",$", "") + "}");
        }
    }
}
