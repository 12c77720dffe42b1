package coppice.server.kernel;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Where the server keeps its data and where it listens, from `COPPICE_…` in the environment.
///
/// Read strictly: an unknown name or a bad value stops the start and says what was probably meant.
///
/// @param data        folder of the embedded database and its password
/// @param databaseUrl `postgresql://user:password@host:port/name` of a PostgreSQL of your own; absent: the
/// embedded one
/// @param address     the address to listen on
/// @param port        the port to listen on; 0 takes a free one
/// @param publicUrl   how people reach the server; cookies are for https alone when this is https
/// @param smtp        the mail server that letters leave by: `smtp://user:password@host:587` or `smtps://…`; absent:
/// they wait
/// @param mailFrom    the address they come from
public record Settings(
        Path data,
        Optional<String> databaseUrl,
        String address,
        int port,
        Optional<URI> publicUrl,
        Optional<URI> smtp,
        String mailFrom) {
    static final List<String> NAMES = List.of(
            "COPPICE_DATA",
            "COPPICE_DATABASE_URL",
            "COPPICE_ADDRESS",
            "COPPICE_PORT",
            "COPPICE_PUBLIC_URL",
            "COPPICE_SMTP_URL",
            "COPPICE_MAIL_FROM");

    /// PostgreSQL runs as another user when the program runs as root, so there the data lie where both can reach
    /// them.
    private static final String DEFAULT_DATA =
            "root".equals(System.getProperty("user.name")) ? "/var/lib/coppice" : "data";

    /// Why the start stops; the message is for the person who wrote the setting.
    @SuppressWarnings("serial")
    public static final class BadSetting extends RuntimeException {
        BadSetting(String message) {
            super(message);
        }
    }

    public static Settings from(Map<String, String> environment) {
        var given = new TreeMap<String, String>();
        environment.forEach((name, value) -> {
            if (name.startsWith("COPPICE_") && !name.startsWith("COPPICE_TEST_")) given.put(name, value);
        });
        var unknown = new ArrayList<>(given.keySet());
        unknown.removeAll(NAMES);
        if (!unknown.isEmpty()) throw new BadSetting(unknown(unknown.getFirst()));
        var smtp = Optional.ofNullable(smtp(given.get("COPPICE_SMTP_URL")));
        String mailFrom = given.getOrDefault("COPPICE_MAIL_FROM", "");
        if (smtp.isPresent() && !mailFrom.matches("[^@\\s<>]+@[^@\\s<>]+"))
            throw new BadSetting("COPPICE_MAIL_FROM must be the address that letters come from, such as"
                    + " commons@example.org, but is \"" + mailFrom + "\".");
        return new Settings(
                Path.of(given.getOrDefault("COPPICE_DATA", DEFAULT_DATA)).toAbsolutePath(),
                Optional.ofNullable(databaseUrl(given.get("COPPICE_DATABASE_URL"))),
                given.getOrDefault("COPPICE_ADDRESS", "127.0.0.1"),
                port(given.getOrDefault("COPPICE_PORT", "8080")),
                Optional.ofNullable(publicUrl(given.get("COPPICE_PUBLIC_URL"))),
                smtp,
                mailFrom);
    }

    public Settings withData(Path folder) {
        return new Settings(folder.toAbsolutePath(), databaseUrl, address, port, publicUrl, smtp, mailFrom);
    }

    public Settings withPort(int other) {
        return new Settings(data, databaseUrl, address, other, publicUrl, smtp, mailFrom);
    }

    /// True when cookies must never travel over plain http.
    public boolean https() {
        return publicUrl.isPresent() && "https".equals(publicUrl.get().getScheme());
    }

    private static String unknown(String name) {
        var nearest = NAMES.stream()
                .min((a, b) -> Integer.compare(distance(name, a), distance(name, b)))
                .orElseThrow();
        String hint = distance(name, nearest) <= 5 ? " Did you mean " + nearest + "?" : "";
        return "There is no setting " + name + "." + hint + " The settings are: " + String.join(", ", NAMES) + ".";
    }

    private static int port(String text) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= 65535) return port;
        } catch (NumberFormatException notANumber) {
            // said below
        }
        throw new BadSetting("COPPICE_PORT must be a number from 0 to 65535, such as 8080, but is \"" + text + "\".");
    }

    private static @Nullable URI publicUrl(@Nullable String text) {
        if (text == null) return null;
        try {
            var url = URI.create(text);
            if (("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
                    && url.getHost() != null
                    && text.indexOf('@') < 0) return url;
        } catch (IllegalArgumentException notAUrl) {
            // said below
        }
        throw new BadSetting(
                "COPPICE_PUBLIC_URL must be an address such as https://commons.example.org, but is \"" + text + "\".");
    }

    private static @Nullable URI smtp(@Nullable String text) {
        if (text == null) return null;
        try {
            var url = URI.create(text);
            if (("smtp".equals(url.getScheme()) || "smtps".equals(url.getScheme())) && url.getHost() != null)
                return url;
        } catch (IllegalArgumentException notAUrl) {
            // said below
        }
        throw new BadSetting("COPPICE_SMTP_URL must look like smtp://user:password@mail.example.org:587.");
    }

    private static @Nullable String databaseUrl(@Nullable String text) {
        if (text == null) return null;
        try {
            var url = URI.create(text);
            boolean complete = ("postgresql".equals(url.getScheme()) || "postgres".equals(url.getScheme()))
                    && url.getHost() != null
                    && url.getUserInfo() != null
                    && url.getUserInfo().indexOf(':') > 0
                    && url.getPath().length() > 1;
            if (complete) return text;
        } catch (IllegalArgumentException notAUrl) {
            // said below
        }
        throw new BadSetting("COPPICE_DATABASE_URL must look like postgresql://user:password@host:5432/name.");
    }

    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        Arrays.setAll(row, i -> i);
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int swap = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(swap, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
