package org.firewright.compile.ebpf;

import java.util.BitSet;

/** Sets of bytes that regular expressions name. */
final class ByteSets {
    private static final int BYTES = 256;

    private ByteSets() {}

    static BitSet exactly(char c) {
        BitSet bytes = new BitSet(BYTES);
        bytes.set(c & 0xff);
        return bytes;
    }

    static BitSet digits() {
        BitSet bytes = new BitSet(BYTES);
        bytes.set('0', '9' + 1);
        return bytes;
    }

    static BitSet word() {
        BitSet bytes = digits();
        bytes.set('a', 'z' + 1);
        bytes.set('A', 'Z' + 1);
        bytes.set('_');
        return bytes;
    }

    static BitSet space() {
        BitSet bytes = new BitSet(BYTES);
        bytes.set('\t', '\r' + 1);
        bytes.set(' ');
        return bytes;
    }

    static BitSet complement(BitSet bytes) {
        BitSet others = (BitSet) bytes.clone();
        others.flip(0, BYTES);
        return others;
    }

    /** Each ASCII letter in both cases. */
    static BitSet withBothCases(BitSet bytes) {
        BitSet folded = (BitSet) bytes.clone();
        for (int lower = 'a'; lower <= 'z'; lower++) {
            int upper = lower - 'a' + 'A';
            if (bytes.get(lower) || bytes.get(upper)) {
                folded.set(lower);
                folded.set(upper);
            }
        }
        return folded;
    }
}
