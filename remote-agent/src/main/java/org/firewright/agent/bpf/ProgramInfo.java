package org.firewright.agent.bpf;

import java.util.List;

/**
 * What the kernel tells of a program.
 *
 * @param id the kernel's number for it
 * @param name at most 15 bytes
 * @param type of enum bpf_prog_type
 * @param mapIds the numbers of the maps that it looks into
 */
public record ProgramInfo(long id, String name, int type, List<Long> mapIds) {
    public ProgramInfo {
        mapIds = List.copyOf(mapIds);
    }
}
