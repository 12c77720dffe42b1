package coppice.server.charter;

import static org.assertj.core.api.Assertions.assertThat;

import coppice.server.Refusing;
import org.junit.jupiter.api.Test;

/// What is no name, no address and no currency of a commons.
class FoundingRefusalsTest extends Refusing {
    private String founded(String slug, String currency) {
        return code(program("Ana").postJson("/api/commons", key(), """
                        {"name":"A","slug":"%s","currency":"%s","purpose":"p","preset":"TIME_BANK"}""".formatted(slug, currency)));
    }

    @Test
    void anAddressIsOneWordThatNobodyHas() {
        assertThat(founded("A b", "EUR")).isEqualTo("bad-slug");
        assertThat(founded(commons.slug(), "EUR")).isEqualTo("slug-taken");
    }

    @Test
    void booksAreKeptInACurrency() {
        assertThat(founded("no-currency", "ZZZ")).isEqualTo("bad-field-not-a-currency");
        assertThat(commonses.bySlug("no-currency")).isEmpty();
    }

    @Test
    void aTermThatIsAnIdIsOne() {
        assertThat(refused("Ana", "/acts/release-member", "{'how':'PROPOSE','reason':'r','terms':{'member':'Ben'}}"))
                .isEqualTo("bad-field-not-an-id");
    }
}
