package org.firewright.analyse;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * Decision diagrams over binary levels: ordered, reduced and shared (R. Bryant, 1986), so that equal functions are the
 * same number. Numbers below {@link #TERMINALS} are the values that a function can have; {@link #NONE} and {@link #ALL}
 * are those of sets. For one thread.
 */
final class Diagrams {
    /** The empty set. */
    static final int NONE = 0;
    /** The set of everything. */
    static final int ALL = 1;
    /** How many values a function can have. */
    static final int TERMINALS = 64;

    private static final int MAX_NODES = 12_000_000;
    private static final int CACHE = 1 << 19;
    private static final int DIFFER = -1;

    private int[] level = new int[1 << 16];
    private int[] low = new int[1 << 16];
    private int[] high = new int[1 << 16];
    private int count = TERMINALS;
    private int[] table = new int[1 << 17];

    /** Results of operations, each at one place only; a later one pushes an earlier one out. */
    private final int[] cachedTest = new int[CACHE];

    private final int[] cachedThen = new int[CACHE];
    private final int[] cachedOtherwise = new int[CACHE];
    private final int[] cachedResult = new int[CACHE];

    Diagrams() {
        Arrays.fill(level, 0, TERMINALS, Integer.MAX_VALUE);
    }

    /** More nodes would be needed than there is room for. */
    static final class TooIntricate extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooIntricate() {
            super("More than " + MAX_NODES + " nodes", null, false, false);
        }
    }

    /** The function that is one where the bit of this level is clear, the other where it is set. */
    int node(int atLevel, int whenClear, int whenSet) {
        if (whenClear == whenSet) {
            return whenClear;
        }
        int at = hash(atLevel, whenClear, whenSet) & (table.length - 1);
        for (; table[at] != 0; at = (at + 1) & (table.length - 1)) {
            int found = table[at];
            if (level[found] == atLevel && low[found] == whenClear && high[found] == whenSet) {
                return found;
            }
        }
        if (count == MAX_NODES) {
            throw new TooIntricate();
        }
        if (count == level.length) {
            level = Arrays.copyOf(level, count * 2);
            low = Arrays.copyOf(low, count * 2);
            high = Arrays.copyOf(high, count * 2);
        }
        level[count] = atLevel;
        low[count] = whenClear;
        high[count] = whenSet;
        table[at] = count;
        count++;
        if (count > table.length / 2) {
            grow();
        }
        return count - 1;
    }

    private void grow() {
        table = new int[table.length * 2];
        for (int each = TERMINALS; each < count; each++) {
            int at = hash(level[each], low[each], high[each]) & (table.length - 1);
            while (table[at] != 0) {
                at = (at + 1) & (table.length - 1);
            }
            table[at] = each;
        }
    }

    private static int hash(int one, int two, int three) {
        int mixed = (one * 0x9e3779b1 ^ two) * 0x85ebca6b ^ three;
        mixed = (mixed ^ mixed >>> 16) * 0x7feb352d;
        mixed = (mixed ^ mixed >>> 15) * 0x846ca68b;
        return mixed ^ mixed >>> 16;
    }

    /** What {@code then} says inside of a set, and {@code otherwise} outside of it. */
    int choose(int test, int then, int otherwise) {
        if (test == ALL || then == otherwise) {
            return then;
        }
        if (test == NONE) {
            return otherwise;
        }
        if (then == ALL && otherwise == NONE) {
            return test;
        }
        int at = hash(test, then, otherwise) & (CACHE - 1);
        if (cachedTest[at] == test && cachedThen[at] == then && cachedOtherwise[at] == otherwise) {
            return cachedResult[at];
        }
        int top = Math.min(level[test], Math.min(level[then], level[otherwise]));
        int whenClear = choose(clear(test, top), clear(then, top), clear(otherwise, top));
        int whenSet = choose(set(test, top), set(then, top), set(otherwise, top));
        return remember(at, test, then, otherwise, node(top, whenClear, whenSet));
    }

    /** Where two functions have different values. */
    int differ(int one, int other) {
        if (one == other) {
            return NONE;
        }
        if (one < TERMINALS && other < TERMINALS) {
            return ALL;
        }
        int at = hash(one, other, DIFFER) & (CACHE - 1);
        if (cachedTest[at] == one && cachedThen[at] == other && cachedOtherwise[at] == DIFFER) {
            return cachedResult[at];
        }
        int top = Math.min(level[one], level[other]);
        int whenClear = differ(clear(one, top), clear(other, top));
        int whenSet = differ(set(one, top), set(other, top));
        return remember(at, one, other, DIFFER, node(top, whenClear, whenSet));
    }

    private int remember(int at, int test, int then, int otherwise, int result) {
        cachedTest[at] = test;
        cachedThen[at] = then;
        cachedOtherwise[at] = otherwise;
        cachedResult[at] = result;
        return result;
    }

    int and(int one, int other) {
        return choose(one, other, NONE);
    }

    int or(int one, int other) {
        return choose(one, ALL, other);
    }

    int not(int one) {
        return choose(one, NONE, ALL);
    }

    int minus(int one, int other) {
        return choose(other, NONE, one);
    }

    int xor(int one, int other) {
        return choose(one, not(other), other);
    }

    /** The level of the topmost bit that the function depends on; the highest number there is for a value. */
    int level(int node) {
        return level[node];
    }

    int clear(int node, int atLevel) {
        return level[node] == atLevel ? low[node] : node;
    }

    int set(int node, int atLevel) {
        return level[node] == atLevel ? high[node] : node;
    }

    /** What is in the set for some values of these levels, whatever they are. */
    int whatever(int set, BitSet levels) {
        return whatever(set, levels, new HashMap<>());
    }

    private int whatever(int set, BitSet levels, Map<Integer, Integer> done) {
        if (set < TERMINALS) {
            return set;
        }
        Integer known = done.get(set);
        if (known != null) {
            return known;
        }
        int whenClear = whatever(low[set], levels, done);
        int whenSet = whatever(high[set], levels, done);
        int result = levels.get(level[set]) ? or(whenClear, whenSet) : node(level[set], whenClear, whenSet);
        done.put(set, result);
        return result;
    }

    /** How many nodes have been made. */
    int size() {
        return count;
    }
}
