package org.firewright.agent.nftables;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.firewright.agent.netlink.Bytes;

/**
 * Every byte of a batch in lines that a person can compare: a line for each header, indented lines for its attributes as
 * "type: bytes". Padding must be zero. Reads nothing with the code under test.
 */
final class MessageDump {
    private static final int NESTED = 0x8000;

    private final ByteBuffer in;
    private final List<String> lines = new ArrayList<>();

    private MessageDump(byte[] bytes) {
        this.in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** All messages. Header lines are "type flags sequence port, family header". */
    static List<String> of(Bytes messages) {
        MessageDump dump = new MessageDump(messages.toArray());
        int at = 0;
        while (at < messages.length()) {
            at = dump.message(at);
        }
        return dump.lines;
    }

    private int message(int at) {
        int length = in.getInt(at);
        lines.add(String.format(
                "type %04x flags %04x sequence %d port %d, %s",
                in.getShort(at + 4),
                in.getShort(at + 6),
                in.getInt(at + 8),
                in.getInt(at + 12),
                hex(at + 16, at + 20)));
        attributes(at + 20, at + length, "  ");
        return at + length;
    }

    private void attributes(int from, int to, String indent) {
        int at = from;
        while (at < to) {
            int length = Short.toUnsignedInt(in.getShort(at));
            int type = Short.toUnsignedInt(in.getShort(at + 2));
            if ((type & NESTED) != 0) {
                lines.add(indent + (type & ~NESTED) + " {");
                attributes(at + 4, at + length, indent + "  ");
                lines.add(indent + "}");
            } else {
                lines.add(indent + type + ": " + hex(at + 4, at + length));
            }
            int end = (at + length + 3) & ~3;
            for (int i = at + length; i < end; i++) {
                if (in.get(i) != 0) {
                    throw new AssertionError("Padding at " + i + " is not zero.");
                }
            }
            at = end;
        }
    }

    /** Hexadecimal, or text in quotes where it is printable and ends with its only NUL. */
    private String hex(int from, int to) {
        byte[] bytes = new byte[to - from];
        in.get(from, bytes);
        boolean text = bytes.length > 1 && bytes[bytes.length - 1] == 0;
        for (int i = 0; i < bytes.length - 1; i++) {
            text &= bytes[i] >= ' ' && bytes[i] < 127;
        }
        return text
                ? '"' + new String(bytes, 0, bytes.length - 1, StandardCharsets.US_ASCII) + '"'
                : Bytes.of(bytes).toHex();
    }
}
