package coppice.server;

import static org.assertj.core.api.Assertions.assertThat;

import coppice.server.kernel.Database;
import coppice.server.kernel.Settings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZInputStream;
import org.tukaani.xz.XZOutputStream;

/// The data of an earlier version, upgraded in place by this one: nothing is lost, and everything that could be read
/// can be read. Where they come from stands in the README beside them.
class UpgradeTest {
    private static final Path KEPT = Path.of("src/test/resources/upgrade");
    private static final Pattern FAULTY = Pattern.compile("\\?\\?\\?|no message ");

    /// What may not be read any more on purpose: a pattern of addresses, and why. One that is not needed is red.
    private static final Map<String, String> NO_LONGER = Map.of();

    /// Tables of old that were divided, and the one that took some of the rows.
    private static final Map<String, String> DIVIDED = Map.of("decisions.reminder", "outcomes.reminder");

    /// Sums that an upgrade must not change, by the names that the tables had.
    private static final Map<String, String> SUMS =
            Map.of("what every account holds", """
            select a.commons_id || ' ' || a.code || ': ' || coalesce(sum(case when t.credit_id = a.id
              then t.amount else -t.amount end), 0)
            from ledger.account a left join ledger.transfer t
              on t.commons_id = a.commons_id and a.id in (t.debit_id, t.credit_id)
            group by a.commons_id, a.code order by 1""", "who belongs", """
            select m.commons_id || ' ' || m.role || ': ' || count(*) from commons.membership m
            where m.ended_at is null group by m.commons_id, m.role order by 1""", "stances", """
            select s.commons_id || ' ' || s.proposal_id || ' ' || s.stance || ': ' || count(*) from decisions.stance s
            group by s.commons_id, s.proposal_id, s.stance order by 1""", "shares", """
            select h.commons_id || ' ' || h.class || ': ' || sum(h.shares) from equity.holding h
            group by h.commons_id, h.class order by 1""");

    /// Whoever is steward of most commons, member of most, and of none.
    private static final String PEOPLE = """
            select a.id from identity.account a
            left join commons.party p on p.account_id = a.id
            left join commons.membership m on m.commons_id = p.commons_id and m.party_id = p.id and m.ended_at is null
            group by a.id order by %s, a.id limit 1""";
    private static final List<String> FIRST = List.of(
            "count(*) filter (where m.role = 'STEWARD') desc",
            "count(*) filter (where m.role = 'STEWARD') > 1, count(m.role) desc",
            "count(m.role)");
    private static final String ROOTS = """
            select '/c/' || c.slug || '/decisions' from commons.commons c
            order by (select count(*) from decisions.proposal p where p.commons_id = c.id) desc, c.slug""";

    private static KeptRows kept;
    private static List<String> migrations;
    private static Map<String, Long> rowsBefore;
    private static Map<String, Long> rowsAfter;
    private static Map<String, List<String>> sumsBefore;
    private static Map<String, List<String>> sumsAfter;
    private static final List<String> people = new ArrayList<>(List.of("nobody"));
    private static final List<String> roots = new ArrayList<>(List.of("/", "/waiting", "/account"));
    private static volatile Duration ahead = Duration.ZERO;
    private static Database database;
    private static ConfigurableApplicationContext house;
    private static Walk walk;

    @BeforeAll
    static void upgrade() throws Exception {
        var settings =
                Settings.from(Map.of("COPPICE_DATA", House.folder("upgrade").toString(), "COPPICE_PORT", "0"));
        kept = KeptRows.read(KEPT.resolve("rows.xz"));
        Map<String, String> numbers;
        try (var empty = Database.open(settings)) {
            migrations = kept.restore(asOwner(empty), "coppice_app");
            try (var owner = empty.ownerConnection()) {
                numbers = numbers(owner);
                rowsBefore = rows(owner, names(owner, numbers));
                sumsBefore = sums(owner, Map.of());
                for (var order : FIRST) people.addAll(KeptRows.texts(owner, PEOPLE.formatted(order)));
                roots.addAll(KeptRows.texts(owner, ROOTS));
            }
        }
        database = Database.open(settings);
        try (var owner = database.ownerConnection()) {
            var names = names(owner, numbers);
            rowsAfter = rows(owner, names);
            rows(owner, DIVIDED).forEach((old, rows) -> rowsAfter.merge(old, rows, Long::sum));
            sumsAfter = sums(owner, names);
        }
        house = Coppice.start(settings, database, clock(), true);
        walk = new Walk(house);
    }

    /// It goes on from the moment at which the data were kept.
    private static Clock clock() {
        var began = Instant.now();
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return kept.at().plus(Duration.between(began, Instant.now())).plus(ahead);
            }
        };
    }

    @AfterAll
    static void close() {
        house.close();
        database.close();
    }

    /// An old migration that was changed, or a new one with an old date, would not run where the old one did.
    @Test
    void theMigrationsOfOldAreAsTheyWere() {
        assertThat(migrations).isEqualTo(kept.migrations());
    }

    @Test
    void nothingIsLost() {
        assertThat(sumsBefore)
                .isNotEmpty()
                .allSatisfy((what, lines) -> assertThat(lines).as(what).hasSizeGreaterThan(10));
        assertThat(sumsAfter).isEqualTo(sumsBefore);
        assertThat(rowsAfter).hasSizeGreaterThan(80);
        rowsBefore.forEach((table, rows) ->
                assertThat(rowsAfter.get(table)).as(table).isNotNull().isGreaterThanOrEqualTo(rows));
    }

    /// Old addresses lead to the new ones, for the same people.
    @Test
    void everythingThatCouldBeReadCanBeRead() throws Exception {
        var faults = new TreeMap<String, String>();
        var noted = noted();
        assertThat(noted).hasSizeGreaterThan(1000);
        var unneeded = new HashSet<>(NO_LONGER.keySet());
        for (var one : noted) {
            var gone =
                    NO_LONGER.keySet().stream().filter(one.address()::matches).findFirst();
            gone.ifPresent(unneeded::remove);
            check(one, walk.ask(one.who(), one.address()), gone.isEmpty(), faults);
        }
        assertThat(unneeded).isEmpty();
        assertThat(faults).isEmpty();
        ahead = Duration.ofDays(60);
        var later = new Walk(house);
        for (var one : noted)
            if (one.who().equals(people.get(1))) check(one, later.ask(one.who(), one.address()), false, faults);
        assertThat(faults).as("when all that was open has fallen due").isEmpty();
    }

    private static void check(Noted one, Walk.Answer answer, boolean asBefore, Map<String, String> faults) {
        if (asBefore ? answer.status() != 200 : answer.status() >= 500)
            faults.put(one.toString(), String.valueOf(answer.status()));
        else if (FAULTY.matcher(answer.body()).find()) faults.put(one.toString(), "words are missing");
    }

    private record Noted(String who, String address) {}

    private static List<Noted> noted() throws IOException {
        try (var in = new BufferedReader(new InputStreamReader(
                new XZInputStream(Files.newInputStream(KEPT.resolve("addresses.xz"))), StandardCharsets.UTF_8))) {
            return in.lines()
                    .map(line -> line.split(" ", 2))
                    .map(line -> new Noted(line[0], line[1]))
                    .toList();
        }
    }

    /// Makes the list of addresses; run with the version whose data are kept, `-Dcoppice.note=true`.
    @Test
    @EnabledIfSystemProperty(named = "coppice.note", matches = "true")
    void note() throws Exception {
        var others = new TreeMap<String, Integer>();
        try (var out = new PrintWriter(
                new XZOutputStream(Files.newOutputStream(KEPT.resolve("addresses.xz")), new LZMA2Options()),
                false,
                StandardCharsets.UTF_8)) {
            for (var who : people)
                walk.read(who, roots, who.equals(people.get(1)) ? 150 : 30).forEach((address, status) -> {
                    if (status == 200) out.print(who + " " + address + "\n");
                    else others.put(who + " " + address, status);
                });
        }
        Files.write(
                Path.of("target/other-answers.txt"),
                others.entrySet().stream().map(Object::toString).toList());
    }

    /// Asks by names of old: a table that was moved keeps its number.
    private static Map<String, List<String>> sums(Connection owner, Map<String, String> names) throws SQLException {
        var sums = new TreeMap<String, List<String>>();
        for (var sum : SUMS.entrySet()) {
            String sql = sum.getValue();
            for (var name : names.entrySet()) sql = sql.replaceAll("\\b" + name.getKey() + "\\b", name.getValue());
            sums.put(sum.getKey(), KeptRows.texts(owner, sql));
        }
        return sums;
    }

    private static Map<String, String> numbers(Connection owner) throws SQLException {
        var numbers = new TreeMap<String, String>();
        for (var table : kept.tables())
            numbers.put(
                    table.name(),
                    KeptRows.texts(owner, "select '" + table.name() + "'::regclass::oid")
                            .getFirst());
        return numbers;
    }

    /// What the tables of old are called now.
    private static Map<String, String> names(Connection owner, Map<String, String> numbers) throws SQLException {
        var names = new TreeMap<String, String>();
        for (var number : numbers.entrySet())
            names.put(
                    number.getKey(),
                    KeptRows.texts(owner, "select " + number.getValue() + "::regclass")
                            .getFirst());
        return names;
    }

    private static Map<String, Long> rows(Connection owner, Map<String, String> names) throws SQLException {
        var rows = new TreeMap<String, Long>();
        for (var name : names.entrySet())
            rows.put(
                    name.getKey(),
                    Long.valueOf(KeptRows.texts(owner, "select count(*) from " + name.getValue())
                            .getFirst()));
        return rows;
    }

    private static DataSource asOwner(Database database) {
        return new AbstractDataSource() {
            @Override
            public Connection getConnection() throws SQLException {
                return database.ownerConnection();
            }

            @Override
            public Connection getConnection(String user, String password) throws SQLException {
                return database.ownerConnection();
            }
        };
    }
}
