package org.firewright.agent.bpf;

import java.util.List;

/**
 * What a compiled object holds.
 *
 * @param programs its programs, in the order of their sections
 * @param maps the maps that its programs look into, in the order of their declaration
 * @param license under which its programs ask the kernel for helpers, such as GPL
 */
public record ObjectSpec(List<ProgramSpec> programs, List<MapSpec> maps, String license) {
    /** The most bytes that an object may have; ours have a few thousand. */
    public static final int MAX_BYTES = 1 << 20;

    public ObjectSpec {
        programs = List.copyOf(programs);
        maps = List.copyOf(maps);
    }

    /**
     * Reads an object as clang makes it ({@code -target bpfel -g}): ELF with relocations, maps declared through BTF.
     *
     * @param elf the object's bytes, which may be anybody's
     * @throws BadObjectException when they are no such object, or one that needs what we do not support
     */
    public static ObjectSpec parse(byte[] elf) throws BadObjectException {
        return ObjectReader.read(elf);
    }

    /** The program of this name. Throws BadObjectException where there is none. */
    public ProgramSpec program(String name) throws BadObjectException {
        return programs.stream()
                .filter(program -> program.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new BadObjectException("it has no program " + name));
    }

    /** The map of this name. Throws BadObjectException where there is none. */
    public MapSpec map(String name) throws BadObjectException {
        return maps.stream()
                .filter(map -> map.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new BadObjectException("it has no map " + name));
    }
}
