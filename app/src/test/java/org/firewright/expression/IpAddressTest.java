package org.firewright.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {
    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, 0.0.0.0",
        "255.255.255.255, 255.255.255.255",
        "192.0.2.1, 192.0.2.1",
        "::, ::",
        "::1, ::1",
        "1::, 1::",
        "2001:DB8:0:0:0:0:0:1, 2001:db8::1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
        "2001:db8::0:1:0:0:1, 2001:db8::1:0:0:1",
        "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0",
        "::2:3:4:5:6:7:8, 0:2:3:4:5:6:7:8",
        "::ffff:192.0.2.1, ::ffff:192.0.2.1",
        "::ffff:c000:201, ::ffff:192.0.2.1",
        "64:ff9b::192.0.2.33, 64:ff9b::c000:221",
        "1:2:3:4:5:6:1.2.3.4, 1:2:3:4:5:6:102:304",
    })
    void everyFormIsReadAndWrittenInTheOneOfRfc5952(String text, String written) {
        assertThat(IpAddress.parse(text)).map(IpAddress::text).hasValue(written);
        assertThat(IpAddress.parse(written)).isEqualTo(IpAddress.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "1",
                "1.2.3",
                "1.2.3.4.5",
                "1.2.3.",
                ".1.2.3",
                "1..2.3",
                "256.1.1.1",
                "01.2.3.4",
                "1.2.3.4 ",
                "+1.2.3.4",
                "1.2.3.a",
                ":",
                ":::",
                "1:",
                ":1",
                "1::2::3",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4:5:6:7:8::",
                "::1:2:3:4:5:6:7:8",
                "12345::",
                "g::",
                "::1.2.3",
                "::1.2.3.4:1",
                "1.2.3.4::",
                "1:2:3:4:5:6:7:1.2.3.4",
                "fe80::1%eth0",
                "[::1]",
                "99999999999.1.1.1",
                "::1/64"
            })
    void anythingElseIsNoAddress(String text) {
        assertThat(IpAddress.parse(text)).isEmpty();
    }

    @Test
    void agreesWithTheJdkOnRandomAddresses() throws UnknownHostException {
        Random random = new Random(20);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[16];
            for (int at = 0; at < 16; at++) {
                bytes[at] = (byte) (random.nextInt(3) == 0 ? random.nextInt(256) : 0);
            }
            bytes[0] = 0x20;
            InetAddress jdk = InetAddress.getByAddress(bytes);
            ByteBuffer halves = ByteBuffer.wrap(bytes);
            IpAddress ours = new IpAddress(true, halves.getLong(), halves.getLong());
            assertThat(IpAddress.parse(jdk.getHostAddress())).hasValue(ours);
            assertThat(InetAddress.getByName(ours.text())).isEqualTo(jdk);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.77, 24, 192.0.2.0, 192.0.2.255",
        "192.0.2.77, 32, 192.0.2.77, 192.0.2.77",
        "192.0.2.77, 0, 0.0.0.0, 255.255.255.255",
        "2001:db8::1, 32, 2001:db8::, 2001:db8:ffff:ffff:ffff:ffff:ffff:ffff",
        "2001:db8::1, 64, 2001:db8::, 2001:db8::ffff:ffff:ffff:ffff",
        "2001:db8::1, 65, 2001:db8::, 2001:db8::7fff:ffff:ffff:ffff",
        "2001:db8::1, 63, 2001:db8::, 2001:db8:0:1:ffff:ffff:ffff:ffff",
        "2001:db8::1, 0, ::, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
    })
    void aPrefixHasAFirstAndALastAddress(String text, int length, String first, String last) {
        IpAddress address = IpAddress.parse(text).orElseThrow();
        assertThat(address.network(length).text()).isEqualTo(first);
        assertThat(address.last(length).text()).isEqualTo(last);
    }
}
