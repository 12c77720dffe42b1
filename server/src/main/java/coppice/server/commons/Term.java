package coppice.server.commons;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// What one term of a motion may hold; stands on a component of its record. A component without it is called as it
/// stands there, and has to be given unless it is an `Optional`.
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface Term {
    /// As it is called in JSON and in forms, where Java does not allow the word.
    String name() default "";

    /// The most characters of a text.
    int longest() default 200;

    /// The bounds of a whole number.
    long least() default 0;

    long most() default Integer.MAX_VALUE;

    /// Whether an amount may be 0.
    boolean mayBeNothing() default false;

    /// What stands where it is not given, written as a form would; empty: it has to be given.
    String usual() default "";
}
