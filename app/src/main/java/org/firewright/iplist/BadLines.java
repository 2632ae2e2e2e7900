package org.firewright.iplist;

import java.util.ArrayList;
import java.util.List;

/** The bad lines of a list: the first ones with their reasons, and how many there are in all. */
final class BadLines {
    private final List<BadLine> kept = new ArrayList<>();
    private long count;

    void add(long number, byte[] text, int from, int to, String reason) {
        count++;
        if (kept.size() < ListReader.MAX_BAD_LINES) {
            kept.add(new BadLine(number, LineFault.shown(text, from, to), reason));
        }
    }

    List<BadLine> kept() {
        return kept;
    }

    long count() {
        return count;
    }
}
