package org.firewright.agent.nftables.text;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.StringJoiner;
import org.firewright.agent.netlink.Text;
import org.firewright.agent.nftables.text.DataType.Print;

/** Values by their types. */
final class ValueText {
    private static final int DAY_SECONDS = 86_400;
    private static final DateTimeFormatter DATE_FORMAT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private final Style style;

    ValueText(Style style) {
        this.style = style;
    }

    /** A value; numbers instead of names where it is a bound of a range. */
    String of(Term.Value value, boolean numeric) {
        DataType type = value.type();
        BigInteger number = value.number();
        if (!type.symbols().isEmpty() && !numeric && value.bits() <= Long.SIZE) {
            String symbol = type.symbols().get(symbolOf(value).longValue());
            if (symbol != null) {
                boolean quoted = type.print() == Print.QUOTED || type.print() == Print.DAY;
                return quoted ? '"' + symbol + '"' : symbol;
            }
        }
        return switch (type.print()) {
            case INVALID -> "0x" + number.toString(16) + " [invalid type]";
            case DECIMAL, QUOTED, DAY -> number.toString();
            case HEXADECIMAL, FLAGS -> "0x" + number.toString(16);
            case HEXADECIMAL2 -> "0x" + padded(number, 2);
            case HEXADECIMAL4 -> "0x" + padded(number, 4);
            case MARK -> "0x" + padded(number, 8);
            case STRING -> '"' + text(value) + '"';
            case LINK_ADDRESS -> linkAddress(value);
            case IPV4 -> ipv4(number);
            case IPV6 -> ipv6(Terms.bytes(number, 16));
            case PROTOCOL -> numeric ? number.toString() : Protocols.name(number.intValue());
            case INTERFACE -> interfaceName(number.intValue());
            case CLASS -> trafficClass(number.intValue());
            case TIME -> numeric ? number.divide(BigInteger.valueOf(1000)) + "s" : time(number.longValue());
            case DATE -> date(number.longValue());
            case HOUR -> hour(number.longValue());
            case LABEL -> Integer.toString(number.getLowestSetBit());
            case CGROUP -> number.toString();
            case VERDICT -> number.toString();
        };
    }

    /**
     * What a name stands for. nft looks names up by the bytes, so of a number that was turned into the network's order,
     * such as to be compared by size, it finds no name.
     */
    private static BigInteger symbolOf(Term.Value value) {
        boolean turned = value.order() == Order.NETWORK && value.type().order() == Order.HOST;
        return turned ? Terms.typed(value, value.type(), Order.HOST).number() : value.number();
    }

    private static String padded(BigInteger number, int digits) {
        String text = number.toString(16);
        return "0".repeat(Math.max(0, digits - text.length())) + text;
    }

    /** The text up to its NUL; one without is the start of longer ones. */
    private static String text(Term.Value value) {
        byte[] bytes = Terms.bytes(value.number(), (value.bits() + 7) / 8);
        int end = 0;
        while (end < bytes.length && bytes[end] != 0) {
            end++;
        }
        String text = Text.of(bytes, 0, end);
        if (end == bytes.length) {
            return text + "*";
        }
        return text.endsWith("*") ? text.substring(0, text.length() - 1) + "\\*" : text;
    }

    private static String linkAddress(Term.Value value) {
        StringJoiner text = new StringJoiner(":");
        for (byte octet : Terms.bytes(value.number(), (value.bits() + 7) / 8)) {
            text.add("%02x".formatted(octet));
        }
        return text.toString();
    }

    private static String ipv4(BigInteger number) {
        byte[] bytes = Terms.bytes(number, 4);
        return (bytes[0] & 0xFF) + "." + (bytes[1] & 0xFF) + "." + (bytes[2] & 0xFF) + "." + (bytes[3] & 0xFF);
    }

    /** The shortest form, by section 4 of RFC 5952; IPv4 addresses within in the form of section 5, as inet_ntop does. */
    private static String ipv6(byte[] bytes) {
        int start = -1;
        int length = 1;
        for (int i = 0; i < 8; i++) {
            int zeros = 0;
            while (i + zeros < 8 && group(bytes, i + zeros) == 0) {
                zeros++;
            }
            if (zeros > length) {
                start = i;
                length = zeros;
            }
        }
        boolean mapped = start == 0 && (length == 6 || (length == 5 && group(bytes, 5) == 0xFFFF));
        StringBuilder text = new StringBuilder();
        int i = 0;
        while (i < 8) {
            if (i == start) {
                text.append("::");
                i += length;
                continue;
            }
            if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
                text.append(':');
            }
            if (i == 6 && mapped) {
                return text.append(ipv4(new BigInteger(1, Arrays.copyOfRange(bytes, 12, 16))))
                        .toString();
            }
            text.append(Integer.toHexString(group(bytes, i)));
            i++;
        }
        return text.toString();
    }

    private static int group(byte[] bytes, int index) {
        return ((bytes[2 * index] & 0xFF) << 8) | (bytes[2 * index + 1] & 0xFF);
    }

    private String interfaceName(int index) {
        String name = style.interfaces().apply(index);
        return name == null ? Integer.toString(index) : '"' + name + '"';
    }

    /** TC_H_* of linux/pkt_sched.h. */
    private static String trafficClass(int handle) {
        return switch (handle) {
            case 0 -> "none";
            case -1 -> "root";
            default -> Integer.toHexString(handle >>> 16) + ":" + Integer.toHexString(handle & 0xFFFF);
        };
    }

    /** A time in milliseconds. */
    static String time(long milliseconds) {
        long rest = milliseconds;
        StringBuilder text = new StringBuilder();
        long[] units = {86_400_000, 3_600_000, 60_000, 1000, 1};
        String[] names = {"d", "h", "m", "s", "ms"};
        for (int i = 0; i < units.length; i++) {
            long count = Long.divideUnsigned(rest, units[i]);
            rest = Long.remainderUnsigned(rest, units[i]);
            if (count != 0) {
                text.append(Long.toUnsignedString(count)).append(names[i]);
            }
        }
        return text.toString();
    }

    private String date(long nanoseconds) {
        try {
            Instant instant = Instant.ofEpochSecond(Long.divideUnsigned(nanoseconds, 1_000_000_000L));
            return '"' + DATE_FORMAT.format(instant.atZone(style.zone())) + '"';
        } catch (DateTimeException e) {
            return Long.toUnsignedString(nanoseconds);
        }
    }

    private String hour(long secondsOfDay) {
        int offset = style.zone().getRules().getOffset(Instant.now()).getTotalSeconds();
        LocalTime time = LocalTime.ofSecondOfDay(Math.floorMod(secondsOfDay + offset, DAY_SECONDS));
        return time.getSecond() == 0
                ? "\"%02d:%02d\"".formatted(time.getHour(), time.getMinute())
                : "\"%02d:%02d:%02d\"".formatted(time.getHour(), time.getMinute(), time.getSecond());
    }
}
