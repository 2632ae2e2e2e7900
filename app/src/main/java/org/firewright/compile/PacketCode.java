package org.firewright.compile;

import static org.firewright.compile.ebpf.Register.R0;
import static org.firewright.compile.ebpf.Register.R1;
import static org.firewright.compile.ebpf.Register.R10;
import static org.firewright.compile.ebpf.Register.R2;
import static org.firewright.compile.ebpf.Register.R3;
import static org.firewright.compile.ebpf.Register.R4;
import static org.firewright.compile.ebpf.Register.R5;
import static org.firewright.compile.ebpf.Register.R6;
import static org.firewright.compile.ebpf.Register.R7;
import static org.firewright.compile.ebpf.Register.R8;
import static org.firewright.compile.ebpf.Register.R9;

import org.firewright.compile.ebpf.Arithmetic;
import org.firewright.compile.ebpf.Assembler;
import org.firewright.compile.ebpf.Jump;
import org.firewright.compile.ebpf.Label;
import org.firewright.compile.ebpf.Register;
import org.firewright.compile.ebpf.Size;
import org.firewright.expression.ExtensionHeaders;
import org.firewright.expression.Protocols;

/**
 * The beginning of every program: finds the packet's headers, as the simulator does. Afterwards R6 is the packet, R7 where
 * the transport header is (0 where there is none or not its first four bytes, as in a later fragment), R8 the protocol
 * ({@link #NO_PROTOCOL} where it cannot be told), R9 the IP version (0 for neither), and the stack holds the IP header
 * and what extension headers and fragments there were.
 */
final class PacketCode {
    /** R8 where the protocol cannot be told. */
    static final int NO_PROTOCOL = 256;
    /** The IP header on the stack: 20 bytes of IPv4, 40 of IPv6. */
    static final int HEADER = -40;
    /** A bit for each extension header by its number; all of them are below 64. */
    static final int SEEN = -48;
    /** 1 for a fragment, 3 for one that is not the first. */
    static final int FRAGMENT = -56;
    /** Eight bytes for single values. */
    static final int SCRATCH = -64;

    private static final int BIT = -72;
    private static final int LOAD_BYTES = 26; // BPF_FUNC_skb_load_bytes
    private static final int LENGTH = 0; // of struct __sk_buff
    private static final int V4 = 4;
    private static final int V6 = 6;
    private static final int V4_BYTES = 20;
    private static final int V6_BYTES = 40;
    private static final int LATER = 3;
    /** A bit for each extension header that is followed by its number: all but authentication. */
    private static final long FOLLOWED = 1L << ExtensionHeaders.HOP_OPTIONS
            | 1L << ExtensionHeaders.ROUTING
            | 1L << ExtensionHeaders.FRAGMENT
            | 1L << ExtensionHeaders.DESTINATION_OPTIONS;

    private final Assembler out;

    PacketCode(Assembler out) {
        this.out = out;
    }

    /**
     * Writes the beginning; R6 is the packet already.
     *
     * @param transport whether anything behind the IP header is asked for
     */
    void begin(boolean transport) {
        Label v4 = new Label();
        Label v6 = new Label();
        Label done = new Label();
        out.number(R7, 0);
        out.number(R8, NO_PROTOCOL);
        out.number(R9, 0);
        out.store(Size.DOUBLE, R10, SEEN, 0);
        out.store(Size.DOUBLE, R10, FRAGMENT, 0);
        // What only IPv6 fills: the verifier does not keep in mind which version it is.
        out.store(Size.WORD, R10, HEADER + V4_BYTES, 0);
        out.store(Size.DOUBLE, R10, HEADER + V4_BYTES + 4, 0);
        out.store(Size.DOUBLE, R10, HEADER + V4_BYTES + 12, 0);
        out.number(R2, 0);
        loadBytes(HEADER, V4_BYTES);
        out.jump(Jump.NOT_EQUAL, R0, 0, R1, done);
        out.load(Size.BYTE, R1, R10, HEADER);
        out.apply(Arithmetic.SHIFT_RIGHT, R1, 4);
        out.jump(Jump.EQUAL, R1, V4, R2, v4);
        out.jump(Jump.EQUAL, R1, V6, R2, v6);
        out.jump(done);
        out.bind(v4);
        out.number(R9, V4);
        if (transport) {
            v4(done);
        } else {
            out.jump(done);
        }
        out.bind(v6);
        out.number(R2, V4_BYTES);
        loadBytes(HEADER + V4_BYTES, V6_BYTES - V4_BYTES);
        out.jump(Jump.NOT_EQUAL, R0, 0, R1, done);
        if (transport) {
            v6();
        }
        out.number(R9, V6);
        out.bind(done);
        if (transport) {
            settle();
        }
    }

    private void v4(Label done) {
        Label first = new Label();
        out.load(Size.BYTE, R8, R10, HEADER + 9);
        out.load(Size.BYTE, R7, R10, HEADER);
        out.apply(Arithmetic.AND, R7, 0xf);
        out.apply(Arithmetic.SHIFT_LEFT, R7, 2);
        // RFC 791, section 3.1: three flags, then 13 bits of offset.
        out.load(Size.HALF, R1, R10, HEADER + 6);
        out.networkOrder(Size.HALF, R1);
        out.apply(Arithmetic.MOVE, R2, R1);
        out.apply(Arithmetic.AND, R2, 0x1fff);
        out.jump(Jump.EQUAL, R2, 0, R3, first);
        out.store(Size.DOUBLE, R10, FRAGMENT, LATER);
        out.number(R7, 0);
        out.jump(done);
        out.bind(first);
        out.apply(Arithmetic.SHIFT_RIGHT, R1, 13);
        out.apply(Arithmetic.AND, R1, 1); // more fragments follow
        out.store(Size.DOUBLE, R10, FRAGMENT, R1);
        out.jump(done);
    }

    /**
     * Follows the extension headers of RFC 8200, section 4. R9 counts them. All branches in the loop leave it: the
     * verifier would follow two ways through each round separately, which doubles with every round.
     */
    private void v6() {
        Label loop = new Label();
        Label found = new Label();
        Label later = new Label();
        Label unknown = new Label();
        Label fragments = new Label();
        Label cut = new Label();
        out.load(Size.BYTE, R8, R10, HEADER + 6);
        out.number(R7, V6_BYTES);
        out.bind(loop);
        out.jump(Jump.GREATER, R8, 63, R1, found);
        out.number(R1, FOLLOWED);
        out.apply(Arithmetic.SHIFT_RIGHT, R1, R8);
        out.apply(Arithmetic.AND, R1, 1);
        out.jump(Jump.EQUAL, R1, 0, R2, found);
        loadAtTransport(2, unknown);
        is(ExtensionHeaders.FRAGMENT, R5);
        out.store(Size.DOUBLE, R10, BIT, R5);
        // A fragment header tells its offset in bytes 2 and 3, and of a routing header the kernel wants these, too. Of
        // others the first two are looked at once more.
        is(ExtensionHeaders.ROUTING, R4);
        out.apply(Arithmetic.OR, R5, R4);
        out.apply(Arithmetic.SHIFT_LEFT, R5, 1);
        out.apply(Arithmetic.MOVE, R2, R7);
        out.apply(Arithmetic.ADD, R2, R5);
        loadBytes(SCRATCH + 4, 2);
        out.jump(Jump.NOT_EQUAL, R0, 0, R1, unknown);
        out.number(R1, 1);
        out.apply(Arithmetic.SHIFT_LEFT, R1, R8);
        out.load(Size.DOUBLE, R2, R10, SEEN);
        out.apply(Arithmetic.OR, R2, R1);
        out.store(Size.DOUBLE, R10, SEEN, R2);
        out.load(Size.BYTE, R8, R10, SCRATCH);
        out.load(Size.DOUBLE, R5, R10, BIT);
        out.apply(Arithmetic.MOVE, R4, R5);
        out.apply(Arithmetic.SUBTRACT, R4, 1); // all ones for other headers, nothing for a fragment header
        out.load(Size.HALF, R1, R10, SCRATCH + 4);
        out.networkOrder(Size.HALF, R1);
        out.apply(Arithmetic.AND, R1, 0xfff8);
        out.apply(Arithmetic.MOVE, R2, R5);
        out.apply(Arithmetic.SHIFT_LEFT, R2, 16);
        out.apply(Arithmetic.SUBTRACT, R2, R5); // 0xffff for a fragment header
        out.apply(Arithmetic.AND, R1, R2);
        out.jump(Jump.NOT_EQUAL, R1, 0, R2, later);
        // A fragment header has eight bytes, others as many times eight more as their second byte says.
        out.load(Size.BYTE, R1, R10, SCRATCH + 1);
        out.apply(Arithmetic.SHIFT_LEFT, R1, 3);
        out.apply(Arithmetic.AND, R1, R4);
        out.apply(Arithmetic.ADD, R1, 8);
        out.apply(Arithmetic.ADD, R7, R1);
        out.apply(Arithmetic.ADD, R9, 1);
        out.jump(Jump.LESS, R9, ExtensionHeaders.MOST, R1, loop);
        out.bind(unknown);
        out.number(R8, NO_PROTOCOL);
        out.number(R7, 0);
        out.jump(fragments);
        out.bind(later);
        out.number(R7, 0);
        out.store(Size.DOUBLE, R10, FRAGMENT, LATER);
        Label end = new Label();
        for (int header : ExtensionHeaders.ALL) {
            Label next = new Label();
            out.jump(Jump.NOT_EQUAL, R8, header, R1, next);
            out.number(R8, NO_PROTOCOL);
            out.bind(next);
        }
        out.jump(end);
        out.bind(found);
        out.jump(Jump.NOT_EQUAL, R8, ExtensionHeaders.AUTHENTICATION, R1, fragments);
        loadAtTransport(2, cut);
        out.jump(fragments);
        out.bind(cut);
        out.number(R8, NO_PROTOCOL);
        out.number(R7, 0);
        out.bind(fragments);
        out.load(Size.DOUBLE, R1, R10, SEEN);
        out.apply(Arithmetic.SHIFT_RIGHT, R1, ExtensionHeaders.FRAGMENT);
        out.apply(Arithmetic.AND, R1, 1);
        out.store(Size.DOUBLE, R10, FRAGMENT, R1);
        out.bind(end);
    }

    /** 1 where R8 names this header, else 0, without a branch. */
    private void is(int header, Register target) {
        out.apply(Arithmetic.MOVE, target, R8);
        out.apply(Arithmetic.SUBTRACT, target, header);
        out.apply(Arithmetic.MOVE, R1, target);
        out.number(R2, 0);
        out.apply(Arithmetic.SUBTRACT, R2, R1);
        out.apply(Arithmetic.OR, target, R2); // its highest bit is set unless the number was 0
        out.apply(Arithmetic.SHIFT_RIGHT, target, 63);
        out.number(R1, 1);
        out.apply(Arithmetic.SUBTRACT, R1, target);
        out.apply(Arithmetic.MOVE, target, R1);
    }

    /**
     * Looks whether the transport header's first four bytes are there. Then adds a zero that the verifier takes for any
     * number: it knows some values too well by now, and would follow what comes for each of them apart.
     */
    private void settle() {
        Label there = new Label();
        out.load(Size.WORD, R1, R6, LENGTH);
        out.apply(Arithmetic.MOVE, R2, R7);
        out.apply(Arithmetic.ADD, R2, 4);
        out.jump(Jump.LESS_OR_EQUAL, R2, R1, there);
        out.number(R7, 0);
        out.bind(there);
        // Lengths to copy depend on it, and the verifier traces these back through sums. Half a slot it does not trace.
        out.store(Size.WORD, R10, BIT + 4, R7);
        out.load(Size.WORD, R7, R10, BIT + 4);
        out.load(Size.WORD, R1, R6, LENGTH);
        out.load(Size.WORD, R2, R6, LENGTH);
        out.apply(Arithmetic.SUBTRACT, R2, R1);
        for (Register register : new Register[] {R8, R9}) {
            out.apply(Arithmetic.ADD, register, R2);
        }
        for (int slot : new int[] {SEEN, FRAGMENT}) {
            out.load(Size.DOUBLE, R1, R10, slot);
            out.apply(Arithmetic.ADD, R1, R2);
            out.store(Size.DOUBLE, R10, slot, R1);
        }
    }

    /** Adds a zero to a register that the verifier takes for any number, see {@link #settle}. */
    void blur(Register register) {
        out.load(Size.WORD, R1, R6, LENGTH);
        out.load(Size.WORD, R2, R6, LENGTH);
        out.apply(Arithmetic.SUBTRACT, R2, R1);
        out.apply(Arithmetic.ADD, register, R2);
    }

    private void loadAtTransport(int bytes, Label missing) {
        out.apply(Arithmetic.MOVE, R2, R7);
        loadBytes(SCRATCH, bytes);
        out.jump(Jump.NOT_EQUAL, R0, 0, R1, missing);
    }

    /** Copies bytes of the packet from where R2 says to the stack; R0 is not 0 when it is shorter. */
    void loadBytes(int stack, int bytes) {
        out.apply(Arithmetic.MOVE, R1, R6);
        out.apply(Arithmetic.MOVE, R3, R10);
        out.apply(Arithmetic.ADD, R3, stack);
        out.number(R4, bytes);
        out.helper(LOAD_BYTES);
    }

    /** As above, as many bytes as R4 says, to where R3 points. */
    void loadBytes() {
        out.apply(Arithmetic.MOVE, R1, R6);
        out.helper(LOAD_BYTES);
    }

    /** The packet's length in bytes. */
    void length(Register target) {
        out.load(Size.WORD, target, R6, LENGTH);
    }

    /** A number of the IP header on the stack. */
    void header(Size size, Register target, int offset) {
        out.load(size, target, R10, HEADER + offset);
        out.networkOrder(size, target);
    }

    /** Goes there unless the packet's version is this one. */
    void requireVersion(int version, Label otherwise) {
        out.jump(Jump.NOT_EQUAL, R9, version, R1, otherwise);
    }

    /** Goes there unless the packet has a transport header of this protocol. */
    void requireTransport(int protocol, Label otherwise) {
        out.jump(Jump.NOT_EQUAL, R8, protocol, R1, otherwise);
        out.jump(Jump.EQUAL, R7, 0, R1, otherwise);
    }

    /** Goes there unless the packet has a header of ICMP for its own version. */
    void requireIcmp(Label otherwise) {
        Label v4 = new Label();
        Label there = new Label();
        out.jump(Jump.EQUAL, R7, 0, R1, otherwise);
        out.jump(Jump.EQUAL, R9, V4, R1, v4);
        out.jump(Jump.EQUAL, R8, Protocols.ICMPV6, R1, there);
        out.jump(otherwise);
        out.bind(v4);
        out.jump(Jump.NOT_EQUAL, R8, Protocols.ICMP, R1, otherwise);
        out.bind(there);
    }

    /**
     * Up to eight bytes of the packet as a number in R1.
     *
     * @param transport whether the offset counts from the transport header, otherwise from the packet's start
     */
    void bytes(boolean transport, int offset, int bytes, Label missing) {
        out.store(Size.DOUBLE, R10, SCRATCH, 0);
        if (transport) {
            out.apply(Arithmetic.MOVE, R2, R7);
            if (offset != 0) {
                out.apply(Arithmetic.ADD, R2, offset);
            }
        } else {
            out.number(R2, offset);
        }
        loadBytes(SCRATCH + 8 - bytes, bytes);
        out.jump(Jump.NOT_EQUAL, R0, 0, R1, missing);
        out.load(Size.DOUBLE, R1, R10, SCRATCH);
        out.networkOrder(Size.DOUBLE, R1);
    }
}
