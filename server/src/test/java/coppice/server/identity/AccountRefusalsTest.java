package coppice.server.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coppice.server.House;
import coppice.server.kernel.Refused;
import org.junit.jupiter.api.Test;

/// What is no account.
class AccountRefusalsTest {
    private final Identity identity = House.open().room(Identity.class);

    private String refused(String email, String password) {
        var code = new StringBuilder();
        assertThatThrownBy(() -> identity.create("Somebody", email, password))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> code.append(refused.refusal().code()));
        return code.toString();
    }

    @Test
    void anAccountHasAnAddressOfItsOwnAndALongPassword() {
        String taken = House.open().story().person("Ana").email();
        assertThat(refused("nowhere", "long enough for this")).isEqualTo("not-an-email");
        assertThat(refused("somebody@example.org", "short")).isEqualTo("password-too-short");
        assertThat(refused(taken, "long enough for this")).isEqualTo("email-taken");
    }
}
