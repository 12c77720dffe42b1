package coppice.server.kernel;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/// Makes ids and secrets. Ids are UUIDs of version 7; those of one program sort in the order in which they were made.
///
/// RFC 9562, section 6.2, method 1: the twelve bits after the millisecond are a counter. Each new millisecond seeds it
/// at random with its first bit clear; from there it counts, and where it overflows it carries into the millisecond.
/// A clock that stands still or goes back changes nothing about that: the last id is counted on. Two programs on one
/// database are ordered by their clocks alone.
public final class Ids {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int COUNTER_BITS = 12;
    private static final int SEEDS = 1 << (COUNTER_BITS - 1);

    private final Clock clock;

    /// The millisecond and the counter of the last id, as one number: so counting on carries.
    private final AtomicLong last = new AtomicLong();

    public Ids(Clock clock) {
        this.clock = clock;
    }

    public UUID next() {
        long fresh = clock.millis() << COUNTER_BITS | RANDOM.nextInt(SEEDS);
        long now = last.updateAndGet(before -> Math.max(before + 1, fresh));
        long high = now >>> COUNTER_BITS << 16 | 0x7000 | (now & ((1 << COUNTER_BITS) - 1));
        long low = RANDOM.nextLong() >>> 2 | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    /// A new id of a kind: `ids.next(RoundId::new)`.
    public <I> I next(Function<UUID, I> kind) {
        return kind.apply(next());
    }

    /// 256 random bits as text that fits into a link.
    public String secret() {
        var bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /// What is kept of a secret.
    public static String digest(String secret) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("every JDK has SHA-256", absent);
        }
    }

    /// A UUID from an address or a form; refuses what is none, as not found.
    public static UUID parse(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException notAnId) {
            throw new Refused(new KernelRefusal.NotFound());
        }
    }
}
