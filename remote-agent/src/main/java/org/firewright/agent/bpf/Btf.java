package org.firewright.agent.bpf;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Types of an object (BPF Type Format), as far as declarations of maps need them. Layouts and numbers are those of
 * linux/btf.h.
 */
final class Btf {
    private static final int MAGIC = 0xeB9F;
    private static final int VERSION = 1;
    private static final int HEADER = 24;
    private static final int TYPE = 12;
    private static final int MAX_TYPES = 10_000;
    private static final int MAX_DEPTH = 32;

    private static final int INT = 1;
    private static final int PTR = 2;
    private static final int ARRAY = 3;
    private static final int STRUCT = 4;
    private static final int UNION = 5;
    private static final int ENUM = 6;
    private static final int FWD = 7;
    private static final int TYPEDEF = 8;
    private static final int VOLATILE = 9;
    private static final int CONST = 10;
    private static final int RESTRICT = 11;
    private static final int FUNC = 12;
    private static final int FUNC_PROTO = 13;
    private static final int VAR = 14;
    private static final int DATASEC = 15;
    private static final int FLOAT = 16;
    private static final int DECL_TAG = 17;
    private static final int TYPE_TAG = 18;
    private static final int ENUM64 = 19;

    private final List<Type> types = new ArrayList<>();
    private final Bytes texts;

    /**
     * A type.
     *
     * @param target its size, or the type that it refers to
     * @param extra what follows its head
     */
    private record Type(String name, int kind, int count, long target, Bytes extra) {}

    /** A member of a structure. */
    record Member(String name, long type) {}

    /** A variable of a section. */
    record Variable(String name, long type) {}

    private Btf(Bytes texts) {
        this.texts = texts;
    }

    static Btf parse(Bytes bytes) throws BadObjectException {
        if (bytes.u16(0) != MAGIC || bytes.u8(2) != VERSION || bytes.u32(4) < HEADER) {
            throw new BadObjectException("its types are not in BTF version 1");
        }
        long head = bytes.u32(4);
        Bytes table = bytes.part(head + bytes.u32(8), bytes.u32(12), "the table of types");
        Bytes texts = bytes.part(head + bytes.u32(16), bytes.u32(20), "the names of types");
        Btf btf = new Btf(texts);
        btf.types.add(new Type("void", 0, 0, 0, table.part(0, 0, "void")));
        int at = 0;
        while (at < table.size()) {
            if (btf.types.size() > MAX_TYPES) {
                throw new BadObjectException("it has more than " + MAX_TYPES + " types");
            }
            long info = table.u32(at + 4);
            int kind = (int) (info >> 24) & 0x1f;
            int count = (int) info & 0xffff;
            String name = texts.text(table.u32(at));
            int extra = extraBytes(kind, count);
            btf.types.add(new Type(name, kind, count, table.u32(at + 8), table.part(at + TYPE, extra, "type " + name)));
            at += TYPE + extra;
        }
        return btf;
    }

    /** The variables of a section, in the order of their declaration; none where there is no such section. */
    List<Variable> variables(String section) throws BadObjectException {
        Optional<Type> found = types.stream()
                .filter(type -> type.kind() == DATASEC && type.name().equals(section))
                .findFirst();
        List<Variable> variables = new ArrayList<>();
        if (found.isPresent()) {
            for (int i = 0; i < found.get().count(); i++) {
                Type variable = type(found.get().extra().u32(12L * i), VAR);
                variables.add(new Variable(variable.name(), variable.target()));
            }
        }
        return variables;
    }

    /** The members of a structure. */
    List<Member> members(long structure) throws BadObjectException {
        Type type = type(structure, STRUCT);
        List<Member> members = new ArrayList<>();
        for (int i = 0; i < type.count(); i++) {
            members.add(new Member(
                    texts.text(type.extra().u32(12L * i)), type.extra().u32(12L * i + 4)));
        }
        return members;
    }

    /** The length of an array that is pointed to: how declarations of maps write numbers. */
    long pointedLength(long pointer) throws BadObjectException {
        return type(type(pointer, PTR).target(), ARRAY).extra().u32(8);
    }

    /** The size in bytes of the type that is pointed to. */
    long pointedSize(long pointer) throws BadObjectException {
        return size(type(pointer, PTR).target(), 0);
    }

    private long size(long number, int depth) throws BadObjectException {
        if (depth > MAX_DEPTH || number >= types.size()) {
            throw new BadObjectException("its types refer to each other without end or to none");
        }
        Type type = types.get((int) number);
        return switch (type.kind()) {
            case INT, STRUCT, UNION, ENUM, FLOAT, ENUM64 -> type.target();
            case PTR -> Long.BYTES;
            case TYPEDEF, VOLATILE, CONST, RESTRICT, TYPE_TAG -> size(type.target(), depth + 1);
            case ARRAY -> type.extra().u32(8) * size(type.extra().u32(0), depth + 1);
            default -> throw new BadObjectException("the type " + type.name() + " has no size");
        };
    }

    private Type type(long number, int kind) throws BadObjectException {
        if (number >= types.size() || types.get((int) number).kind() != kind) {
            throw new BadObjectException("the declaration of a map is not what the loader expects");
        }
        return types.get((int) number);
    }

    private static int extraBytes(int kind, int count) throws BadObjectException {
        return switch (kind) {
            case INT, VAR, DECL_TAG -> 4;
            case PTR, FWD, TYPEDEF, VOLATILE, CONST, RESTRICT, FUNC, FLOAT, TYPE_TAG -> 0;
            case ARRAY -> 12;
            case STRUCT, UNION, DATASEC, ENUM64 -> 12 * count;
            case ENUM, FUNC_PROTO -> 8 * count;
            default -> throw new BadObjectException("it has types of the unknown kind " + kind);
        };
    }
}
