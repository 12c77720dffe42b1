package coppice.server.kernel;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;

/// What makes a write idempotent: a key made by the client and a digest of what it asked for.
///
/// Tables that hold an effect keep both; the same key with the same digest is answered by the first effect.
public record RequestKey(String key, String digest) {
    private static final int LONGEST = 100;

    /// The key of somebody who asks for `verb`; keys for one verb never meet those for another, or our own.
    public static RequestKey asked(String verb, String key, Object... parts) {
        if (key.isBlank())
            throw new Refused(new KernelRefusal.BadField("key", KernelRefusal.BadField.Fault.MISSING, ""));
        if (key.length() > LONGEST)
            throw new Refused(new KernelRefusal.BadField("key", KernelRefusal.BadField.Fault.TOO_LONG, key));
        return of(verb + ":" + key, parts);
    }

    /// The key for a request whose content is `parts`, in order.
    public static RequestKey of(String key, Object... parts) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            for (Object part : parts) {
                var bytes = String.valueOf(part).getBytes(StandardCharsets.UTF_8);
                sha.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
                sha.update(bytes);
            }
            return new RequestKey(key, HexFormat.of().formatHex(Arrays.copyOf(sha.digest(), 16)));
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("every JDK has SHA-256", absent);
        }
    }

    /// A key for a form that has just been made.
    public static String fresh() {
        return UUID.randomUUID().toString();
    }

    /// Refuses when `stored`, the digest of the first request with this key, is not this request's.
    public void sameAs(String stored) {
        if (!digest.equals(stored)) throw new Refused(new KernelRefusal.IdempotencyKeyReused(key));
    }
}
