package coppice.server.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Who may use a route. Every route says it with [Allow]; one that does not stops the start.
public enum Access {
    /// Anyone, signed in or not.
    PUBLIC,
    /// Whoever is signed in.
    ACCOUNT,
    /// Members of the commons in the address, and anyone where its charter makes members' names public.
    READER,
    /// Members of the commons in the address.
    MEMBER,
    /// Stewards of the commons in the address.
    STEWARD;

    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    public @interface Allow {
        Access value();

        /// Whether it may be used when the commons has ended, though it is no mere reading.
        boolean afterEnd() default false;
    }
}
