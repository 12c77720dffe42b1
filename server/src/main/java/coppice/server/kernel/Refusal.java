package coppice.server.kernel;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A rule said no. Every room seals its own refusals under this one.
public interface Refusal {
    /// Stable and public: it names the problem type (`/problems/CODE`) and the message (`refusal.CODE`).
    /// The name of the record: `OverGoal` is `over-goal`; with a component `fault` that is an enum, each of its
    /// constants makes a code, as `bad-field-missing`.
    default String code() {
        String name = getClass().getSimpleName().replaceAll("(?<!^)(?=[A-Z])", "_");
        return Stream.concat(Stream.of(name), components(Refusal::isFault).map(Object::toString))
                .collect(Collectors.joining("-"))
                .replace('_', '-')
                .toLowerCase(Locale.ROOT);
    }

    Kind kind();

    /// What explains the no, in the order the message uses it: what the record holds but its
    /// field and fault, unless it says otherwise.
    default List<Object> facts() {
        return components(component -> !component.getName().equals("field") && !isFault(component))
                .toList();
    }

    private static boolean isFault(RecordComponent component) {
        return component.getName().equals("fault") && component.getType().isEnum();
    }

    private Stream<Object> components(Predicate<RecordComponent> which) {
        var components = getClass().getRecordComponents();
        if (components == null) return Stream.empty();
        return Arrays.stream(components).filter(which).map(component -> {
            try {
                var accessor = component.getAccessor();
                accessor.setAccessible(true);
                return accessor.invoke(this);
            } catch (ReflectiveOperationException broken) {
                throw new IllegalStateException(broken);
            }
        });
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
