package org.firewright.analyse;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Something about packets that rules ask: a field, or a question that a packet alone does not answer. Its values fall
 * into classes: two are in one class when no set that is asked for tells them apart. So a list of a million ranges is
 * a handful of classes, and diagrams are over classes only. First all sets are added, then it is divided once.
 *
 * @param <S> sets of its values
 */
abstract sealed class Dimension<S> permits NumberDimension, AddressDimension {
    private final String name;
    private final Map<S, Integer> indexes = new HashMap<>();
    private final List<S> sets = new ArrayList<>();
    private final Map<BitSet, Integer> classes = new HashMap<>();
    private final List<BitSet> classesOfSets = new ArrayList<>();
    private int firstLevel;

    Dimension(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    /** The index of a set that will be asked for; equal sets are the same one. */
    int add(S set) {
        Integer known = indexes.get(set);
        if (known != null) {
            return known;
        }
        indexes.put(set, sets.size());
        sets.add(set);
        return sets.size() - 1;
    }

    List<S> sets() {
        return sets;
    }

    /** Divides the values into classes; nothing is added any more. */
    final void divide() {
        divideValues();
        for (int set = 0; set < sets.size(); set++) {
            classesOfSets.add(new BitSet(classes.size()));
        }
        classes.forEach((members, number) -> members.stream()
                .filter(set -> set < sets.size())
                .forEach(set -> classesOfSets.get(set).set(number)));
    }

    /** Calls {@link #classOf} for every part of the values. */
    abstract void divideValues();

    /** The class of the values that are in just these sets; numbers from the count of sets on tell them apart further. */
    final int classOf(BitSet members) {
        Integer known = classes.get(members);
        if (known != null) {
            return known;
        }
        int number = classes.size();
        classes.put((BitSet) members.clone(), number);
        return number;
    }

    int classes() {
        return classes.size();
    }

    /** The classes that make up a set. */
    BitSet classesOf(int set) {
        return classesOfSets.get(set);
    }

    /** How many binary levels tell the classes apart. */
    int bits() {
        return classes.size() <= 1 ? 0 : 32 - Integer.numberOfLeadingZeros(classes.size() - 1);
    }

    int firstLevel() {
        return firstLevel;
    }

    void placeAt(int level) {
        firstLevel = level;
    }

    /** The diagram of a set of classes. */
    int encode(Diagrams diagrams, BitSet members) {
        return encode(diagrams, members, 0, 0);
    }

    private int encode(Diagrams diagrams, BitSet members, int bit, int prefix) {
        int left = bits() - bit;
        int from = prefix << left;
        int next = members.nextSetBit(from);
        if (next < 0 || next >= from + (1 << left)) {
            return Diagrams.NONE;
        }
        if (left == 0) {
            return Diagrams.ALL;
        }
        int whenClear = encode(diagrams, members, bit + 1, prefix << 1);
        int whenSet = encode(diagrams, members, bit + 1, prefix << 1 | 1);
        return diagrams.node(firstLevel + bit, whenClear, whenSet);
    }

    @Override
    public String toString() {
        return name;
    }
}
