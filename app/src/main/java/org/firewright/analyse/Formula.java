package org.firewright.analyse;

import java.util.List;

/** A question about packets in terms of dimensions, before it becomes a diagram. */
sealed interface Formula {
    Formula TRUE = new All(List.of());
    Formula FALSE = new Any(List.of());

    /** The packet's value is in one of a dimension's sets. */
    record Member(Dimension<?> dimension, int set) implements Formula {}

    record Not(Formula inner) implements Formula {}

    record All(List<Formula> parts) implements Formula {
        public All {
            parts = List.copyOf(parts);
        }
    }

    record Any(List<Formula> parts) implements Formula {
        public Any {
            parts = List.copyOf(parts);
        }
    }

    /** An odd number of the parts hold. */
    record Odd(List<Formula> parts) implements Formula {
        public Odd {
            parts = List.copyOf(parts);
        }
    }

    static Formula all(Formula... parts) {
        return new All(List.of(parts));
    }

    static Formula any(Formula... parts) {
        return new Any(List.of(parts));
    }

    static Formula implies(Formula one, Formula other) {
        return any(new Not(one), other);
    }

    static Formula same(Formula one, Formula other) {
        return any(all(one, other), all(new Not(one), new Not(other)));
    }
}
