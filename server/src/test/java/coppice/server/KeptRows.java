package coppice.server;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.PGConnection;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZInputStream;
import org.tukaani.xz.XZOutputStream;

/// All rows of a database as one version of the server left them, in one small file, and back from it.
///
/// The file is text, packed by xz: `at` with the moment, a `migration` line for each that had been applied, then for
/// each
/// table a line with its name and columns, PostgreSQL's `copy` text, and `\.` on a line of its own. `main` writes one:
/// `KeptRows jdbc:postgresql://host/name?user=…&password=… FILE`.
record KeptRows(Instant at, List<String> migrations, List<Table> tables) {
    private static final String MIGRATIONS =
            "select 'migration ' || version || ' ' || checksum || ' ' || script from migrations.flyway_schema_history"
                    + " where version is not null and success order by installed_rank";
    private static final String TABLES = """
            select n.nspname || '.' || c.relname || '(' || string_agg(quote_ident(a.attname), ',' order by a.attnum) || ')'
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
            where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema', 'migrations')
            group by n.nspname, c.relname order by 1""";

    /// @param target `schema.table(columns)`
    record Table(String target, String rows) {
        String name() {
            return target.substring(0, target.indexOf('('));
        }
    }

    public static void main(String[] arguments) throws Exception {
        try (var connection = DriverManager.getConnection(arguments[0])) {
            write(connection, Path.of(arguments[1]));
        }
    }

    static void write(Connection connection, Path file) throws SQLException, IOException {
        var copy = connection.unwrap(PGConnection.class).getCopyAPI();
        try (var out = new XZOutputStream(Files.newOutputStream(file), new LZMA2Options())) {
            out.write(("at " + Instant.now() + "\n").getBytes(StandardCharsets.UTF_8));
            for (var migration : texts(connection, MIGRATIONS))
                out.write((migration + "\n").getBytes(StandardCharsets.UTF_8));
            for (var table : texts(connection, TABLES)) {
                var rows = new ByteArrayOutputStream();
                copy.copyOut("copy " + table.replace("(", " (") + " to stdout", rows);
                if (rows.size() == 0) continue;
                out.write(("table " + table + "\n").getBytes(StandardCharsets.UTF_8));
                rows.writeTo(out);
                out.write("\\.\n".getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    static KeptRows read(Path file) throws IOException {
        try (var in = new BufferedReader(
                new InputStreamReader(new XZInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            var at = Instant.parse(in.readLine().substring("at ".length()));
            var migrations = new ArrayList<String>();
            var tables = new ArrayList<Table>();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.startsWith("migration ")) {
                    migrations.add(line);
                    continue;
                }
                var rows = new StringBuilder();
                for (String row = in.readLine(); !row.equals("\\."); row = in.readLine())
                    rows.append(row).append('\n');
                tables.add(new Table(line.substring("table ".length()), rows.toString()));
            }
            return new KeptRows(at, List.copyOf(migrations), List.copyOf(tables));
        }
    }

    String version() {
        return migrations.getLast().split(" ")[1];
    }

    /// Makes the database what it was: no schemas but those of that version, no rows but these.
    ///
    /// @return the migrations that were applied, as they are noted in the file
    List<String> restore(DataSource source, String role) throws SQLException, IOException {
        try (var owner = source.getConnection();
                var statement = owner.createStatement()) {
            for (var schema : texts(owner, """
                    select nspname from pg_namespace
                    where nspname !~ '^pg_' and nspname not in ('information_schema', 'public')""")) statement.execute("drop schema " + schema + " cascade");
            Flyway.configure()
                    .dataSource(source)
                    .locations("classpath:db/migration")
                    .schemas("migrations")
                    .placeholders(Map.of("app", role))
                    .target(version())
                    .load()
                    .migrate();
            statement.execute("set session_replication_role = replica");
            for (var table : texts(owner, TABLES))
                statement.execute("truncate " + table.substring(0, table.indexOf('(')) + " cascade");
            var copy = owner.unwrap(PGConnection.class).getCopyAPI();
            for (var table : tables)
                copy.copyIn(
                        "copy " + table.target().replace("(", " (") + " from stdin", new StringReader(table.rows()));
            return texts(owner, MIGRATIONS);
        }
    }

    static List<String> texts(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var texts = new ArrayList<String>();
            while (rows.next()) texts.add(rows.getString(1));
            return texts;
        }
    }
}
