package coppice.bench;

import coppice.server.kernel.Database;
import coppice.server.kernel.Settings;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.regex.Pattern;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import org.springframework.context.ConfigurableApplicationContext;

/// What PostgreSQL can do on this machine without a server before it.
final class BarePostgres {
    private static final Pattern JDBC = Pattern.compile("jdbc:postgresql://([^:/]+):([0-9]+)/.*");

    private final ConfigurableApplicationContext house;
    private final Database database;
    private final Path limit;

    BarePostgres(ConfigurableApplicationContext house, Database database, Path limit) {
        this.house = house;
        this.database = database;
        this.limit = limit;
    }

    /// The bare limit, by pgbench on the same running PostgreSQL.
    double pgbench(String script, int clients) throws Exception {
        try (var connection = database.ownerConnection();
                var statement = connection.createStatement()) {
            statement.execute(Files.readString(limit.resolve("schema.sql")).replace(":accounts", "10000"));
            statement.execute("reset search_path");
        }
        String url;
        try (var connection = database.ownerConnection()) {
            url = connection.getMetaData().getURL();
        }
        var match = JDBC.matcher(url);
        if (!match.matches()) throw new IllegalStateException(url);
        var builder = new ProcessBuilder(
                pgbenchProgram(),
                "-h",
                match.group(1),
                "-p",
                match.group(2),
                "-U",
                "postgres",
                "-n",
                "-M",
                "prepared",
                "-D",
                "accounts=10000",
                "-f",
                limit.resolve(script + ".sql").toString(),
                "-c",
                String.valueOf(clients),
                "-j",
                "2",
                "-T",
                String.valueOf(ServerBench.SECONDS),
                "coppice");
        builder.environment().put("PGPASSWORD", System.getProperty("coppice.password", password()));
        builder.redirectErrorStream(true);
        var process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        process.waitFor();
        var tps = Pattern.compile("(?m)^tps = ([0-9.]+)").matcher(output);
        if (!tps.find()) throw new IllegalStateException(output);
        return Double.parseDouble(tps.group(1));
    }

    private String password() throws IOException {
        return Files.readString(house.getBean(Settings.class).data().resolve("password"))
                .strip();
    }

    private static String pgbenchProgram() throws IOException {
        try (var versions = Files.list(Path.of("/usr/lib/postgresql"))) {
            return versions.map(version -> version.resolve("bin/pgbench"))
                    .filter(Files::isExecutable)
                    .max(java.util.Comparator.naturalOrder())
                    .orElseThrow(() -> new IllegalStateException("install postgresql for pgbench"))
                    .toString();
        }
    }

    /// One transfer and two postings a row by COPY into indexed tables, then the balances: what the limit's copy.sh
    /// does.
    double copy(int rows) throws Exception {
        try (var connection = database.ownerConnection();
                var statement = connection.createStatement()) {
            statement.execute(Files.readString(limit.resolve("schema.sql")).replace(":accounts", "10000"));
            var transfers = new StringBuilder();
            var postings = new StringBuilder();
            for (int i = 1; i <= rows; i++) {
                transfers.append(i).append("\timport ").append(i).append('\n');
                int amount = 1 + i % 500;
                postings.append(i)
                        .append('\t')
                        .append(1 + i % 5000)
                        .append('\t')
                        .append(-amount)
                        .append('\n');
                postings.append(i)
                        .append('\t')
                        .append(5001 + i % 5000)
                        .append('\t')
                        .append(amount)
                        .append('\n');
            }
            CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
            long begin = System.nanoTime();
            copy.copyIn("copy lim.transfer (id, memo) from stdin", new StringReader(transfers.toString()));
            copy.copyIn("copy lim.posting from stdin", new StringReader(postings.toString()));
            statement.execute("""
                    update lim.account a set balance = balance + d
                    from (select account_id, sum(amount) d from lim.posting group by 1) q where q.account_id = a.id""");
            return rows / ((System.nanoTime() - begin) / 1e9);
        }
    }

    void analyze() throws SQLException {
        try (var connection = database.ownerConnection();
                var statement = connection.createStatement()) {
            statement.execute("analyze");
        }
    }
}
