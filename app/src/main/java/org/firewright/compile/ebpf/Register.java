package org.firewright.compile.ebpf;

/** Registers of eBPF. R0 holds results, R1 to R5 arguments that a call forgets, R6 to R9 stay, R10 is the stack's end. */
public enum Register {
    R0,
    R1,
    R2,
    R3,
    R4,
    R5,
    R6,
    R7,
    R8,
    R9,
    R10
}
