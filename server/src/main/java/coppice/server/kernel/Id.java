package coppice.server.kernel;

import gg.jte.Content;
import gg.jte.TemplateOutput;
import java.lang.reflect.InvocationTargetException;
import java.util.UUID;

/// Which one of its kind: every noun has a record of its own, so that a round is never taken for a bucket.
///
/// In text, in templates and as JSON it is the plain UUID.
public interface Id extends Content, Comparable<Id> {
    UUID value();

    @Override
    default int compareTo(Id other) {
        return value().compareTo(other.value());
    }

    @Override
    default void writeTo(TemplateOutput output) {
        output.writeUserContent(value().toString());
    }

    /// The id of kind `type` with that value.
    static <I extends Id> I of(Class<I> type, UUID value) {
        try {
            var constructor = type.getDeclaredConstructor(UUID.class);
            constructor.setAccessible(true);
            return constructor.newInstance(value);
        } catch (NoSuchMethodException
                | InstantiationException
                | IllegalAccessException
                | InvocationTargetException broken) {
            throw new IllegalStateException(type + " is no record of one UUID", broken);
        }
    }
}
