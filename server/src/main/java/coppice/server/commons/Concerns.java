package coppice.server.commons;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Which of the charter's matters a motion can be part of; stands on the record of its terms.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Concerns {
    Matter[] value();

    /// True: only the members themselves do it, never a steward alone nor somebody by an authority.
    boolean decided() default false;
}
