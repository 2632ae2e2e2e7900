package org.firewright.test.conformance;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.random.RandomGenerator;
import org.firewright.expression.IpAddress;

/** Few values, at and around borders, so that random policies and random packets meet often. */
final class Pool {
    private static final List<String> V4 = List.of(
            "0.0.0.0",
            "10.0.0.1",
            "10.0.0.255",
            "10.0.1.0",
            "10.255.255.255",
            "11.0.0.0",
            "127.0.0.1",
            "192.0.2.1",
            "192.0.2.127",
            "192.0.2.128",
            "198.51.100.7",
            "223.255.255.255");
    private static final List<String> V6 = List.of(
            "::1",
            "::2",
            "1::",
            "2001:db8::",
            "2001:db8::1",
            "2001:db8:0:1::",
            "2001:db8:ffff:ffff::",
            "2001:db9::",
            "fd00::1",
            "fdff:ffff::");
    private static final List<Integer> PORTS = List.of(0, 1, 21, 22, 23, 24, 80, 443, 1023, 1024, 3389, 65534, 65535);

    /** Bytes of TCP flags that are common, and some that are not. */
    static final List<Integer> FLAGS = List.of(0x02, 0x12, 0x10, 0x18, 0x11, 0x04, 0x00, 0xff, 0x29);

    /** Pieces of payloads and of what is searched in them. */
    static final List<String> WORDS =
            List.of("GET", "get", " /", "\r\n", "a", "aa", "ab", "\u0000", "\u00ff", "HTTP/1.1", "x");

    private Pool() {}

    static String text(RandomGenerator random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(random.nextInt(20) == 0 ? 400 : 6); i >= 0; i--) {
            text.append(pick(random, WORDS));
        }
        return text.toString();
    }

    static byte[] payload(RandomGenerator random) {
        return text(random).getBytes(StandardCharsets.ISO_8859_1);
    }

    static IpAddress address(RandomGenerator random, boolean v6) {
        List<String> known = v6 ? V6 : V4;
        IpAddress address = IpAddress.parse(pick(random, known)).orElseThrow();
        int step = random.nextInt(4) == 0 ? random.nextInt(3) - 1 : 0;
        boolean border = address.lower() == 0 && step < 0;
        return border ? address : new IpAddress(v6, address.upper(), address.lower() + step);
    }

    static int port(RandomGenerator random) {
        return random.nextInt(5) == 0 ? random.nextInt(65_536) : pick(random, PORTS);
    }

    static <T> T pick(RandomGenerator random, List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
