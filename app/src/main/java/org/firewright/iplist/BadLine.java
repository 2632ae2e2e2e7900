package org.firewright.iplist;

/**
 * A line that could not be taken into a list.
 *
 * @param number from 1 on
 * @param text the line, cut to {@link #MAX_TEXT} characters, with control characters shown as a dot
 * @param reason a sentence: what is wrong with it, and the remedy where there is one
 */
public record BadLine(long number, String text, String reason) {
    /** The most characters of a line that are kept. */
    public static final int MAX_TEXT = 80;
}
