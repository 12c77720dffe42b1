package coppice.server.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coppice.server.House;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Configuration is read strictly, and a data folder that cannot be used is left alone.
class SettingsTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "COPPICE_PROT, 80, Did you mean COPPICE_PORT?",
        "COPPICE_DATABSE_URL, x, Did you mean COPPICE_DATABASE_URL?",
        "COPPICE_PORT, eighty, must be a number from 0 to 65535",
        "COPPICE_PORT, 70000, must be a number from 0 to 65535",
        "COPPICE_PUBLIC_URL, commons.example.org, must be an address such as https://",
        "COPPICE_SMTP_URL, mail.example.org, must look like smtp://user:password@mail.example.org:587",
        "COPPICE_SMTP_URL, smtp://localhost:25, COPPICE_MAIL_FROM must be the address",
        "COPPICE_DATABASE_URL, jdbc:postgresql://localhost/x, must look like postgresql://user:password@host",
    })
    void aSettingThatCannotBeStopsTheStart(String name, String value, String message) {
        assertThatThrownBy(() -> Settings.from(Map.of(name, value)))
                .isInstanceOf(Settings.BadSetting.class)
                .hasMessageContaining(message);
    }

    @Test
    void httpsMakesCookiesForHttpsAlone() {
        assertThat(Settings.from(Map.of("COPPICE_PUBLIC_URL", "https://commons.example.org"))
                        .https())
                .isTrue();
        assertThat(Settings.from(Map.of()).https()).isFalse();
    }

    @Test
    void aDatabaseOfAnotherVersionIsNotTouched() throws Exception {
        Files.setPosixFilePermissions(folder, java.nio.file.attribute.PosixFilePermissions.fromString("rwx--x--x"));
        Files.createDirectories(folder.resolve("postgres"));
        Files.writeString(folder.resolve("postgres/PG_VERSION"), "17\n");
        assertThatThrownBy(() -> Database.embedded(folder, "coppice"))
                .hasMessageContaining("holds a database of PostgreSQL 17")
                .hasMessageContaining("Nothing was touched");
        try (var files = Files.list(folder.resolve("postgres"))) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void twoServersDoNotShareADataFolder() {
        if (System.getenv("COPPICE_TEST_DATABASE_URL") != null) return;
        var house = House.open();
        assertThatThrownBy(() -> Database.embedded(house.data(), "coppice"))
                .hasMessageContaining("Another Coppice is already running");
    }
}
