package org.firewright.agent.bpf;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An ELF file as far as eBPF objects need it: sections, symbols, relocations. Layouts and numbers are those of
 * linux/elf.h.
 */
record ElfFile(List<Section> sections, List<Symbol> symbols) {
    /** EM_BPF of linux/elf-em.h. */
    private static final int EM_BPF = 247;

    private static final int ET_REL = 1;
    private static final int HEADER = 64;
    private static final int SECTION_HEADER = 64;
    private static final int SYMBOL = 24;
    private static final int RELOCATION = 16;
    private static final int MAX_SECTIONS = 1000;
    private static final int MAX_SYMBOLS = 10_000;
    private static final int SHT_SYMTAB = 2;
    private static final int SHT_NOBITS = 8;
    private static final int SHT_REL = 9;

    /**
     * A section.
     *
     * @param index its number, by which symbols and relocations refer to it
     * @param type SHT_*
     * @param link the number of a section that belongs to it
     * @param info for relocations: the number of the section that they change
     */
    record Section(int index, String name, int type, int link, int info, Bytes bytes) {}

    /**
     * A symbol.
     *
     * @param type STT_*
     * @param section the number of the section that it lies in
     * @param value its offset in there
     */
    record Symbol(String name, int type, int section, long value, long size) {
        /** STT_FUNC. */
        static final int FUNCTION = 2;
    }

    /**
     * A place to be filled in.
     *
     * @param offset in the section that is changed
     * @param type R_BPF_*
     */
    record Relocation(long offset, int type, Symbol symbol) {}

    static ElfFile parse(byte[] bytes) throws BadObjectException {
        Bytes file = Bytes.of(bytes, "the file");
        // Magic number; 2: 64 bits; 1: little-endian; 1: version.
        if (file.size() < HEADER
                || file.u32(0) != 0x464c457f
                || file.u8(4) != 2
                || file.u8(5) != 1
                || file.u8(6) != 1) {
            throw new BadObjectException("it is not a little-endian 64-bit ELF file");
        }
        if (file.u16(16) != ET_REL || file.u16(18) != EM_BPF) {
            throw new BadObjectException("it is an ELF file, but not a relocatable one for eBPF");
        }
        long table = file.u64(40);
        int entrySize = file.u16(58);
        int count = file.u16(60);
        int names = file.u16(62);
        if (entrySize != SECTION_HEADER || count > MAX_SECTIONS || names >= count) {
            throw new BadObjectException("its table of sections makes no sense");
        }
        Bytes headers = file.part(table, (long) count * SECTION_HEADER, "the table of sections");
        Bytes texts = content(file, headers, names, "the table of names");
        List<Section> sections = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int at = i * SECTION_HEADER;
            String name = texts.text(headers.u32(at));
            int link = number(headers.u32(at + 40), count);
            int info = (int) headers.u32(at + 44);
            sections.add(new Section(
                    i, name, (int) headers.u32(at + 4), link, info, content(file, headers, i, "section " + name)));
        }
        return new ElfFile(List.copyOf(sections), symbols(sections));
    }

    Optional<Section> section(String name) {
        return sections.stream().filter(section -> section.name().equals(name)).findFirst();
    }

    /** What must be filled in in a section, in the order of the file. */
    List<Relocation> relocations(Section target) throws BadObjectException {
        List<Relocation> relocations = new ArrayList<>();
        for (Section section : sections) {
            if (section.type() != SHT_REL || section.info() != target.index()) {
                continue;
            }
            for (int at = 0; at < section.bytes().size(); at += RELOCATION) {
                long symbol = section.bytes().u32(at + 12);
                relocations.add(new Relocation(
                        section.bytes().u64(at),
                        (int) section.bytes().u32(at + 8),
                        symbols.get(number(symbol, symbols.size()))));
            }
        }
        return relocations;
    }

    private static List<Symbol> symbols(List<Section> sections) throws BadObjectException {
        List<Symbol> symbols = new ArrayList<>();
        for (Section section : sections) {
            if (section.type() != SHT_SYMTAB) {
                continue;
            }
            Bytes texts = sections.get(section.link()).bytes();
            Bytes table = section.bytes();
            if (!symbols.isEmpty() || table.size() > MAX_SYMBOLS * SYMBOL) {
                throw new BadObjectException("it has too many symbols");
            }
            for (int at = 0; at < table.size(); at += SYMBOL) {
                symbols.add(new Symbol(
                        texts.text(table.u32(at)),
                        table.u8(at + 4) & 0xf,
                        table.u16(at + 6),
                        table.u64(at + 8),
                        table.u64(at + 16)));
            }
        }
        return List.copyOf(symbols);
    }

    private static Bytes content(Bytes file, Bytes headers, int index, String what) throws BadObjectException {
        int at = index * SECTION_HEADER;
        boolean empty = headers.u32(at + 4) == SHT_NOBITS;
        return file.part(empty ? 0 : headers.u64(at + 24), empty ? 0 : headers.u64(at + 32), what);
    }

    private static int number(long value, int bound) throws BadObjectException {
        if (value >= bound) {
            throw new BadObjectException("it refers to something that it does not have");
        }
        return (int) value;
    }
}
