package coppice.server.kernel;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one database: embedded or the owner's own PostgreSQL, the same schema either way.
///
/// Two roles: the owner brings the schema up to date and is then put away; everything after runs as the
/// application's role (`NAME_app`), which may only do what the migrations grant it. Its password is derived
/// from the owner's, so two servers on one database agree on it.
public final class Database implements AutoCloseable {
    /// From this many rows on, loading is followed by [#analyse].
    public static final int MUCH = 1000;

    private static final Logger LOG = LoggerFactory.getLogger(Database.class);
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,40}");

    private final @Nullable PostgresProcess process;
    private final HikariDataSource pool;
    private final String url;
    private final String owner;
    private final String ownerPassword;

    private Database(
            @Nullable PostgresProcess process, String url, String owner, String ownerPassword, HikariDataSource pool) {
        this.process = process;
        this.url = url;
        this.owner = owner;
        this.ownerPassword = ownerPassword;
        this.pool = pool;
    }

    /// Starts or reaches the database, brings its schema up to date and opens the pool.
    public static Database open(Settings settings) {
        return settings.databaseUrl().isPresent()
                ? external(settings.databaseUrl().get())
                : embedded(settings.data(), "coppice");
    }

    /// As [#open], or the embedded database of a Coppice that is running on the same data folder.
    public static Database reach(Settings settings) {
        if (settings.databaseUrl().isPresent())
            return external(settings.databaseUrl().get());
        var running = PostgresProcess.running(settings.data());
        return running.isPresent()
                ? connect(
                        null,
                        running.get().url("coppice"),
                        "postgres",
                        running.get().password(),
                        "coppice")
                : open(settings);
    }

    /// Whether the embedded PostgreSQL can work in this folder.
    public static boolean canWorkIn(Path data) {
        return Unprivileged.canWorkIn(data);
    }

    /// The embedded PostgreSQL with a database of that name.
    public static Database embedded(Path data, String name) {
        var process = PostgresProcess.start(data);
        try {
            create(process.url("postgres"), "postgres", process.password(), name);
            return connect(process, process.url(name), "postgres", process.password(), name);
        } catch (RuntimeException trouble) {
            process.close();
            throw trouble;
        }
    }

    /// A PostgreSQL of the owner's: `postgresql://user:password@host:port/name`.
    public static Database external(String address) {
        var uri = URI.create(address);
        String[] user = uri.getUserInfo().split(":", 2);
        String name = uri.getPath().substring(1);
        String url =
                "jdbc:postgresql://" + uri.getHost() + ":" + (uri.getPort() < 0 ? 5432 : uri.getPort()) + "/" + name;
        return connect(null, url, user[0], user[1], name);
    }

    private static void create(String url, String owner, String password, String name) {
        try (var connection = DriverManager.getConnection(url, owner, password);
                var statement = connection.createStatement()) {
            try (var found =
                    statement.executeQuery("select 1 from pg_database where datname = '" + checked(name) + "'")) {
                if (found.next()) return;
            }
            statement.execute("create database " + checked(name));
        } catch (SQLException trouble) {
            throw new DatabaseTrouble("The database " + name + " could not be created: " + trouble.getMessage());
        }
    }

    private static Database connect(
            @Nullable PostgresProcess process, String url, String owner, String ownerPassword, String name) {
        String role = checked(name) + "_app";
        String rolePassword = derive(ownerPassword, role);
        prepareRole(url, owner, ownerPassword, role, rolePassword);
        migrate(url, owner, ownerPassword, role);
        var config = new HikariConfig();
        config.setPoolName("coppice");
        config.setJdbcUrl(url);
        config.setUsername(role);
        config.setPassword(rolePassword);
        config.setMaximumPoolSize(20);
        config.setMinimumIdle(2);
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        config.addDataSourceProperty("ApplicationName", "coppice");
        return new Database(process, url, owner, ownerPassword, new HikariDataSource(config));
    }

    private static void prepareRole(String url, String owner, String ownerPassword, String role, String password) {
        try (var connection = DriverManager.getConnection(url, owner, ownerPassword);
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            if (number(connection, "show server_version_num") < 150_000)
                throw new DatabaseTrouble("Coppice needs PostgreSQL 15 or later.");
            boolean known;
            try (var found = statement.executeQuery("select 1 from pg_roles where rolname = '" + role + "'")) {
                known = found.next();
            }
            statement.execute((known ? "alter" : "create") + " role " + role + " login password '" + password + "'");
            connection.commit();
        } catch (SQLException trouble) {
            throw new DatabaseTrouble("The database cannot be used: " + trouble.getMessage()
                    + ". The user in COPPICE_DATABASE_URL must own the database and may create roles.");
        }
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return Long.parseLong(row.getString(1));
        }
    }

    private static void migrate(String url, String owner, String password, String role) {
        try {
            Flyway.configure()
                    .dataSource(url, owner, password)
                    .locations("classpath:db/migration")
                    .schemas("migrations")
                    .placeholders(Map.of("app", role))
                    .load()
                    .migrate();
        } catch (FlywayException trouble) {
            throw new DatabaseTrouble(
                    "The database could not be brought up to date; nothing was changed. " + trouble.getMessage());
        }
    }

    private static String checked(String name) {
        if (!NAME.matcher(name).matches())
            throw new DatabaseTrouble("The database's name must be of small letters, digits and _: " + name);
        return name;
    }

    private static String derive(String secret, String purpose) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException absent) {
            throw new IllegalStateException("every JDK has HmacSHA256", absent);
        }
    }

    /// Connections as the application's role.
    public DataSource dataSource() {
        return pool;
    }

    /// A single connection as the owner of the schema, for the checks of `coppice doctor` and for tests.
    public Connection ownerConnection() throws SQLException {
        return DriverManager.getConnection(url, owner, ownerPassword);
    }

    /// Brings the planner's knowledge of a room's tables up to date: after much was loaded at once, plans made for
    /// empty tables would otherwise serve until PostgreSQL notices by itself.
    public void analyse(String schema) {
        try (var connection = ownerConnection();
                var statement = connection.createStatement()) {
            var tables = new ArrayList<String>();
            try (var rows = statement.executeQuery(
                    "select tablename from pg_tables where schemaname = '" + checked(schema) + "'")) {
                while (rows.next()) tables.add(rows.getString(1));
            }
            for (var table : tables) statement.execute("analyze " + schema + "." + checked(table));
        } catch (SQLException trouble) {
            LOG.warn("the statistics of {} could not be renewed: {}", schema, trouble.getMessage());
        }
    }

    @Override
    public void close() {
        pool.close();
        if (process != null) process.close();
    }
}
