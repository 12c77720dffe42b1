package coppice.server.kernel;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// A rule said no. Every room seals its own refusals under this one.
public interface Refusal {
    /// Stable and public: it names the problem type (`/problems/CODE`) and the message (`refusal.CODE`).
    /// The name of the record, unless it says otherwise: `OverGoal` is `over-goal`.
    default String code() {
        return getClass().getSimpleName().replaceAll("(?<!^)(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    Kind kind();

    /// What explains the no, in the order the message uses it: what the record holds, unless it says
    /// otherwise.
    default List<Object> facts() {
        var components = getClass().getRecordComponents();
        return components == null
                ? List.of()
                : Arrays.stream(components)
                        .map(component -> {
                            try {
                                var accessor = component.getAccessor();
                                accessor.setAccessible(true);
                                return accessor.invoke(this);
                            } catch (ReflectiveOperationException broken) {
                                throw new IllegalStateException(broken);
                            }
                        })
                        .toList();
    }

    /// The form field the message belongs to; empty when it concerns the whole request.
    default String field() {
        return "";
    }

    /// Decides the HTTP status and nothing else.
    enum Kind {
        NOT_SIGNED_IN,
        NOT_FOUND,
        NOT_ALLOWED,
        CONFLICT,
        INVALID,
        TOO_MANY,
        TOO_LARGE,
        /// Not the request's fault.
        BROKEN
    }
}
