package coppice.server.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coppice.server.kernel.RequestKey.Known;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A request is known again by whoever made it, after a restart and after an upgrade.
class RequestKeyTest {
    private static final PartyId ANA = new PartyId(new UUID(0, 1));
    private static final PartyId BEN = new PartyId(new UUID(0, 2));

    enum Size {
        SMALL {
            @Override
            public String toString() {
                return "tiny";
            }
        }
    }

    record Draft(String title, long minorUnits) {}

    /// The same after a member was added that this request does not use, with its members in another order.
    record Later(long minorUnits, @Nullable String note, Optional<String> more, List<String> parts, String title) {}

    private static String digest(Object... parts) {
        return RequestKey.of("", parts).digest();
    }

    @Test
    void aMemberThatIsNotUsedChangesNothing() {
        assertThat(digest(new Later(5, null, Optional.empty(), List.of(), "Oven")))
                .isEqualTo(digest(new Draft("Oven", 5)));
        assertThat(digest(new Later(5, "", Optional.empty(), List.of(), "Oven")))
                .isNotEqualTo(digest(new Draft("Oven", 5)));
    }

    @Test
    void orderCountsInListsAndNotInSetsAndMaps() {
        assertThat(digest(Set.of("a", "b"))).isEqualTo(digest(new LinkedHashSet<>(List.of("b", "a"))));
        assertThat(digest(List.of("a", "b"))).isNotEqualTo(digest(List.of("b", "a")));
        assertThat(digest(Map.of("a", 1, "b", 2))).isEqualTo(digest(new java.util.TreeMap<>(Map.of("b", 2, "a", 1))));
        assertThat(digest(List.of(new BigDecimal("1.50")))).isEqualTo(digest(List.of(new BigDecimal("1.5"))));
        assertThat(digest(List.of("a\",\"b"))).isNotEqualTo(digest(List.of("a", "b")));
    }

    /// These stand in databases: they may never change. Single values are digested as they always were.
    @Test
    void digestsStayWhatTheyAre() {
        assertThat(digest(ANA, 100L, "EUR")).isEqualTo("3ebc030451250581bd9993dc4bc1f6b8");
        assertThat(digest(new Draft("Oven", 5), List.of(Size.SMALL))).isEqualTo("fe989657a203e2868cd1b471ff58c270");
    }

    @Test
    void twoPeopleWithTheSameKeyDoNotMeet() {
        var first = RequestKey.asked("log", ANA, "1", "bread");
        var other = RequestKey.asked("log", BEN, "1", "soup");
        var stored = Map.of(first.key(), new Known<>(first.digest(), "Ana's"));
        assertThat(other.once(key -> Optional.ofNullable(stored.get(key)), () -> "Ben's"))
                .isEqualTo("Ben's");
        assertThat(first.once(key -> Optional.ofNullable(stored.get(key)), () -> "again"))
                .isEqualTo("Ana's");
    }

    @Test
    void theSameKeyForSomethingElseIsRefused() {
        var first = RequestKey.asked("log", ANA, "1", "bread");
        assertThatThrownBy(() -> RequestKey.asked("log", ANA, "1", "soup")
                        .once(key -> Optional.of(new Known<>(first.digest(), "bread")), () -> "soup"))
                .isInstanceOf(Refused.class);
    }

    /// The version before stored `verb:key` and digested what records print, with or without who asked.
    @Test
    void whatTheVersionBeforeStoredIsKnownWhenItComesAgain() {
        var draft = new Draft("Oven", 5);
        var before = Map.of(
                "round:1", new Known<>(RequestKey.of("", ANA, draft.toString()).digest(), "made"));
        assertThat(RequestKey.asked("round", ANA, "1", draft)
                        .once(key -> Optional.ofNullable(before.get(key)), () -> "twice"))
                .isEqualTo("made");
        assertThat(RequestKey.asked("round", BEN, "1", draft)
                        .once(key -> Optional.ofNullable(before.get(key)), () -> "Ben's own"))
                .isEqualTo("Ben's own");
    }
}
