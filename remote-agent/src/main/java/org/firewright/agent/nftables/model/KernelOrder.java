package org.firewright.agent.nftables.model;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The order in which the kernel lists the attributes, where it is not the one in which they are sent. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@interface KernelOrder {
    int[] value();
}
