package org.firewright.compile;

import static org.firewright.compile.ebpf.Register.R0;
import static org.firewright.compile.ebpf.Register.R1;
import static org.firewright.compile.ebpf.Register.R10;
import static org.firewright.compile.ebpf.Register.R2;
import static org.firewright.compile.ebpf.Register.R3;
import static org.firewright.compile.ebpf.Register.R4;
import static org.firewright.compile.ebpf.Register.R5;
import static org.firewright.compile.ebpf.Register.R7;
import static org.firewright.compile.ebpf.Register.R8;
import static org.firewright.compile.ebpf.Register.R9;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.firewright.compile.ebpf.Arithmetic;
import org.firewright.compile.ebpf.Assembler;
import org.firewright.compile.ebpf.ByteSearch;
import org.firewright.compile.ebpf.Jump;
import org.firewright.compile.ebpf.Label;
import org.firewright.compile.ebpf.Register;
import org.firewright.compile.ebpf.Size;
import org.firewright.expression.Field;
import org.firewright.expression.Protocols;
import org.firewright.expression.Relation;

/**
 * Questions to what stands behind a transport header. Searches walk over the first {@link Payloads#SEARCHED} bytes with
 * a table in the program's own data.
 */
final class PayloadCode {
    /** Bytes are fetched in pieces of that many. */
    private static final int PIECE = 64;

    /** Where the payload begins in the packet, and how many bytes it has. */
    private static final int START = -80;

    private static final int COUNT = -88;
    private static final int SAVED = -112; // R7 to R9 while a search needs them
    /** Twice a piece: the verifier sees that no more can be asked for, but not that it is half of that. */
    private static final int BUFFER = SAVED - 2 * PIECE;

    private static final int CLASSES = 256;

    private final Assembler out;
    private final PacketCode packet;
    private final ByteArrayOutputStream data;

    PayloadCode(Assembler out, PacketCode packet, ByteArrayOutputStream data) {
        this.out = out;
        this.packet = packet;
        this.data = data;
    }

    void test(Constraint.OfPayload test, Label yes, Label no) {
        begin(test.field(), no);
        String bytes = test.bytes();
        switch (test.relation()) {
            case EQUAL -> {
                out.load(Size.DOUBLE, R1, R10, COUNT);
                out.jump(Jump.NOT_EQUAL, R1, bytes.length(), R2, no);
                same(bytes, yes, no);
            }
            case STARTS_WITH -> {
                out.load(Size.DOUBLE, R1, R10, COUNT);
                out.jump(Jump.LESS, R1, bytes.length(), R2, no);
                same(bytes, yes, no);
            }
            case ENDS_WITH -> {
                out.load(Size.DOUBLE, R1, R10, COUNT);
                out.jump(Jump.LESS, R1, bytes.length(), R2, no);
                out.load(Size.DOUBLE, R2, R10, START);
                out.apply(Arithmetic.ADD, R2, R1);
                out.apply(Arithmetic.ADD, R2, -bytes.length());
                out.store(Size.DOUBLE, R10, START, R2);
                same(bytes, yes, no);
            }
            case CONTAINS, MATCHES -> throw new IllegalArgumentException("Searches are done before.");
            case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> order(test, yes, no);
            case NOT_EQUAL, HAS_BITS -> throw new IllegalArgumentException("Payloads know no " + test.relation());
        }
    }

    /** Finds where the payload is. */
    private void begin(Field field, Label missing) {
        boolean tcp = field == Field.TCP_PAYLOAD;
        packet.requireTransport(tcp ? Protocols.TCP : Protocols.UDP, missing);
        if (tcp) {
            // The upper four bits of byte 12 are the header's length in words (RFC 9293, section 3.1).
            packet.bytes(true, 12, 1, missing);
            out.apply(Arithmetic.SHIFT_RIGHT, R1, 4);
            out.apply(Arithmetic.SHIFT_LEFT, R1, 2);
            out.jump(Jump.LESS, R1, Payloads.SHORTEST_HEADER, R2, missing);
        } else {
            out.number(R1, Payloads.SHORTEST_HEADER);
        }
        out.apply(Arithmetic.ADD, R1, R7);
        packet.length(R2);
        out.jump(Jump.GREATER, R1, R2, missing);
        out.store(Size.DOUBLE, R10, START, R1);
        out.apply(Arithmetic.SUBTRACT, R2, R1);
        out.store(Size.DOUBLE, R10, COUNT, R2);
    }

    /** Whether these bytes stand at the start; there are as many. */
    private void same(String text, Label yes, Label no) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        for (int at = 0; at < bytes.length; at += PIECE) {
            int length = Math.min(PIECE, bytes.length - at);
            fetch(at, length, no);
            ByteBuffer piece = ByteBuffer.wrap(bytes, at, length).order(ByteOrder.LITTLE_ENDIAN);
            for (int i = 0; i < length; ) {
                Size size = size(length - i);
                out.load(size, R1, R10, BUFFER + i);
                out.jump(Jump.NOT_EQUAL, R1, read(piece, size), R2, no);
                i += size.bytes();
            }
        }
        out.jump(yes);
    }

    private static Size size(int left) {
        return left >= 8 ? Size.DOUBLE : left >= 4 ? Size.WORD : left >= 2 ? Size.HALF : Size.BYTE;
    }

    private static long read(ByteBuffer piece, Size size) {
        return switch (size) {
            case DOUBLE -> piece.getLong();
            case WORD -> Integer.toUnsignedLong(piece.getInt());
            case HALF -> Short.toUnsignedLong(piece.getShort());
            case BYTE -> Byte.toUnsignedLong(piece.get());
        };
    }

    private void fetch(int at, int length, Label missing) {
        out.load(Size.DOUBLE, R2, R10, START);
        out.apply(Arithmetic.ADD, R2, at);
        packet.loadBytes(BUFFER, length);
        out.jump(Jump.NOT_EQUAL, R0, 0, R1, missing);
    }

    /** Byte for byte as unsigned numbers; where one ends before the other, the shorter comes first. */
    private void order(Constraint.OfPayload test, Label yes, Label no) {
        Label less = test.relation() == Relation.LESS || test.relation() == Relation.LESS_OR_EQUAL ? yes : no;
        Label greater = less == yes ? no : yes;
        Label same =
                test.relation() == Relation.LESS_OR_EQUAL || test.relation() == Relation.GREATER_OR_EQUAL ? yes : no;
        byte[] bytes = test.bytes().getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < bytes.length; i++) {
            out.load(Size.DOUBLE, R1, R10, COUNT);
            out.jump(Jump.EQUAL, R1, i, R2, less);
            fetch(i, 1, no);
            out.load(Size.BYTE, R1, R10, BUFFER);
            int value = Byte.toUnsignedInt(bytes[i]);
            out.jump(Jump.LESS, R1, value, R2, less);
            out.jump(Jump.GREATER, R1, value, R2, greater);
        }
        out.load(Size.DOUBLE, R1, R10, COUNT);
        out.jump(Jump.EQUAL, R1, bytes.length, R2, same);
        out.jump(greater);
    }

    /**
     * Searches once for all of the program, and leaves 0 on the stack where it succeeds. R7 is where the payload begins, R8 counts bytes, R9 is the row of the table. The verifier
     * follows every round of the loop, and knows R8 in each of them.
     */
    void search(Constraint.OfPayload test, int slot) {
        ByteSearch search = Payloads.search(test);
        Label done = new Label();
        out.number(R0, 1);
        packet.blur(R0);
        out.store(Size.DOUBLE, R10, slot, R0);
        begin(test.field(), done);
        int table = data.size();
        data.writeBytes(search.table());
        Label outer = new Label();
        Label inner = new Label();
        Label end = new Label();
        save(true);
        for (int i = 0; i < 2 * PIECE; i += 8) {
            out.store(Size.DOUBLE, R10, BUFFER + i, 0); // older verifiers take only what was written before
        }
        out.load(Size.DOUBLE, R7, R10, START);
        out.number(R8, 0);
        out.number(R9, search.start());
        out.bind(outer);
        piece(end);
        out.bind(inner);
        out.apply(Arithmetic.MOVE, R1, R8);
        out.apply(Arithmetic.AND, R1, PIECE - 1);
        out.apply(Arithmetic.MOVE, R2, R10);
        out.apply(Arithmetic.ADD, R2, R1);
        out.load(Size.BYTE, R3, R2, BUFFER);
        step(search, table, R3);
        out.apply(Arithmetic.ADD, R8, 1);
        out.jump(Jump.GREATER_OR_EQUAL, R8, Payloads.SEARCHED, R1, end);
        out.load(Size.DOUBLE, R1, R10, COUNT);
        out.jump(Jump.GREATER_OR_EQUAL, R8, R1, end);
        out.apply(Arithmetic.MOVE, R1, R8);
        out.apply(Arithmetic.AND, R1, PIECE - 1);
        out.jump(Jump.NOT_EQUAL, R1, 0, R2, inner);
        out.jump(outer);
        out.bind(end);
        cell(search, table, search.endColumn());
        out.apply(Arithmetic.MOVE, R5, R9);
        save(false);
        out.store(Size.DOUBLE, R10, slot, R5);
        out.bind(done);
    }

    /**
     * Fetches the next piece, or what is left. The smaller one of both without a branch that joins again: the verifier
     * would follow both ways through all that comes, and so on for each piece.
     */
    private void piece(Label end) {
        out.load(Size.DOUBLE, R4, R10, COUNT);
        out.jump(Jump.GREATER_OR_EQUAL, R8, R4, end);
        out.apply(Arithmetic.SUBTRACT, R4, R8);
        out.apply(Arithmetic.SUBTRACT, R4, PIECE);
        out.apply(Arithmetic.MOVE, R1, R4);
        out.apply(Arithmetic.SHIFT_RIGHT_SIGNED, R1, 63);
        out.apply(Arithmetic.AND, R4, R1);
        out.apply(Arithmetic.ADD, R4, PIECE);
        out.apply(Arithmetic.AND, R4, 2 * PIECE - 1);
        out.jump(Jump.EQUAL, R4, 0, R1, end);
        out.apply(Arithmetic.MOVE, R2, R7);
        out.apply(Arithmetic.ADD, R2, R8);
        out.apply(Arithmetic.MOVE, R3, R10);
        out.apply(Arithmetic.ADD, R3, BUFFER);
        packet.loadBytes();
        out.jump(Jump.NOT_EQUAL, R0, 0, R1, end);
    }

    /** From the row in R9 to the next by a byte. */
    private void step(ByteSearch search, int table, Register value) {
        out.data(R1, table);
        out.apply(Arithmetic.ADD, R1, value);
        out.load(Size.BYTE, R1, R1, 0);
        out.apply(Arithmetic.ADD, R9, R1);
        cell(search, table, 0);
    }

    private void cell(ByteSearch search, int table, int column) {
        if (column != 0) {
            out.apply(Arithmetic.ADD, R9, column);
        }
        out.apply(Arithmetic.AND, R9, search.room() - 1);
        out.apply(Arithmetic.SHIFT_LEFT, R9, 1);
        out.data(R2, table + CLASSES);
        out.apply(Arithmetic.ADD, R2, R9);
        out.load(Size.HALF, R9, R2, 0);
    }

    private void save(boolean save) {
        int slot = SAVED;
        for (Register register : new Register[] {R7, R8, R9}) {
            if (save) {
                out.store(Size.DOUBLE, R10, slot, register);
            } else {
                out.load(Size.DOUBLE, register, R10, slot);
            }
            slot += 8;
        }
    }
}
