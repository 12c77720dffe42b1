package coppice.server.web;

import coppice.server.kernel.Fields;
import coppice.server.kernel.Money;
import coppice.server.kernel.Refusal;
import coppice.server.kernel.Refused;
import coppice.server.kernel.RequestKey;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.AbstractMap;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/// A form as somebody filled it in, and what was wrong with it.
///
/// @param values  what stands in the fields, by name
/// @param refusal why it was not taken; absent for a fresh form
/// @param key     the idempotency key it carries
public record Form(Map<String, String> values, @Nullable Refusal refusal, String key) {
    public static Form fresh(Map<String, String> values) {
        return new Form(values, null, RequestKey.fresh());
    }

    /// What was posted, with its key.
    public static Form of(Map<String, String> posted) {
        String key = posted.getOrDefault("key", "");
        return new Form(posted, null, key.isBlank() ? RequestKey.fresh() : key);
    }

    /// What a request carries.
    static Form of(HttpServletRequest request) {
        var posted = new LinkedHashMap<String, String>();
        request.getParameterMap().forEach((name, all) -> posted.put(name, all[0]));
        return of(posted);
    }

    /// Text of at most `longest` characters; refused when it is missing.
    public String text(String field, int longest) {
        return Fields.text(field, value(field), longest);
    }

    /// As [#text], but may be empty.
    public String optional(String field, int longest) {
        return Fields.optional(field, value(field), longest);
    }

    public <E extends Enum<E>> E choice(String field, Class<E> type) {
        return Fields.choice(field, type, value(field));
    }

    public LocalDate date(String field) {
        return Fields.date(field, value(field));
    }

    public int whole(String field, int least, int most) {
        return Fields.whole(field, value(field), least, most);
    }

    public BigDecimal quantity(String field) {
        return Fields.quantity(field, value(field));
    }

    /// An amount above 0.
    public Money money(String field, Currency currency) {
        return Money.parsePositive(field, value(field), currency);
    }

    /// What was chosen out of a list of things: `form.id("bucket", BucketId::new)`.
    public <I> I id(String field, Function<UUID, I> kind) {
        return Fields.id(field, kind, value(field));
    }

    /// What `read` finds in a field that may be left empty.
    public <T> Optional<T> optional(String field, Function<String, T> read) {
        return value(field).isBlank() ? Optional.empty() : Optional.of(read.apply(field));
    }

    /// The same, with what the address says beside what was posted.
    public Form with(String field, String value) {
        var all = new LinkedHashMap<>(values);
        all.put(field, value);
        return new Form(all, refusal, key);
    }

    /// The same; the names of the fields that are asked for are noted.
    public Form noting(Set<String> asked) {
        return new Form(new Noting(values, asked), refusal, key);
    }

    private static final class Noting extends AbstractMap<String, String> {
        private final Map<String, String> values;
        private final Set<String> asked;

        Noting(Map<String, String> values, Set<String> asked) {
            this.values = values;
            this.asked = asked;
        }

        @Override
        public Set<Entry<String, String>> entrySet() {
            return values.entrySet();
        }

        @Override
        public @Nullable String get(@Nullable Object field) {
            if (field instanceof String name) asked.add(name);
            return values.get(field);
        }

        @Override
        public boolean containsKey(@Nullable Object field) {
            return get(field) != null;
        }
    }

    public String value(String field) {
        return values.getOrDefault(field, "");
    }

    public boolean chose(String field, String value) {
        return value(field).equals(value);
    }

    /// True when the message belongs to this field.
    public boolean wrong(String field) {
        return refusal != null && refusal.field().equals(field);
    }

    /// Does the work, or shows the same form again with the reason in place and everything typed kept.
    public Reply submit(Supplier<String> work, Function<Form, Page> again) {
        try {
            return new Redirect(work.get());
        } catch (Refused refused) {
            if (refused.refusal().kind() == Refusal.Kind.NOT_FOUND) throw refused;
            return again.apply(new Form(values, refused.refusal(), key))
                    .withStatus(RefusalAdvice.status(refused.refusal().kind()));
        }
    }

    /// The form that leads to a page which computed something without storing it.
    public Page show(Function<Form, Page> page) {
        try {
            return page.apply(this);
        } catch (Refused refused) {
            if (refused.refusal().kind() == Refusal.Kind.NOT_FOUND) throw refused;
            return page.apply(new Form(values, refused.refusal(), key)).withStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }
}
