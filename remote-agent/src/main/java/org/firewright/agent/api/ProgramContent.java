package org.firewright.agent.api;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * An eBPF program that was made for a rule. It is given the packet from its IP header on, and matches where it does not
 * return 0. What it looks into besides the packet stands beside its instructions: a call of another program ({@code
 * BPF_PSEUDO_CALL}) has as its immediate value the index of a list's program, and the address of a map's value ({@code
 * BPF_PSEUDO_MAP_VALUE}) means the data.
 *
 * @param digest lower-case hexadecimal SHA-256 of all the rest, see {@link #of}
 * @param instructions sixteen lower-case hexadecimal digits each: operation (two), registers (source, then target),
 *     offset (four), immediate value (eight); numbers as people write them
 * @param data what the program reads, hexadecimal; may be empty
 * @param lists which lists' programs it calls
 */
public record ProgramContent(String digest, String instructions, String data, List<Condition.InList> lists) {
    /** How many digits an instruction has. */
    public static final int DIGITS = 16;

    /** The program with these parts. */
    public static ProgramContent of(String instructions, String data, List<Condition.InList> lists) {
        StringBuilder form = new StringBuilder("firewright program 1\n");
        form.append(instructions).append('\n').append(data).append('\n');
        for (Condition.InList list : lists) {
            form.append(list.direction())
                    .append(' ')
                    .append(list.list())
                    .append(' ')
                    .append(list.inverted())
                    .append('\n');
        }
        String digest = ListFile.sha256(form.toString().getBytes(StandardCharsets.UTF_8));
        return new ProgramContent(digest, instructions, data, List.copyOf(lists));
    }

    /** How many instructions there are. */
    public int size() {
        return instructions.length() / DIGITS;
    }
}
