package coppice.server.charter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Reads the charters to begin with. They are documents like any other charter, so every room finds its chapter there.
@Component
public class Presets {
    private final Chapters chapters;
    private final JsonMapper json;

    Presets(Chapters chapters, JsonMapper json) {
        this.chapters = chapters;
        this.json = json;
    }

    public Charter charter(Preset preset, String purpose) {
        try {
            var document =
                    new ClassPathResource("presets/" + preset + ".json").getContentAsString(StandardCharsets.UTF_8);
            return chapters.readSent(json.readTree(document)).withPurpose(purpose);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
