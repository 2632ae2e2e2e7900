package org.firewright.iplist;

import java.nio.charset.StandardCharsets;
import org.firewright.expression.IpAddress;

/** What can be wrong with a line of a list, in sentences. Only bad lines come here, so this may take its time. */
final class LineFault {
    static final String MIXED_RANGE = "One end of the range is IPv4 and the other IPv6.";
    static final String REVERSED_RANGE = "The range ends before it begins: swap its ends.";

    static final String TOO_LONG = "The line is longer than any entry.";
    static final String TOO_FEW_CELLS = "The line has no cell in the column that was chosen.";

    private LineFault() {}

    /** Why the bytes are no address. */
    static String ofAddress(byte[] text, int from, int to) {
        String word = new String(text, from, to - from, StandardCharsets.UTF_8).strip();
        if (word.isEmpty()) {
            return "An address is missing.";
        }
        if (word.chars().anyMatch(c -> c == ' ' || c == '\t')) {
            return "More than one thing stands in the line: write one address, prefix or range in each.";
        }
        if (word.indexOf(':') >= 0) {
            return word.indexOf('%') >= 0
                    ? "An address with a zone (%) means something on one machine only: leave the zone away."
                    : "This is not an IPv6 address.";
        }
        if (word.matches("[0-9.]+")) {
            return word.matches("(.*\\.)?0[0-9].*")
                    ? "A number with a leading zero may mean octal or decimal: leave the zero away."
                    : "This is not an IPv4 address: it needs four numbers from 0 to 255.";
        }
        return word.matches("[\\p{L}\\p{N}_.-]+")
                ? "This is a host name, and lists hold addresses only: write the addresses that it stands for."
                : "This is not an address.";
    }

    static String ofLength(int bits) {
        return "Behind the slash must stand a prefix length from 0 to " + bits + ".";
    }

    static String ofHostBits(IpAddress address, int length) {
        return "The prefix has host bits set: write " + address.network(length).text() + "/" + length
                + " for the network, or " + address.text() + " for the one address.";
    }

    /** A part of the text as it can be shown: cut, and without characters that would move a terminal's cursor. */
    static String shown(byte[] text, int from, int to) {
        // Four bytes are the longest character of UTF-8, so this is enough to fill the line.
        int end = Math.min(to, from + 4 * BadLine.MAX_TEXT);
        String line = new String(text, from, end - from, StandardCharsets.UTF_8).replaceAll("\\p{C}", ".");
        return line.length() <= BadLine.MAX_TEXT && end == to
                ? line
                : line.substring(0, Math.min(line.length(), BadLine.MAX_TEXT - 1)) + "…";
    }
}
