package org.firewright.iplist;

import static org.assertj.core.api.Assertions.assertThat;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.ipv4.IPv4Address;
import inet.ipaddr.ipv6.IPv6Address;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.firewright.agent.api.AddressRanges;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading, aggregating and writing compared with what the library IPAddress makes of the same. */
class OracleTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void theFewestPrefixesAreTheLibrarys(int seed) throws Exception {
        Random random = new Random(seed);
        boolean v6 = seed % 2 == 0;
        StringBuilder text = new StringBuilder();
        List<IPAddress> theirs = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            IPAddress prefix = prefix(random, v6);
            theirs.add(prefix);
            text.append(i % 3 == 0 ? range(prefix) : prefix.toString()).append('\n');
        }
        IPAddress[] merged = theirs.getFirst().mergeToPrefixBlocks(theirs.toArray(IPAddress[]::new));
        List<String> expected = Arrays.stream(merged).map(OracleTest::shown).toList();

        AddressList list = ListReader.parse("oracle", text.toString().getBytes(StandardCharsets.UTF_8));
        assertThat(list.badLines()).isEmpty();
        StringBuilder written = new StringBuilder();
        ListText.writePrefixes(list.ranges(), written);
        assertThat(written.toString().lines().toList()).containsExactlyInAnyOrderElementsOf(expected);

        // And back: the prefixes are the same ranges.
        AddressRanges again = ListReader.parse("again", written.toString().getBytes(StandardCharsets.UTF_8))
                .ranges();
        assertThat(again).isEqualTo(list.ranges());
    }

    private static IPAddress prefix(Random random, boolean v6) {
        int length = v6 ? random.nextInt(40, 129) : random.nextInt(12, 33);
        // Few bits differ, so that prefixes meet, touch and lie in each other.
        byte[] bytes = new byte[v6 ? 16 : 4];
        bytes[0] = v6 ? (byte) 0x20 : 10;
        bytes[1] = (byte) random.nextInt(2);
        bytes[v6 ? 5 : 2] = (byte) random.nextInt(8);
        bytes[v6 ? 6 : 3] = (byte) random.nextInt(256);
        IPAddress address = v6 ? new IPv6Address(bytes) : new IPv4Address(bytes);
        return address.toPrefixBlock(length);
    }

    private static String range(IPAddress prefix) {
        return prefix.getLower().withoutPrefixLength() + "-" + prefix.getUpper().withoutPrefixLength();
    }

    private static String shown(IPAddress prefix) {
        boolean single = prefix.getCount().intValue() == 1;
        return single ? prefix.getLower().withoutPrefixLength().toString() : prefix.toString();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void aLineIsGoodWhereTheLibraryThinksSo(int seed) {
        Random random = new Random(seed);
        String alphabet = "0123456789abcf::..//";
        int good = 0;
        for (int i = 0; i < 20_000; i++) {
            String line = mutated(random, alphabet);
            AddressList list = ListReader.parse("line", line.getBytes(StandardCharsets.UTF_8));
            boolean comment = line.contains("//"); // which the library does not know
            if (!comment && list.badCount() == 0 && list.entries() == 1) {
                good++;
                IPAddress address = new IPAddressString(line).getAddress();
                assertThat(address).as(line).isNotNull();
                AddressRanges ranges = list.ranges();
                if (ranges.v4Count() == 1 && address.isIPv4()) {
                    assertThat(Integer.toUnsignedLong(ranges.v4()[0]))
                            .as(line)
                            .isEqualTo(address.toIPv4().getLower().longValue());
                }
            }
        }
        assertThat(good).isGreaterThan(500);
    }

    private static String mutated(Random random, String alphabet) {
        StringBuilder line = new StringBuilder(random.nextBoolean() ? "192.0.2.0/24" : "2001:db8::c0/122");
        for (int changes = random.nextInt(3); changes > 0; changes--) {
            int at = random.nextInt(line.length());
            char c = alphabet.charAt(random.nextInt(alphabet.length()));
            switch (random.nextInt(3)) {
                case 0 -> line.setCharAt(at, c);
                case 1 -> line.insert(at, c);
                default -> line.deleteCharAt(at);
            }
        }
        return line.toString();
    }
}
