package org.firewright.compile.ebpf;

/** Comparisons of unsigned 64-bit numbers that jump when they hold (BPF_JMP in linux/bpf.h). */
public enum Jump {
    EQUAL(0x10),
    NOT_EQUAL(0x50),
    LESS(0xa0),
    LESS_OR_EQUAL(0xb0),
    GREATER(0x20),
    GREATER_OR_EQUAL(0x30),
    /** At least one bit of both is set. */
    COMMON_BITS(0x40);

    private final int code;

    Jump(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }
}
