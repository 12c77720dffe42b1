package coppice.server.web;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/// The message bundles: `messages/ROOM.properties` in English, one file a room.
///
/// The pseudo-locale `ar-XB` is English marked to run from right to left: it shows what a layout does with such
/// a language, and which words never came from a bundle.
public final class Messages {
    private static final Locale PSEUDO = Locale.forLanguageTag("ar-XB");
    private static final List<Locale> OFFERED =
            List.of(Locale.ENGLISH, Locale.UK, Locale.US, Locale.forLanguageTag("en-IE"), PSEUDO);

    private final Map<String, String> english;
    private final Map<String, String> pseudo;

    public Messages() {
        english = read();
        pseudo = english.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> "\u202e" + entry.getValue() + "\u202c"));
    }

    public Map<String, String> english() {
        return english;
    }

    public Text in(List<Locale.LanguageRange> wanted) {
        var locale = Locale.lookup(wanted, OFFERED);
        if (locale == null) locale = Locale.UK;
        return PSEUDO.equals(locale) ? new Text(PSEUDO, pseudo) : new Text(locale, english);
    }

    private static Map<String, String> read() {
        try {
            var all = new TreeMap<String, String>();
            for (var resource :
                    new PathMatchingResourcePatternResolver().getResources("classpath*:messages/*.properties")) {
                var bundle = new Properties();
                try (var reader = new InputStreamReader(resource.getInputStream(), StandardCharsets.UTF_8)) {
                    bundle.load(reader);
                }
                for (var key : bundle.stringPropertyNames())
                    if (all.put(key, bundle.getProperty(key)) != null)
                        throw new IllegalStateException("two messages " + key);
            }
            return Map.copyOf(all);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
