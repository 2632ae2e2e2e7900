package org.firewright.agent.nftables.model;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** An expression's name in the kernel. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@interface Named {
    String value();
}
