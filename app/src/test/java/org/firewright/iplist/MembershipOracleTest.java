package org.firewright.iplist;

import static org.assertj.core.api.Assertions.assertThat;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.ipv4.IPv4Address;
import inet.ipaddr.ipv4.IPv4AddressTrie;
import inet.ipaddr.ipv6.IPv6Address;
import inet.ipaddr.ipv6.IPv6AddressTrie;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.firewright.agent.api.AddressRanges;
import org.firewright.agent.api.ListFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Who is in a list, at every border of every range of real and random lists: the first address, the last, the one before
 * and the one after, asked of what a host gets and of the library IPAddress, which has read the same lines by itself.
 */
class MembershipOracleTest {
    /** Real feeds that lie beside the repository on some machines; the sample's are always there. */
    private static final Path FEEDS = Path.of("..", "..", "shared", "data", "lists");

    private final IPv4AddressTrie v4 = new IPv4AddressTrie();
    private final IPv6AddressTrie v6 = new IPv6AddressTrie();

    @Test
    void everyBorderOfRealLists() throws IOException {
        for (Map.Entry<String, byte[]> list : realLists().entrySet()) {
            v4.clear();
            v6.clear();
            assertThat(differences(new String(list.getValue(), StandardCharsets.US_ASCII)))
                    .as(list.getKey())
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void everyBorderOfRandomLists(int seed) throws IOException {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 4_000; i++) {
            byte[] bytes = new byte[random.nextBoolean() ? 4 : 16];
            random.nextBytes(bytes);
            bytes[0] = (byte) (random.nextInt(4) * 85); // the ends of the address space are among them
            bytes[1] = (byte) random.nextInt(3);
            int bits = 8 * bytes.length;
            int length = random.nextInt(4) == 0 ? bits : random.nextInt(14, bits + 1);
            IPAddress address = bytes.length == 4 ? new IPv4Address(bytes) : new IPv6Address(bytes);
            text.append(address.toPrefixBlock(length)).append('\n');
        }
        assertThat(differences(text.toString())).isEmpty();
    }

    /** Addresses about which the two disagree. */
    private List<String> differences(String text) throws IOException {
        text.lines()
                .map(line -> line.replaceFirst("[#;].*", "").strip())
                .filter(line -> !line.isEmpty())
                .forEach(line -> {
                    IPAddress address = new IPAddressString(line).getAddress();
                    if (address.isIPv4()) {
                        v4.add(address.toIPv4());
                    } else {
                        v6.add(address.toIPv6());
                    }
                });
        AddressList read = ListReader.parse("list", text.getBytes(StandardCharsets.US_ASCII));
        assertThat(read.badLines()).isEmpty();
        AddressRanges ranges = ListFile.of(read.ranges()).ranges(); // as it arrives at a host
        List<String> differences = new ArrayList<>();
        int[] numbers = ranges.v4();
        for (int i = 0; i < numbers.length; i += 2) {
            compare(ranges, numbers[i], differences);
            compare(ranges, numbers[i] - 1, differences);
            compare(ranges, numbers[i + 1], differences);
            compare(ranges, numbers[i + 1] + 1, differences);
        }
        long[] halves = ranges.v6();
        for (int i = 0; i < halves.length; i += 4) {
            compare(ranges, halves[i], halves[i + 1], differences);
            compare(ranges, halves[i] - (halves[i + 1] == 0 ? 1 : 0), halves[i + 1] - 1, differences);
            compare(ranges, halves[i + 2], halves[i + 3], differences);
            compare(ranges, halves[i + 2] + (halves[i + 3] == -1 ? 1 : 0), halves[i + 3] + 1, differences);
        }
        return differences;
    }

    private void compare(AddressRanges ranges, int address, List<String> differences) {
        IPv4Address theirs = new IPv4Address(address);
        if (ranges.contains(address) != v4.elementContains(theirs)) {
            differences.add(theirs.toString());
        }
    }

    private void compare(AddressRanges ranges, long upper, long lower, List<String> differences) {
        IPv6Address theirs = new IPv6Address(
                ByteBuffer.allocate(16).putLong(upper).putLong(lower).array());
        if (ranges.contains(upper, lower) != v6.elementContains(theirs)) {
            differences.add(theirs.toString());
        }
    }

    private static Map<String, byte[]> realLists() throws IOException {
        Map<String, byte[]> lists = new LinkedHashMap<>();
        for (String name : List.of("ipsum.txt", "germany6.txt")) {
            try (InputStream in = MembershipOracleTest.class.getResourceAsStream("/sample/lists/" + name)) {
                lists.put(name, in.readAllBytes());
            }
        }
        if (Files.isDirectory(FEEDS)) {
            try (Stream<Path> files = Files.list(FEEDS)) {
                for (Path file : files.sorted().toList()) {
                    lists.put(file.getFileName().toString(), Files.readAllBytes(file));
                }
            }
        }
        return lists;
    }
}
