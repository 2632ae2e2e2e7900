package org.firewright.expression;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what a person may have meant by a word that is not known. */
public final class Suggestion {
    private static final int MAX_WORD = 64;

    private Suggestion() {}

    /** The known word that is nearest to this one, if it is near at all: at most a third of its letters differ. */
    public static Optional<String> nearest(String word, Collection<String> known) {
        if (word.length() > MAX_WORD) {
            return Optional.empty();
        }
        return known.stream()
                .filter(candidate -> distance(word, candidate) <= Math.max(1, word.length() / 3))
                .min(Comparator.<String>comparingInt(candidate -> distance(word, candidate))
                        .thenComparing(Comparator.comparingInt(String::length).reversed())
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** As a question, {@code Did you mean tcp.dstport?}; empty where nothing is near. */
    public static String question(String word, Collection<String> known) {
        return nearest(word, known)
                .map(candidate -> "Did you mean " + candidate + "?")
                .orElse("");
    }

    /** The least number of letters to insert, leave out, replace or swap with their neighbour (Damerau, Levenshtein). */
    static int distance(String one, String other) {
        int[][] cost = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : step(one, other, cost, i, j);
            }
        }
        return cost[one.length()][other.length()];
    }

    private static int step(String one, String other, int[][] cost, int i, int j) {
        boolean same = one.charAt(i - 1) == other.charAt(j - 1);
        int best = Math.min(cost[i - 1][j] + 1, cost[i][j - 1] + 1);
        best = Math.min(best, cost[i - 1][j - 1] + (same ? 0 : 1));
        boolean swapped =
                i > 1 && j > 1 && one.charAt(i - 1) == other.charAt(j - 2) && one.charAt(i - 2) == other.charAt(j - 1);
        return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
    }
}
