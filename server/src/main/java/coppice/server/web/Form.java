package coppice.server.web;

import coppice.server.kernel.Refusal;
import coppice.server.kernel.Refused;
import java.util.Map;
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
        return new Form(values, null, coppice.server.kernel.RequestKey.fresh());
    }

    /// What was posted, with its key.
    public static Form of(Map<String, String> posted) {
        String key = posted.getOrDefault("key", "");
        return new Form(posted, null, key.isBlank() ? coppice.server.kernel.RequestKey.fresh() : key);
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
    public Object submit(Supplier<String> work, Function<Form, Page> again) {
        try {
            return new Redirect(work.get());
        } catch (Refused refused) {
            if (refused.refusal().kind() == Refusal.Kind.NOT_FOUND) throw refused;
            return again.apply(new Form(values, refused.refusal(), key))
                    .withStatus(RefusalAdvice.status(refused.refusal()));
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
