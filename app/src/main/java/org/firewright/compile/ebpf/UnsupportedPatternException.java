package org.firewright.compile.ebpf;

/** A regular expression asks for more than walking over bytes once can tell; the message is a sentence. */
public final class UnsupportedPatternException extends Exception {
    private static final long serialVersionUID = 1L;

    UnsupportedPatternException(String sentence) {
        super(sentence);
    }
}
