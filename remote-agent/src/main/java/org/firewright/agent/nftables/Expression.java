package org.firewright.agent.nftables;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.firewright.agent.netlink.Bytes;

/**
 * One step of a rule as the kernel runs it. Steps pass values on in registers: 1 to 4 are 16 bytes each, 8 to 23 are
 * the same memory four bytes each, 0 is the verdict. Numbers are those of linux/netfilter/nf_tables.h. Values are in the
 * order in which they stand in the register.
 */
public sealed interface Expression {
    /** Loads bytes of the packet (NFTA_PAYLOAD_*). */
    record Payload(int register, int base, int offset, int length) implements Expression {}

    /** Loads what the kernel knows of the packet (NFTA_META_*). */
    record Meta(int key, int register) implements Expression {}

    /** Masks and flips bits: {@code target = source & mask ^ flip} (NFTA_BITWISE_* with NFT_BITWISE_BOOL). */
    record Bitwise(int source, int target, int length, Bytes mask, Bytes flip) implements Expression {}

    /** Ends the rule unless the register compares so with the value (NFTA_CMP_*). */
    record Compare(int register, Comparison comparison, Bytes value) implements Expression {}

    /** Ends the rule unless the register lies between both, included; inverted: unless it does not (NFTA_RANGE_*). */
    record Range(int register, boolean inverted, Bytes from, Bytes to) implements Expression {}

    /**
     * Ends the rule unless the register is in the set; inverted: unless it is not (NFTA_LOOKUP_*).
     *
     * @param set the set's name
     * @param setId number of a set of the same batch, 0 where the name tells it
     */
    record Lookup(int register, String set, int setId, boolean inverted) implements Expression {}

    /** Ends the rule unless an extension of x_tables matches (NFTA_MATCH_*). */
    record Match(String extension, int revision, Bytes info) implements Expression {
        private static final String BPF = "bpf";
        private static final int PATH_MAX = 512;
        private static final int PATH = 8;

        /** Bytes of struct xt_bpf_info_v1: mode, count (16 bits each), descriptor, path, the kernel's pointer. */
        private static final int INFO = PATH + PATH_MAX + 8;

        /** XT_BPF_MODE_PATH_PINNED of linux/netfilter/xt_bpf.h. */
        private static final int PINNED = 1;

        /**
         * The match of a program pinned in bpffs, revision 1 of xt_bpf.
         *
         * @throws IllegalArgumentException when the path takes more than 511 bytes or is empty
         */
        public static Match pinned(String path) {
            byte[] utf8 = path.getBytes(StandardCharsets.UTF_8);
            if (utf8.length == 0 || utf8.length >= PATH_MAX || path.indexOf('\0') >= 0) {
                throw new IllegalArgumentException("A pin's path has 1 to 511 bytes, this one " + utf8.length + ".");
            }
            byte[] info = new byte[INFO];
            info[hostLow()] = PINNED;
            System.arraycopy(utf8, 0, info, PATH, utf8.length);
            return new Match(BPF, 1, Bytes.of(info));
        }

        /** The path of the pinned program, where this is such a match. */
        public Optional<String> pin() {
            boolean pinned = extension.equals(BPF)
                    && revision == 1
                    && info.length() >= PATH + PATH_MAX
                    && info.at(hostLow()) == PINNED
                    && info.at(1 - hostLow()) == 0;
            if (!pinned) {
                return Optional.empty();
            }
            int end = PATH;
            while (end < PATH + PATH_MAX && info.at(end) != 0) {
                end++;
            }
            return Optional.of(new String(info.slice(PATH, end).toArray(), StandardCharsets.UTF_8));
        }

        /** Where the lower byte of a 16-bit number of the host stands. */
        private static int hostLow() {
            return ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? 0 : 1;
        }
    }

    /** Counts (NFTA_COUNTER_*). */
    record Counter(long packets, long bytes) implements Expression {}

    /** Puts a value in a register (NFTA_IMMEDIATE_* with a value). */
    record Immediate(int register, Bytes value) implements Expression {}

    /**
     * Decides, or goes to another chain (NFTA_IMMEDIATE_* with a verdict).
     *
     * @param code NF_DROP, NF_ACCEPT or a negative NFT_*
     * @param chain where to go, empty for codes that go nowhere
     */
    record Decide(int code, String chain) implements Expression {}

    /**
     * One that we do not know, or know but with attributes that we do not know, kept as it came.
     *
     * @param content what NFTA_EXPR_DATA holds
     */
    record Unknown(String name, Bytes content) implements Expression {}

    /** How a register is compared, numbered as NFT_CMP_*. */
    enum Comparison {
        EQUAL(0),
        NOT_EQUAL(1),
        LESS(2),
        LESS_OR_EQUAL(3),
        GREATER(4),
        GREATER_OR_EQUAL(5);

        private final int number;

        Comparison(int number) {
            this.number = number;
        }

        /** Its number in the kernel. */
        public int number() {
            return number;
        }

        /** The one with this number, if there is one. */
        public static Optional<Comparison> of(int number) {
            return Arrays.stream(values())
                    .filter(comparison -> comparison.number == number)
                    .findFirst();
        }
    }
}
