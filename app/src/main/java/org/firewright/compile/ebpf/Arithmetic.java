package org.firewright.compile.ebpf;

/** What can be done with 64-bit numbers (BPF_ALU64 in linux/bpf.h). */
public enum Arithmetic {
    ADD(0x00),
    SUBTRACT(0x10),
    OR(0x40),
    AND(0x50),
    SHIFT_LEFT(0x60),
    /** Unsigned. */
    SHIFT_RIGHT(0x70),
    MOVE(0xb0),
    /** Signed: what comes in above is the sign. */
    SHIFT_RIGHT_SIGNED(0xc0);

    private final int code;

    Arithmetic(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }
}
