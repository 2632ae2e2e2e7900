package org.firewright.compile.ebpf;

/** Widths of loads and stores, with their bits in an instruction's operation (BPF_SIZE in linux/bpf_common.h). */
public enum Size {
    BYTE(0x10, 1),
    HALF(0x08, 2),
    WORD(0x00, 4),
    DOUBLE(0x18, 8);

    private final int code;
    private final int bytes;

    Size(int code, int bytes) {
        this.code = code;
        this.bytes = bytes;
    }

    int code() {
        return code;
    }

    /** How many bytes. */
    public int bytes() {
        return bytes;
    }
}
