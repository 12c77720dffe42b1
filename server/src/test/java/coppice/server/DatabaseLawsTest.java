package coppice.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.StringEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/// Laws 2, 6 and 7: SQL stays at home, foreign keys follow the imports, one tenant key, nothing hidden in the
/// database.
class DatabaseLawsTest {
    private static final Pattern TABLE = Pattern.compile("(?i)\\b(?:from|join|into|update)\\s+([a-z_]+)\\.[a-z_]+");

    /// People may be in many commons, and the commons themselves are the tenants.
    private static final Set<String> NOT_OF_ONE_COMMONS =
            Set.of("identity.account", "identity.session", "identity.entry_link", "identity.token", "commons.commons");

    record Arrow(String fromSchema, String toSchema, String name) {}

    record Key(String tableName, String keyName, String firstColumn) {}

    @Test
    void sqlStaysInItsOwnSchema() throws Exception {
        assertThat(strays(Path.of("target/classes/coppice/server"))).isEmpty();
    }

    private static List<String> strays(Path classes) throws Exception {
        var strays = new ArrayList<String>();
        int seen = 0;
        try (var files = Files.walk(classes)) {
            for (var file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
                var inside = classes.relativize(file);
                if (inside.getNameCount() < 2) continue;
                String room = inside.getName(0).toString();
                for (var entry : ClassFile.of().parse(file).constantPool())
                    if (entry instanceof StringEntry text)
                        for (var match :
                                TABLE.matcher(text.stringValue()).results().toList()) {
                            seen++;
                            if (!match.group(1).equals(room)) strays.add(inside + " reads " + match.group(1));
                        }
            }
        }
        assertThat(seen).as("statements looked at").isGreaterThan(50);
        return strays;
    }

    @Test
    void foreignKeysFollowTheImports() throws Exception {
        try (var connection = House.open().database().ownerConnection()) {
            assertThat(wrongArrows(connection)).isEmpty();
            connection.setAutoCommit(false);
            connection
                    .createStatement()
                    .execute("alter table identity.account add planted uuid references distributions.desk");
            assertThat(wrongArrows(connection)).extracting(Arrow::name).containsExactly("account_planted_fkey");
            connection.rollback();
        }
    }

    private static List<Arrow> wrongArrows(Connection connection) {
        var arrows = JdbcClient.create(new SingleConnectionDataSource(connection, true))
                .sql("""
                        select s.nspname as from_schema, t.nspname as to_schema, c.conname as name
                        from pg_constraint c
                        join pg_class a on a.oid = c.conrelid join pg_namespace s on s.oid = a.relnamespace
                        join pg_class b on b.oid = c.confrelid join pg_namespace t on t.oid = b.relnamespace
                        where c.contype = 'f' and s.nspname <> t.nspname""")
                .query(Arrow.class)
                .list();
        assertThat(arrows).isNotEmpty();
        return arrows.stream()
                .filter(arrow -> !ArchitectureTest.declared(ArchitectureTest.ROOMS
                                .getModuleByName(arrow.fromSchema())
                                .orElseThrow())
                        .contains(arrow.toSchema()))
                .toList();
    }

    @Test
    void everyKeyStartsWithTheCommons() throws Exception {
        try (var connection = House.open().database().ownerConnection()) {
            assertThat(keysWithoutCommons(connection)).isEmpty();
            connection.setAutoCommit(false);
            connection.createStatement().execute("create table ledger.planted (id uuid primary key)");
            assertThat(keysWithoutCommons(connection)).extracting(Key::keyName).containsExactly("planted_pkey");
            connection.rollback();
        }
    }

    /// Primary keys, unique keys and foreign keys of domain tables; foreign keys to accounts of people
    /// excepted.
    private static List<Key> keysWithoutCommons(Connection connection) {
        return JdbcClient.create(new SingleConnectionDataSource(connection, true))
                .sql("""
                        select n.nspname || '.' || r.relname as table_name, c.conname as key_name,
                          a.attname as first_column
                        from pg_constraint c
                        join pg_class r on r.oid = c.conrelid join pg_namespace n on n.oid = r.relnamespace
                        join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
                        left join pg_class f on f.oid = c.confrelid
                        left join pg_namespace fn on fn.oid = f.relnamespace
                        where c.contype in ('p', 'u', 'f') and a.attname <> 'commons_id'
                          and n.nspname not in ('pg_catalog', 'information_schema', 'migrations')
                          and (fn.nspname is null or fn.nspname <> 'identity')""")
                .query(Key.class)
                .list()
                .stream()
                .filter(key -> !NOT_OF_ONE_COMMONS.contains(key.tableName()))
                .toList();
    }

    @Test
    void nothingHidesInTheDatabase() throws Exception {
        try (var connection = House.open().database().ownerConnection()) {
            assertThat(hidden(connection)).isEmpty();
            connection.setAutoCommit(false);
            connection.createStatement().execute("create sequence ledger.planted");
            assertThat(hidden(connection)).containsExactly("S planted");
            connection.rollback();
        }
    }

    private static List<String> hidden(Connection connection) throws SQLException {
        var found = new ArrayList<String>();
        try (var rows = connection.createStatement().executeQuery("""
                select c.relkind::text || ' ' || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where c.relkind in ('S', 'v', 'm') and n.nspname not in ('pg_catalog', 'information_schema', 'migrations')
                union all select 'trigger ' || tgname from pg_trigger where not tgisinternal
                union all select 'function ' || p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
                where n.nspname not in ('pg_catalog', 'information_schema')
                union all select 'deferrable ' || conname from pg_constraint where condeferrable""")) {
            while (rows.next()) found.add(rows.getString(1));
        }
        return found;
    }
}
