package org.firewright.agent.bpf;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.firewright.agent.bpf.ElfFile.Relocation;
import org.firewright.agent.bpf.ElfFile.Section;
import org.firewright.agent.bpf.ElfFile.Symbol;
import org.firewright.agent.bpf.ProgramSpec.Reference;

/** From an ELF file to specs: programs from sections named socket/…, maps from BTF, references from relocations. */
final class ObjectReader {
    private static final String PROGRAMS = "socket/";
    private static final String MAPS = ".maps";

    /** R_BPF_64_64 of LLVM's ELF for eBPF: the address in a 16-byte load instruction. */
    private static final int R_BPF_64_64 = 1;

    /** BPF_LD | BPF_IMM | BPF_DW of linux/bpf.h: a load that takes two slots. */
    private static final int LOAD_IMMEDIATE = 0x18;

    /** SHN_UNDEF of linux/elf.h: the symbol lies in no section; somebody else must say what it is. */
    private static final int UNDEFINED = 0;

    private static final int MAX_INSTRUCTIONS = 1_000_000;
    private static final int MAX_SIZE = 1 << 20;

    private final ElfFile elf;
    private final List<MapSpec> maps;

    private ObjectReader(ElfFile elf, List<MapSpec> maps) {
        this.elf = elf;
        this.maps = maps;
    }

    static ObjectSpec read(byte[] bytes) throws BadObjectException {
        if (bytes.length > ObjectSpec.MAX_BYTES) {
            throw new BadObjectException("it has more than " + ObjectSpec.MAX_BYTES + " bytes");
        }
        ElfFile elf = ElfFile.parse(bytes);
        ObjectReader reader = new ObjectReader(elf, maps(elf));
        List<ProgramSpec> programs = new ArrayList<>();
        for (Section section : elf.sections()) {
            if (section.name().startsWith(PROGRAMS)) {
                programs.add(reader.program(section));
            }
        }
        if (programs.isEmpty()) {
            throw new BadObjectException("it has no section " + PROGRAMS + "… with a program");
        }
        Optional<Section> license = elf.section("license");
        if (license.isEmpty()) {
            throw new BadObjectException("it has no section license");
        }
        return new ObjectSpec(programs, reader.maps, license.get().bytes().text(0));
    }

    private static List<MapSpec> maps(ElfFile elf) throws BadObjectException {
        Optional<Section> types = elf.section(".BTF");
        List<MapSpec> maps = new ArrayList<>();
        if (elf.section(MAPS).isPresent() && types.isEmpty()) {
            throw new BadObjectException("it declares maps but has no section .BTF (compile with -g)");
        }
        if (types.isPresent()) {
            Btf btf = Btf.parse(types.get().bytes());
            for (Btf.Variable variable : btf.variables(MAPS)) {
                maps.add(map(btf, variable));
            }
        }
        return maps;
    }

    private static MapSpec map(Btf btf, Btf.Variable variable) throws BadObjectException {
        long type = 0;
        long keySize = 0;
        long valueSize = 0;
        long maxEntries = 0;
        long flags = 0;
        for (Btf.Member member : btf.members(variable.type())) {
            switch (member.name()) {
                case "type" -> type = btf.pointedLength(member.type());
                case "key" -> keySize = btf.pointedSize(member.type());
                case "value" -> valueSize = btf.pointedSize(member.type());
                case "max_entries" -> maxEntries = btf.pointedLength(member.type());
                case "map_flags" -> flags = btf.pointedLength(member.type());
                default ->
                    throw new BadObjectException(
                            "map " + variable.name() + " declares " + member.name() + ", which is not supported");
            }
        }
        if (type == 0 || keySize < 0 || keySize > MAX_SIZE || valueSize < 0 || valueSize > MAX_SIZE) {
            throw new BadObjectException("map " + variable.name() + " has no type, or keys or values of no sane size");
        }
        return new MapSpec(variable.name(), (int) type, (int) keySize, (int) valueSize, (int) maxEntries, (int) flags);
    }

    private ProgramSpec program(Section section) throws BadObjectException {
        int size = section.bytes().size();
        List<Symbol> functions = elf.symbols().stream()
                .filter(symbol -> symbol.section() == section.index() && symbol.type() == Symbol.FUNCTION)
                .toList();
        if (functions.size() != 1
                || functions.getFirst().value() != 0
                || functions.getFirst().size() != size) {
            throw new BadObjectException("section " + section.name() + " must hold exactly one function");
        }
        if (size == 0 || size % ProgramSpec.INSTRUCTION != 0 || size / ProgramSpec.INSTRUCTION > MAX_INSTRUCTIONS) {
            throw new BadObjectException("section " + section.name() + " does not hold whole instructions");
        }
        List<Reference> references = new ArrayList<>();
        List<Reference> constants = new ArrayList<>();
        for (Relocation relocation : elf.relocations(section)) {
            Reference reference = reference(section, relocation);
            (relocation.symbol().section() == UNDEFINED ? constants : references).add(reference);
        }
        String name = functions.getFirst().name();
        return new ProgramSpec(name, ProgramSpec.SOCKET_FILTER, section.bytes().copy(), references, constants);
    }

    private Reference reference(Section section, Relocation relocation) throws BadObjectException {
        Symbol symbol = relocation.symbol();
        long offset = relocation.offset();
        boolean map =
                inMaps(symbol) && maps.stream().anyMatch(each -> each.name().equals(symbol.name()));
        boolean constant = symbol.section() == UNDEFINED && !symbol.name().isEmpty();
        if (relocation.type() != R_BPF_64_64 || !(map || constant)) {
            throw new BadObjectException("section " + section.name() + " refers to " + symbol.name()
                    + ", which is neither one of its maps nor a constant");
        }
        boolean load = offset % ProgramSpec.INSTRUCTION == 0
                && offset <= section.bytes().size() - 2L * ProgramSpec.INSTRUCTION
                && section.bytes().u8(offset) == LOAD_IMMEDIATE;
        if (!load) {
            throw new BadObjectException(
                    "section " + section.name() + " refers to " + symbol.name() + " where no load instruction is");
        }
        return new Reference((int) (offset / ProgramSpec.INSTRUCTION), symbol.name());
    }

    private boolean inMaps(Symbol symbol) {
        return symbol.section() < elf.sections().size()
                && elf.sections().get(symbol.section()).name().equals(MAPS);
    }
}
