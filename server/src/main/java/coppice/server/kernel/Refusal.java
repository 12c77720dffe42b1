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

    /// What explains the no, in the order the message uses it: what the record holds but the name of a
    /// field, unless it says otherwise.
    default List<Object> facts() {
        var components = getClass().getRecordComponents();
        return components == null
                ? List.of()
                : Arrays.stream(components)
                        .filter(component -> !component.getName().equals("field"))
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

    /// The form field the message belongs to, as `@About` or a component of this name says; empty when it
    /// concerns the whole request.
    default String field() {
        var about = getClass().getAnnotation(About.class);
        return about == null ? "" : about.value();
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

    interface NotSignedIn extends Refusal {
        @Override
        default Kind kind() {
            return Kind.NOT_SIGNED_IN;
        }
    }

    interface NotFound extends Refusal {
        @Override
        default Kind kind() {
            return Kind.NOT_FOUND;
        }
    }

    interface NotAllowed extends Refusal {
        @Override
        default Kind kind() {
            return Kind.NOT_ALLOWED;
        }
    }

    /// How things stand does not let it happen.
    interface Conflict extends Refusal {
        @Override
        default Kind kind() {
            return Kind.CONFLICT;
        }
    }

    /// What was asked for is wrong in itself.
    interface Invalid extends Refusal {
        @Override
        default Kind kind() {
            return Kind.INVALID;
        }
    }

    interface TooMany extends Refusal {
        @Override
        default Kind kind() {
            return Kind.TOO_MANY;
        }
    }

    interface TooLarge extends Refusal {
        @Override
        default Kind kind() {
            return Kind.TOO_LARGE;
        }
    }

    interface Broken extends Refusal {
        @Override
        default Kind kind() {
            return Kind.BROKEN;
        }
    }
}
