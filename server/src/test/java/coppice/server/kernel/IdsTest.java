package coppice.server.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Ids sort as they were made, whatever the clock does.
class IdsTest {
    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");

    @Test
    void manyOfOneMillisecondAreInOrder() {
        var ids = new Ids(Clock.fixed(NOON, ZoneOffset.UTC));
        var made = Stream.generate(ids::next).limit(100_000).toList();
        assertThat(made).isSorted().doesNotHaveDuplicates();
        assertThat(made).allSatisfy(id -> {
            assertThat(id.version()).isEqualTo(7);
            assertThat(id.variant()).isEqualTo(2);
        });
        assertThat(millis(made.getFirst())).isEqualTo(NOON.toEpochMilli());
        assertThat(millis(made.getLast()))
                .as("a counter that is full carries into the millisecond")
                .isBetween(NOON.toEpochMilli() + 100_000 / 4096, NOON.toEpochMilli() + 100_000 / 4096 + 1);
    }

    @Test
    void aClockThatGoesBackTakesNoIdBack() {
        var clock = new Steps(NOON.toEpochMilli(), -1);
        var ids = new Ids(clock);
        var made = Stream.generate(ids::next).limit(10_000).toList();
        assertThat(made).isSorted().doesNotHaveDuplicates();
        assertThat(clock.millis()).isLessThan(NOON.toEpochMilli() - 9_000);
    }

    @Test
    void aClockThatGoesOnIsFollowed() {
        var ids = new Ids(new Steps(NOON.toEpochMilli(), 1));
        for (int i = 0; i < 1000; i++) assertThat(millis(ids.next())).isEqualTo(NOON.toEpochMilli() + i);
    }

    /// Each thread's own are in order, and no two threads make the same.
    @Test
    void threadsTogetherMakeNoneTwice() throws Exception {
        var ids = new Ids(Clock.fixed(NOON, ZoneOffset.UTC));
        Callable<List<UUID>> work =
                () -> Stream.generate(ids::next).limit(20_000).toList();
        var all = new ArrayList<UUID>();
        try (var pool = Executors.newFixedThreadPool(16)) {
            for (var made : pool.invokeAll(List.of(work, work, work, work, work, work, work, work))) {
                assertThat(made.get()).isSorted();
                all.addAll(made.get());
            }
        }
        assertThat(all.stream().map(UUID::getMostSignificantBits)).doesNotHaveDuplicates();
    }

    private static long millis(UUID id) {
        return id.getMostSignificantBits() >>> 16;
    }

    /// A clock that moves a step each time it is looked at.
    private static final class Steps extends Clock {
        private final AtomicLong at;
        private final long step;

        private Steps(long at, long step) {
            this.at = new AtomicLong(at);
            this.step = step;
        }

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
            return Instant.ofEpochMilli(at.getAndAdd(step));
        }
    }
}
