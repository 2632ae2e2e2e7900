package org.firewright.compile.ebpf;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** A regular expression as a graph (Thompson's construction): nodes that take a byte, and nodes that take none. */
final class PatternNodes {
    /** More would make tables that no program should carry. */
    static final int MOST = 4_000;

    /** What a node does. */
    sealed interface Node {
        /** Takes one of the bytes. */
        record Take(BitSet bytes, int next) implements Node {}

        /** Goes both ways. */
        record Fork(int one, int other) implements Node {}

        /** Goes on at the start of the text only. */
        record AtStart(int next) implements Node {}

        /** Goes on at the end of the text only. */
        record AtEnd(int next) implements Node {}

        /** The pattern has been found. */
        record Found() implements Node {}
    }

    private final List<Node> nodes = new ArrayList<>();

    int add(Node node) throws UnsupportedPatternException {
        if (nodes.size() >= MOST) {
            throw new UnsupportedPatternException("The regular expression is too large for an eBPF program.");
        }
        nodes.add(node);
        return nodes.size() - 1;
    }

    /** For loops, whose first node is known only after their last. */
    void set(int index, Node node) {
        nodes.set(index, node);
    }

    Node get(int index) {
        return nodes.get(index);
    }

    int size() {
        return nodes.size();
    }
}
