package org.firewright.compile.ebpf;

/** A place in a program that is jumped to; bound to one place by one assembler. */
public final class Label {
    int target = -1;
    boolean wanted;
}
