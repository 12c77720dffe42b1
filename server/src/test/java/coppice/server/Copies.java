package coppice.server;

import coppice.server.commons.Commons;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// A commons once more, with every row of it many times: made from the catalogue of the database, so that what a
/// later table holds is multiplied, too.
///
/// The copy is for reading only. What stands beside each other in the original stands beside each other here under
/// the same ids; the further rows have ids of their own and belong to the same things, so every list is longer. The
/// books of a copy do not add up.
final class Copies {
    /// Of these a further row would be another state of the same thing, or is one to a commons.
    private static final Set<String> ONE_OF_A_KIND = Set.of("commons.commons");

    private record Column(String name, String type) {}

    private record Table(String name, List<Column> columns, List<Set<String>> keys) {
        boolean has(String column) {
            return columns.stream().anyMatch(it -> it.name().equals(column));
        }

        Column column(String column) {
            return columns.stream()
                    .filter(it -> it.name().equals(column))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private Copies() {}

    /// Gives the address name of a copy of `original`, each of whose rows is there `times` times.
    static String of(House house, Commons original, int times) {
        var copy = UUID.randomUUID();
        String slug = "copy-" + copy.toString().substring(0, 8);
        try (var owner = house.database().ownerConnection()) {
            owner.setAutoCommit(false);
            run(owner, "set session_replication_role = replica");
            var tables = tables(owner);
            accounts(owner, tables, original.id().value(), times);
            for (var table : tables) {
                copy(owner, table, original.id().value(), copy, slug);
                if (!ONE_OF_A_KIND.contains(table.name())) multiply(owner, table, copy, times);
            }
            owner.commit();
            return slug;
        } catch (SQLException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /// A copy in which nobody has an account: another commons on the same server.
    static void foreign(House house, Commons original) {
        String slug = of(house, original, 1);
        try (var owner = house.database().ownerConnection()) {
            run(
                    owner,
                    "update commons.party set account_id = null where commons_id = (select id from commons.commons where slug = '"
                            + slug + "')");
        } catch (SQLException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /// Takes all copies away again.
    static void away(House house) {
        try (var owner = house.database().ownerConnection()) {
            owner.setAutoCommit(false);
            run(owner, "set session_replication_role = replica");
            String copies = "(select id from commons.commons where slug like 'copy-%')";
            for (var table : tables(owner))
                if (table.has("commons_id"))
                    run(owner, "delete from " + table.name() + " where commons_id in " + copies);
            run(owner, "delete from commons.commons where slug like 'copy-%'");
            run(owner, "delete from identity.account where email like 'copy.%'");
            owner.commit();
        } catch (SQLException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /// Accounts for the members that the copy has more.
    private static void accounts(Connection owner, List<Table> tables, UUID commons, int times) throws SQLException {
        var account = new Table("identity.account", columns(owner, "identity", "account"), List.of());
        var values = new ArrayList<String>();
        for (var column : account.columns())
            values.add(
                    switch (column.name()) {
                        case "id" -> another("a.id");
                        case "email" -> "'copy.' || k || '.' || a.email";
                        default -> "a." + column.name();
                    });
        run(
                owner,
                "insert into identity.account (%s) select %s from identity.account a, generate_series(1, %d) k where a.id in (select account_id from commons.party where commons_id = '%s') on conflict do nothing"
                        .formatted(names(account), String.join(", ", values), times - 1, commons));
    }

    private static void copy(Connection owner, Table table, UUID from, UUID to, String slug) throws SQLException {
        String key = table.has("commons_id") ? "commons_id" : "id";
        var global = new HashSet<String>();
        for (var unique : table.keys()) if (!unique.contains(key)) global.addAll(unique);
        var values = new ArrayList<String>();
        for (var column : table.columns()) {
            String here = "t." + column.name();
            if (column.name().equals(key)) values.add("'" + to + "'::uuid");
            else if (column.name().equals("slug")) values.add("'" + slug + "'");
            else if (global.contains(column.name()) && column.type().equals("text"))
                values.add(here + " || '~" + slug + "'");
            else if (global.contains(column.name()) && column.type().equals("uuid"))
                values.add("md5(%s::text || '%s')::uuid".formatted(here, slug));
            else values.add(here);
        }
        run(
                owner,
                "insert into %s (%s) select %s from %s t where t.%s = '%s'"
                        .formatted(table.name(), names(table), String.join(", ", values), table.name(), key, from));
    }

    private static void multiply(Connection owner, Table table, UUID commons, int times) throws SQLException {
        var varied = varied(table);
        var values = new ArrayList<String>();
        for (var column : table.columns())
            values.add(varied.contains(column.name()) ? other(column) : "t." + column.name());
        run(
                owner,
                "insert into %s (%s) select %s from %s t, generate_series(1, %d) k where t.commons_id = '%s' on conflict do nothing"
                        .formatted(
                                table.name(),
                                names(table),
                                String.join(", ", values),
                                table.name(),
                                times - 1,
                                commons));
    }

    /// As few columns as keep every key unique.
    private static Set<String> varied(Table table) {
        var varied = new HashSet<String>();
        for (var key : table.keys()) {
            if (key.stream().anyMatch(varied::contains)) continue;
            var may = key.stream()
                    .filter(name -> !name.equals("commons_id"))
                    .map(table::column)
                    .toList();
            may.stream()
                    .filter(column -> column.name().equals("id"))
                    .findFirst()
                    .or(() -> may.reversed().stream()
                            .filter(column -> column.type().equals("uuid"))
                            .findFirst())
                    .or(() -> may.reversed().stream().findFirst())
                    .ifPresent(column -> varied.add(column.name()));
        }
        return varied;
    }

    private static String other(Column column) {
        String here = "t." + column.name();
        return switch (column.type()) {
            case "uuid" -> another(here);
            // an account of somebody is known by who that is; of all others there is one
            case "text" ->
                column.name().equals("code")
                        ? "case when %1$s ~ '[0-9a-f-]{36}$' then left(%1$s, -36) || %2$s else %1$s end"
                                .formatted(here, another("right(" + here + ", 36)"))
                        : here + " || '~' || k";
            case "int4", "int8", "int2" -> here + " + k * 1000";
            case "date" -> here + " - k";
            case "timestamptz" -> here + " - k * interval '1 second'";
            default -> here;
        };
    }

    private static String another(String id) {
        return "md5(" + id + "::text || k)::uuid";
    }

    private static String names(Table table) {
        return String.join(", ", table.columns().stream().map(Column::name).toList());
    }

    private static List<Table> tables(Connection owner) throws SQLException {
        var keys = new LinkedHashMap<String, List<Set<String>>>();
        try (var statement = owner.createStatement();
                var row = statement.executeQuery("""
                        select n.nspname || '.' || c.relname as tab, i.indexrelid, i.indisprimary,
                          array_agg(a.attname::text) as cols
                        from pg_index i
                        join pg_class c on c.oid = i.indrelid
                        join pg_namespace n on n.oid = c.relnamespace
                        join pg_attribute a on a.attrelid = c.oid and a.attnum = any(i.indkey)
                        where i.indisunique and n.nspname not in ('pg_catalog', 'pg_toast', 'information_schema',
                          'migrations', 'identity')
                        group by 1, 2, 3 order by 1, 3 desc, 2""")) {
            while (row.next())
                keys.computeIfAbsent(row.getString("tab"), _ -> new ArrayList<>())
                        .add(Set.of((String[]) row.getArray("cols").getArray()));
        }
        var tables = new ArrayList<Table>();
        for (Map.Entry<String, List<Set<String>>> one : keys.entrySet()) {
            var name = one.getKey().split("\\.");
            var table = new Table(one.getKey(), columns(owner, name[0], name[1]), one.getValue());
            if (table.has("commons_id") || ONE_OF_A_KIND.contains(one.getKey())) tables.add(table);
        }
        return tables;
    }

    private static List<Column> columns(Connection owner, String schema, String table) throws SQLException {
        var columns = new ArrayList<Column>();
        try (var statement = owner.prepareStatement("""
                select column_name, udt_name from information_schema.columns
                where table_schema = ? and table_name = ? and is_generated = 'NEVER' order by ordinal_position""")) {
            statement.setString(1, schema);
            statement.setString(2, table);
            try (var row = statement.executeQuery()) {
                while (row.next()) columns.add(new Column(row.getString(1), row.getString(2)));
            }
        }
        return columns;
    }

    private static void run(Connection owner, String sql) throws SQLException {
        try (var statement = owner.createStatement()) {
            statement.execute(sql);
        } catch (SQLException broken) {
            throw new SQLException(sql, broken);
        }
    }
}
