package coppice.server;

import static org.assertj.core.api.Assertions.assertThat;

import coppice.server.commons.Commons;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What a commons keeps in all tables of all rooms, so that a test can say that nothing of it was changed.
public final class Untouched {
    private static final String TABLES = """
            select c.table_schema || '.' || c.table_name from information_schema.columns c
            join information_schema.tables t using (table_schema, table_name)
            where c.column_name = 'commons_id' and t.table_type = 'BASE TABLE' order by 1""";

    private final Commons commons;
    private final Map<String, String> before;

    private Untouched(Commons commons) {
        this.commons = commons;
        before = rows(commons);
        assertThat(before).as("tables that were looked at").hasSizeGreaterThan(50);
    }

    public static Untouched of(Commons commons) {
        return new Untouched(commons);
    }

    /// Fails with the tables that have changed since.
    public void check(String what) {
        var now = rows(commons);
        now.entrySet().removeIf(table -> table.getValue().equals(before.get(table.getKey())));
        assertThat(now.keySet()).as("changed by " + what).isEmpty();
    }

    private static Map<String, String> rows(Commons commons) {
        var sql = House.open().sql();
        String every = sql.sql(TABLES).query(String.class).list().stream()
                .map(table -> "select '" + table + "' as name, md5(coalesce(string_agg(t::text, ',' order by t::text),"
                        + " '')) as kept from " + table + " t where t.commons_id = :commons")
                .collect(Collectors.joining(" union all "));
        var rows = new TreeMap<String, String>();
        sql.sql(every).param("commons", commons.id().value()).query(row -> {
            rows.put(row.getString("name"), row.getString("kept"));
        });
        return rows;
    }
}
