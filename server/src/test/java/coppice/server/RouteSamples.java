package coppice.server;

import java.util.List;
import java.util.UUID;

/// What a room brings for the laws of routes: something of the village for each variable of its addresses. Found by
/// its type, listed nowhere.
public interface RouteSamples {
    enum Whose {
        /// The commons' own: not there under the address of another.
        COMMONS,
        /// Means something everywhere.
        EVERYBODY,
        /// A secret, or a thing of one person alone: not there for those who are let through.
        NOBODY
    }

    /// @param variable its name; where a room has several of that name, with what stands before it: `images/file`
    record Sample(String variable, String value, Whose whose) {
        public static Sample of(String variable, Object value) {
            return new Sample(variable, value.toString(), Whose.COMMONS);
        }

        public static Sample everywhere(String variable, Object value) {
            return new Sample(variable, value.toString(), Whose.EVERYBODY);
        }

        public static Sample nobodys(String variable) {
            return new Sample(variable, UUID.randomUUID().toString(), Whose.NOBODY);
        }
    }

    List<Sample> in(Village village) throws Exception;
}
