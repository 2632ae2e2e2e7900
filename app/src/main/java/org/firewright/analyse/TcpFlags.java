package org.firewright.analyse;

import java.util.ArrayList;
import java.util.List;
import org.firewright.expression.Field;

/** The flags of TCP: RFC 9293, section 3.1, from the lowest bit on; RFC 3168 for the upper two. */
final class TcpFlags {
    private static final List<Field> FLAGS = List.of(
            Field.TCP_FLAGS_FIN,
            Field.TCP_FLAGS_SYN,
            Field.TCP_FLAGS_RESET,
            Field.TCP_FLAGS_PUSH,
            Field.TCP_FLAGS_ACK,
            Field.TCP_FLAGS_URG,
            Field.TCP_FLAGS_ECN,
            Field.TCP_FLAGS_CWR);

    private TcpFlags() {}

    /** The bit of a flag's field, 0 for the lowest one. */
    static int bit(Field flag) {
        return FLAGS.indexOf(flag);
    }

    /** As in {@code SYN ACK}; empty where none is set. */
    static String text(long flags) {
        List<String> set = new ArrayList<>();
        for (int bit = 0; bit < FLAGS.size(); bit++) {
            if ((flags >> bit & 1) != 0) {
                set.add(FLAGS.get(bit).text().substring("tcp.flags.".length()));
            }
        }
        return String.join(" ", set);
    }
}
