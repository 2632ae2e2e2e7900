package org.firewright.compile.ebpf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A search in bytes as a table: a deterministic automaton that looks at each byte once. Bytes that it never tells apart
 * share a class. A row of the table is a state, a column a class, and one more column is for the end of the bytes; each
 * cell holds where the next row begins. Row 0 is where the search has succeeded.
 */
public final class ByteSearch {
    /** Rows times columns: what a 16-bit cell can point into. */
    private static final int MOST_CELLS = 32_768;

    private static final int BYTES = 256;

    private final int[] classes;
    private final int columns;
    private final int start;
    private final int[] cells;

    private ByteSearch(int[] classes, int columns, int start, int[] cells) {
        this.classes = classes;
        this.columns = columns;
        this.start = start;
        this.cells = cells;
    }

    /**
     * A search for a regular expression.
     *
     * @param pattern one character a byte
     * @throws UnsupportedPatternException when it is none, or one that cannot be searched for so
     */
    public static ByteSearch matching(String pattern) throws UnsupportedPatternException {
        PatternNodes nodes = new PatternNodes();
        int first = PatternParser.parse(pattern, nodes);
        return new Builder(nodes, first).build();
    }

    /** A search for bytes, one character each. Throws UnsupportedPatternException when there are very many. */
    public static ByteSearch containing(String bytes) throws UnsupportedPatternException {
        PatternNodes nodes = new PatternNodes();
        int first = nodes.add(new PatternNodes.Node.Found());
        for (int i = bytes.length() - 1; i >= 0; i--) {
            BitSet one = new BitSet(BYTES);
            one.set(bytes.charAt(i) & 0xff);
            first = nodes.add(new PatternNodes.Node.Take(one, first));
        }
        return new Builder(nodes, first).build();
    }

    /** Whether the search succeeds in these bytes, one character each. */
    public boolean find(String bytes) {
        int row = start;
        for (int i = 0; i < bytes.length() && row != 0; i++) {
            row = cells[row + classes[bytes.charAt(i) & 0xff]];
        }
        return cells[row + columns - 1] == 0;
    }

    /** The column for the end of the bytes. */
    public int endColumn() {
        return columns - 1;
    }

    /** Where the first state's row begins. */
    public int start() {
        return start;
    }

    /** How many cells there are, as a power of two: any smaller number is a place in the table. */
    public int room() {
        return cells.length == 1 ? 1 : Integer.highestOneBit(cells.length - 1) << 1;
    }

    /** 256 bytes with the column of each byte, then {@link #room} cells of 16 bits, little-endian. */
    public byte[] table() {
        ByteBuffer table = ByteBuffer.allocate(BYTES + 2 * room()).order(ByteOrder.LITTLE_ENDIAN);
        for (int column : classes) {
            table.put((byte) column);
        }
        for (int cell : cells) {
            table.putShort((short) cell);
        }
        return table.array();
    }

    /** Subset construction. */
    private static final class Builder {
        private final PatternNodes nodes;
        private final int first;
        private final Map<Set<Integer>, Integer> rows = new HashMap<>();
        private final Deque<Set<Integer>> open = new ArrayDeque<>();
        private final List<int[]> table = new ArrayList<>();
        private final int[] classes = new int[BYTES];
        private final List<Integer> samples = new ArrayList<>();

        Builder(PatternNodes nodes, int first) {
            this.nodes = nodes;
            this.first = first;
        }

        ByteSearch build() throws UnsupportedPatternException {
            classify();
            int columns = samples.size() + 1;
            table.add(new int[columns]); // where the search has succeeded, whatever follows
            int startRow = row(closure(List.of(first), true));
            while (!open.isEmpty()) {
                Set<Integer> state = open.poll();
                int[] cells = table.get(rows.get(state));
                for (int column = 0; column < samples.size(); column++) {
                    cells[column] = row(next(state, samples.get(column)));
                }
                cells[samples.size()] = foundAtEnd(state) ? 0 : 1;
                if (table.size() * columns > MOST_CELLS) {
                    throw new UnsupportedPatternException(
                            "The regular expression has too many states for an eBPF program.");
                }
            }
            int[] all = table.stream()
                    .flatMapToInt(Arrays::stream)
                    .map(row -> row * columns)
                    .toArray();
            return new ByteSearch(classes, columns, startRow * columns, all);
        }

        /** Bytes that every node takes or leaves alike are one class. */
        private void classify() {
            Map<List<Boolean>, Integer> known = new HashMap<>();
            for (int value = 0; value < BYTES; value++) {
                List<Boolean> signature = new ArrayList<>();
                for (int node = 0; node < nodes.size(); node++) {
                    if (nodes.get(node) instanceof PatternNodes.Node.Take(BitSet bytes, int ignored)) {
                        signature.add(bytes.get(value));
                    }
                }
                Integer column = known.putIfAbsent(signature, samples.size());
                if (column == null) {
                    samples.add(value);
                }
                classes[value] = column == null ? samples.size() - 1 : column;
            }
        }

        /** The number of a state's row; null is the state in which the search has succeeded. */
        private int row(Set<Integer> state) {
            if (state == null) {
                return 0;
            }
            return rows.computeIfAbsent(state, fresh -> {
                open.add(fresh);
                table.add(new int[samples.size() + 1]);
                return table.size() - 1;
            });
        }

        private Set<Integer> next(Set<Integer> state, int value) {
            List<Integer> reached = new ArrayList<>();
            for (int node : state) {
                if (node >= 0
                        && nodes.get(node) instanceof PatternNodes.Node.Take(BitSet bytes, int next)
                        && bytes.get(value)) {
                    reached.add(next);
                }
            }
            reached.add(first); // it may begin anywhere
            return closure(reached, false);
        }

        /** What is reached without taking a byte; null when the search succeeds there. */
        private Set<Integer> closure(List<Integer> from, boolean atStart) {
            Set<Integer> reached = new TreeSet<>();
            BitSet seen = new BitSet();
            Deque<Integer> todo = new ArrayDeque<>(from);
            while (!todo.isEmpty()) {
                int node = todo.poll();
                if (seen.get(node)) {
                    continue;
                }
                seen.set(node);
                switch (nodes.get(node)) {
                    case PatternNodes.Node.Found ignored -> {
                        return null;
                    }
                    case PatternNodes.Node.Fork(int one, int other) -> {
                        todo.add(one);
                        todo.add(other);
                    }
                    case PatternNodes.Node.AtStart(int next) -> {
                        if (atStart) {
                            todo.add(next);
                        }
                    }
                    case PatternNodes.Node.Take ignored -> reached.add(node);
                    case PatternNodes.Node.AtEnd ignored -> reached.add(node);
                }
            }
            // At the start an end may follow at once, and behind it another start: "^$^" is found in nothing.
            if (atStart) {
                reached.add(-1);
            }
            return reached;
        }

        private boolean foundAtEnd(Set<Integer> state) {
            boolean atStart = state.contains(-1);
            Deque<Integer> todo = new ArrayDeque<>(state);
            BitSet seen = new BitSet();
            while (!todo.isEmpty()) {
                int node = todo.poll();
                if (node < 0 || seen.get(node)) {
                    continue;
                }
                seen.set(node);
                switch (nodes.get(node)) {
                    case PatternNodes.Node.Found ignored -> {
                        return true;
                    }
                    case PatternNodes.Node.Fork(int one, int other) -> {
                        todo.add(one);
                        todo.add(other);
                    }
                    case PatternNodes.Node.AtEnd(int next) -> todo.add(next);
                    case PatternNodes.Node.AtStart(int next) -> {
                        if (atStart) {
                            todo.add(next);
                        }
                    }
                    case PatternNodes.Node.Take ignored -> {}
                }
            }
            return false;
        }
    }
}
