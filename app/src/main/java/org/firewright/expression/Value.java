package org.firewright.expression;

/** A single value in the text. */
public sealed interface Value {
    /** An address. */
    record Address(IpAddress address) implements Value {}

    /** A whole number. */
    record Whole(long number) implements Value {}

    /**
     * Text or bytes.
     *
     * @param bytes one character from 0 to 255 for each byte; text is in UTF-8
     */
    record Text(String bytes) implements Value {}

    /**
     * A regular expression. In quotes its backslashes are its own, and so are quotes in brackets; only {@code \\"} outside
     * of brackets stands for a quote.
     *
     * @param bytes one character from 0 to 255 for each byte; text is in UTF-8
     */
    record Pattern(String bytes) implements Value {}

    /**
     * A value that is known only where the rule goes.
     *
     * @param name without the at sign
     */
    record Variable(String name) implements Value {}
}
