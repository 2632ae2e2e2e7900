package org.firewright.agent.iplist;

import org.firewright.agent.bpf.BpfProgram;
import org.firewright.agent.bpf.ProgramSpec;

/**
 * A list's program as a function for other programs: its argument is the packet, its result 0 or 1.
 *
 * @param maps must stay open until the other program is loaded
 * @param instructions refer to the maps by their descriptors; not copied, must not be changed
 */
@SuppressWarnings("ArrayRecordComponent") // code that is written once and handed to the kernel
public record ListCode(ListMaps maps, byte[] instructions) implements AutoCloseable {
    static ListCode of(ListMaps maps, ProgramSpec spec) {
        return new ListCode(maps, BpfProgram.bound(spec, maps.byName(), maps.constants()));
    }

    @Override
    public void close() {
        maps.close();
    }
}
