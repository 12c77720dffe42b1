package coppice.server.contributions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coppice.server.contributions.GitHistory.OneHost;
import coppice.server.kernel.Refused;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// An address that somebody typed leads to nobody's own network, at once or by a detour.
class GitHistoryTest {
    private static final String ASKED = "https://93.184.215.14/tools.git";

    private static URL url(String text) throws IOException {
        return URI.create(text).toURL();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://93.184.215.14/x",
                "https://127.0.0.1/x",
                "https://10.1.2.3/x",
                "https://192.168.0.9/x",
                "https://169.254.169.254/latest",
                "https://100.64.0.1/x",
                "https://[::1]/x",
                "https://[fd00::1]/x",
                "https://[::ffff:127.0.0.1]/x",
                "https://user@93.184.215.14/x",
                "file:///etc/passwd",
                "https:///x",
                "nonsense",
                "https://0.0.0.0/x"
            })
    void addressesOfOwnNetworksAreRefused(String address) {
        assertThatThrownBy(() -> GitHistory.checkPublic(address)).isInstanceOf(Refused.class);
    }

    /// A redirect, or an alternate that a plain server names, opens a connection of its own.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1/tools.git",
                "http://93.184.215.14/tools.git",
                "https://93.184.215.14:8443/tools.git",
                "http://127.0.0.1:8080/objects",
                "https://other.invalid/tools.git"
            })
    void nothingLeadsElsewhere(String detour) {
        assertThatThrownBy(() -> new OneHost(ASKED).create(url(detour)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("leads to");
    }

    @Test
    void theHostThatWasAskedForIsAllowed() throws IOException {
        assertThat(new OneHost(ASKED).create(url("https://93.184.215.14/tools.git/info/refs")))
                .isNotNull();
    }

    /// The name may have come to mean another machine since it was looked at.
    @Test
    void whatTheNameMeansIsLookedAtAgain() {
        assertThatThrownBy(() -> new OneHost("https://127.0.0.1/tools.git").create(url("https://127.0.0.1/tools.git")))
                .isInstanceOf(Refused.class);
    }
}
