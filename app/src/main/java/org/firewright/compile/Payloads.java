package org.firewright.compile;

import org.firewright.compile.ebpf.ByteSearch;
import org.firewright.compile.ebpf.UnsupportedPatternException;
import org.firewright.expression.Relation;

/** What programs and simulation must do alike with payloads. */
public final class Payloads {
    /** How many bytes {@code contains} and {@code matches} look at: all that an ordinary frame holds. */
    public static final int SEARCHED = 1_536;

    /** A header that claims fewer bytes than the one of UDP has no payload behind it. */
    public static final int SHORTEST_HEADER = 8;

    /** The most bytes that can be compared in order; each takes a look of its own. */
    static final int MOST_ORDERED = 128;

    private Payloads() {}

    /**
     * A search as programs do it.
     *
     * @param relation {@link Relation#CONTAINS} or {@link Relation#MATCHES}
     * @param bytes one character each
     * @throws UnsupportedPatternException when a program cannot search for it; the message is a sentence
     */
    public static ByteSearch search(Relation relation, String bytes) throws UnsupportedPatternException {
        return relation == Relation.CONTAINS ? ByteSearch.containing(bytes) : ByteSearch.matching(bytes);
    }

    /** The search of a test that was seen to be possible. */
    static ByteSearch search(Constraint.OfPayload test) {
        try {
            return search(test.relation(), test.bytes());
        } catch (UnsupportedPatternException e) {
            throw new IllegalArgumentException("This was to be refused before.", e);
        }
    }
}
