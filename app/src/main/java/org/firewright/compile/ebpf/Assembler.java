package org.firewright.compile.ebpf;

import java.util.ArrayList;
import java.util.List;

/**
 * Writes instructions of eBPF as every kernel since 4.14 knows them (version 2 of the set). What no jump reaches is left
 * out, for the verifier refuses it; so are jumps to where the program goes on anyway.
 */
public final class Assembler {
    /** The most instructions: jumps reach 32,767 away. */
    public static final int MOST = 32_000;

    private static final int LOAD_IMMEDIATE = 0x18;
    private static final int LOAD = 0x61;
    private static final int STORE = 0x63;
    private static final int STORE_NUMBER = 0x62;
    private static final int ALU64 = 0x07;
    private static final int MOVE_32 = 0xb4;
    private static final int TO_BIG_ENDIAN = 0xdc;
    private static final int JUMP = 0x05;
    private static final int CALL = 0x85;
    private static final int EXIT = 0x95;
    /** BPF_X: the second operand is a register. */
    private static final int FROM_REGISTER = 0x08;
    /** BPF_PSEUDO_CALL and BPF_PSEUDO_MAP_VALUE. */
    private static final int OTHER_PROGRAM = 1;

    private static final int MAP_VALUE = 2;

    private final List<Instruction> instructions = new ArrayList<>();
    private boolean reachable = true;

    /** One slot: operation, registers, offset or the label that it becomes, immediate value. */
    private record Instruction(int operation, int target, int source, int offset, Label label, int immediate) {}

    /** Two registers: {@code target = target ? source}. */
    public void apply(Arithmetic what, Register target, Register source) {
        add(ALU64 | FROM_REGISTER | what.code(), target.number(), source.number(), 0, null, 0);
    }

    /** A register and a number, which is sign-extended. */
    public void apply(Arithmetic what, Register target, int number) {
        add(ALU64 | what.code(), target.number(), 0, 0, null, number);
    }

    /** Puts a number into a register in the shortest way. */
    public void number(Register target, long number) {
        if (number == (int) number) {
            apply(Arithmetic.MOVE, target, (int) number);
        } else if (number >>> 32 == 0) {
            add(MOVE_32, target.number(), 0, 0, null, (int) number);
        } else {
            add(LOAD_IMMEDIATE, target.number(), 0, 0, null, (int) number);
            add(0, 0, 0, 0, null, (int) (number >>> 32));
        }
    }

    /** Loads from memory: {@code target = *(address + offset)}. */
    public void load(Size size, Register target, Register address, int offset) {
        add(LOAD | size.code(), target.number(), address.number(), offset, null, 0);
    }

    /** Stores to memory: {@code *(address + offset) = source}. */
    public void store(Size size, Register address, int offset, Register source) {
        add(STORE | size.code(), address.number(), source.number(), offset, null, 0);
    }

    /** Stores a number to memory. */
    public void store(Size size, Register address, int offset, int number) {
        add(STORE_NUMBER | size.code(), address.number(), 0, offset, null, number);
    }

    /** What a register of so many bytes, loaded from network order, is as a number. */
    public void networkOrder(Size size, Register register) {
        if (size != Size.BYTE) {
            add(TO_BIG_ENDIAN, register.number(), 0, 0, null, 8 * size.bytes());
        }
    }

    /** Calls a helper of the kernel by its number in enum bpf_func_id. */
    public void helper(int number) {
        add(CALL, 0, 0, 0, null, number);
    }

    /** Calls another program of the same kernel object; who loads it knows which one the index means. */
    public void program(int index) {
        add(CALL, 0, OTHER_PROGRAM, 0, null, index);
    }

    /** The address of the program's own data; who loads it puts the map in. */
    public void data(Register target, int offset) {
        add(LOAD_IMMEDIATE, target.number(), MAP_VALUE, 0, null, 0);
        add(0, 0, 0, 0, null, offset);
    }

    /** Jumps. */
    public void jump(Label label) {
        add(JUMP, 0, 0, 0, label, 0);
        reachable = false;
    }

    /** Jumps when a register compares so with another. */
    public void jump(Jump when, Register one, Register other, Label label) {
        add(JUMP | FROM_REGISTER | when.code(), one.number(), other.number(), 0, label, 0);
    }

    /**
     * Jumps when a register compares so with a number.
     *
     * @param spare may be overwritten
     */
    public void jump(Jump when, Register one, long number, Register spare, Label label) {
        if (number == (int) number) {
            add(JUMP | when.code(), one.number(), 0, 0, label, (int) number);
        } else {
            number(spare, number);
            jump(when, one, spare, label);
        }
    }

    /** Ends the program; R0 is its result. */
    public void exit() {
        add(EXIT, 0, 0, 0, null, 0);
        reachable = false;
    }

    /** Lets a label mean this place. */
    public void bind(Label label) {
        if (!reachable && !instructions.isEmpty() && instructions.getLast().label == label) {
            // The last instruction jumps here without condition. A label bound to it means this place, too.
            instructions.removeLast();
            reachable = true;
        }
        label.target = instructions.size();
        reachable |= label.wanted;
    }

    /** How many slots there are. */
    public int size() {
        return instructions.size();
    }

    /**
     * The program as text: sixteen hexadecimal digits an instruction, which are its operation, its registers (source
     * first), its offset and its immediate value, numbers as people write them.
     */
    public String text() {
        StringBuilder text = new StringBuilder(16 * instructions.size());
        for (int i = 0; i < instructions.size(); i++) {
            Instruction each = instructions.get(i);
            int offset = each.label == null ? each.offset : each.label.target - i - 1;
            hex(text, each.operation, 2);
            hex(text, each.source, 1);
            hex(text, each.target, 1);
            hex(text, offset, 4);
            hex(text, each.immediate, 8);
        }
        return text.toString();
    }

    private static void hex(StringBuilder text, int number, int digits) {
        for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
            text.append(Character.forDigit(number >>> shift & 0xf, 16));
        }
    }

    private void add(int operation, int target, int source, int offset, Label label, int immediate) {
        if (!reachable) {
            return;
        }
        if (label != null) {
            label.wanted = true;
        }
        instructions.add(new Instruction(operation, target, source, offset, label, immediate));
    }
}
