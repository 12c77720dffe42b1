package coppice.server.kernel;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What makes a write idempotent: a key made by the client and a digest of what it asked for.
///
/// Tables that hold an effect keep both; the same key with the same digest is answered by the first effect. A key
/// belongs to whoever made it: two people who use the same one do not meet.
///
/// @param key     as it is stored
/// @param digest  of the request's content, in the form of [Content]
/// @param earlier how versions before keys had owners would have stored it: a request whose answer was lost in an
/// upgrade is known when it comes again
public record RequestKey(String key, String digest, Optional<Earlier> earlier) {
    private static final int LONGEST = 100;

    /// A random key, as forms carry, is nobody else's: there the key alone tells.
    ///
    /// @param digests any of which was this request's
    public record Earlier(String key, Set<String> digests) {
        private static final Pattern RANDOM =
                Pattern.compile(".*\\b[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}");

        private boolean made(String digest) {
            return digests.contains(digest) || RANDOM.matcher(key).matches();
        }
    }

    /// What is stored of the first request with a key, and what came of it.
    public record Known<T>(String digest, T effect) {}

    /// The key of somebody who asks for `verb`; keys for one verb never meet those for another, or our own.
    public static RequestKey asked(String verb, Id who, String key, Object... parts) {
        if (key.isBlank())
            throw new Refused(new KernelRefusal.BadField("key", KernelRefusal.BadField.Fault.MISSING, ""));
        if (key.length() > LONGEST)
            throw new Refused(new KernelRefusal.BadField("key", KernelRefusal.BadField.Fault.TOO_LONG, key));
        var withWho = Stream.concat(Stream.of(who), Arrays.stream(parts)).toArray();
        return new RequestKey(
                verb + ":" + who + ":" + key,
                digest(Content::of, parts),
                Optional.of(new Earlier(
                        verb + ":" + key, Set.of(digest(String::valueOf, parts), digest(String::valueOf, withWho)))));
    }

    /// The key for a request whose content is `parts`, in order.
    public static RequestKey of(String key, Object... parts) {
        return new RequestKey(key, digest(Content::of, parts), Optional.empty());
    }

    /// Our own key for what such a request leads to.
    public RequestKey at(String other) {
        return new RequestKey(other, digest, Optional.empty());
    }

    /// The key of another effect of the same request, in another table.
    public RequestKey part(String name) {
        return named(before -> name + ":" + before);
    }

    /// The keys of the second, third … effect of the same request in one table.
    public RequestKey numbered(long number) {
        return named(before -> before + "#" + number);
    }

    private RequestKey named(UnaryOperator<String> name) {
        return new RequestKey(
                name.apply(key),
                digest,
                earlier.map(before -> new Earlier(name.apply(before.key()), before.digests())));
    }

    /// Does the work, unless it was done already: then gives what came of it, and refuses a key that was used for
    /// something else.
    ///
    /// @param find what is stored under a key
    public <T> T once(Function<String, Optional<Known<T>>> find, Supplier<T> work) {
        return known(find).orElseGet(work);
    }

    /// What came of the first request with this key.
    public <T> Optional<T> known(Function<String, Optional<Known<T>>> find) {
        var first = find.apply(key);
        first.ifPresent(known -> sameAs(known.digest()));
        return first.or(() -> earlier.flatMap(
                        before -> find.apply(before.key()).filter(known -> before.made(known.digest()))))
                .map(Known::effect);
    }

    /// Under which keys the first such request may be stored.
    public List<String> keys() {
        return Stream.concat(Stream.of(key), earlier.stream().map(Earlier::key)).toList();
    }

    /// A key for a form that has just been made.
    public static String fresh() {
        return UUID.randomUUID().toString();
    }

    /// Refuses when `stored`, the digest of the first request with this key, is not this request's.
    public void sameAs(String stored) {
        if (!digest.equals(stored)) throw new Refused(new KernelRefusal.IdempotencyKeyReused(key));
    }

    private static String digest(Function<Object, String> form, Object... parts) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            for (Object part : parts) {
                var bytes = form.apply(part).getBytes(StandardCharsets.UTF_8);
                sha.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
                sha.update(bytes);
            }
            return HexFormat.of().formatHex(Arrays.copyOf(sha.digest(), 16));
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("every JDK has SHA-256", absent);
        }
    }
}
