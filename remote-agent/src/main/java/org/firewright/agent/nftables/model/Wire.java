package org.firewright.agent.nftables.model;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The attribute that a record's component travels in. Numbers are big-endian; texts end with a NUL; records and lists
 * are nests.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Wire {
    /** Its type. */
    int value();

    /** Bytes of a number: by default 4 of an Integer and 8 of a Long. */
    int bytes() default 0;

    /** Whether the bytes are attributes. */
    boolean nest() default false;
}
