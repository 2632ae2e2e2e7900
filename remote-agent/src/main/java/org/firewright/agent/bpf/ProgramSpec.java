package org.firewright.agent.bpf;

import java.util.List;

/**
 * How to make a program.
 *
 * @param name the function's name in the source
 * @param type of enum bpf_prog_type in linux/bpf.h
 * @param instructions of eight bytes each, little-endian, with no map in them yet; not copied, must not be changed
 * @param maps where the numbers of maps belong
 * @param constants where numbers belong that are known only when it is loaded
 */
@SuppressWarnings("ArrayRecordComponent") // code that is written once and handed to the kernel
public record ProgramSpec(String name, int type, byte[] instructions, List<Reference> maps, List<Reference> constants) {
    /** BPF_PROG_TYPE_SOCKET_FILTER: what xt_bpf calls. */
    public static final int SOCKET_FILTER = 1;

    /** Bytes of one instruction; struct bpf_insn. */
    static final int INSTRUCTION = 8;

    public ProgramSpec {
        maps = List.copyOf(maps);
        constants = List.copyOf(constants);
    }

    /**
     * An instruction that loads what is to be filled in.
     *
     * @param instruction its index; it takes two slots
     * @param name of the map or constant
     */
    public record Reference(int instruction, String name) {}
}
