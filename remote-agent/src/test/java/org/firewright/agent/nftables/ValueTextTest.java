package org.firewright.agent.nftables;

import static org.assertj.core.api.Assertions.assertThat;

import org.firewright.agent.netlink.Bytes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueTextTest {
    /** The examples of RFC 5952, and what inet_ntop makes of IPv4 within IPv6. */
    @ParameterizedTest
    @CsvSource({
        "20010db8000000000000000000000001, 2001:db8::1",
        "20010db8000000000001000000000001, 2001:db8::1:0:0:1",
        "20010db8000000010001000100010001, 2001:db8:0:1:1:1:1:1",
        "00000000000000000000000000000000, ::",
        "00000000000000000000000000000001, ::1",
        "00010000000000000000000000000000, 1::",
        "000000000000000000000000c0000201, ::192.0.2.1",
        "00000000000000000000ffffc0000201, ::ffff:192.0.2.1",
        "0064ff9b0000000000000000c0000201, 64:ff9b::c000:201",
        "00010002000300040005000600070000, 1:2:3:4:5:6:7:0",
        "00000002000300040005000600000000, 0:2:3:4:5:6::"
    })
    void ipv6AddressesAreShort(String bytes, String text) {
        assertThat(ValueText.of(DataType.IPV6_ADDR, Bytes.hex(bytes))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "IPV4_ADDR, 0a000000, 0affffff, 10.0.0.0/8",
        "IPV4_ADDR, 0a000000, 0a000000, 10.0.0.0",
        "IPV4_ADDR, 0a000001, 0a000002, 10.0.0.1-10.0.0.2",
        "IPV4_ADDR, 00000000, ffffffff, 0.0.0.0/0",
        "INET_SERVICE, 0400, 07ff, 1024-2047",
        "INET_PROTO, 06, 06, tcp",
        "INET_PROTO, fd, fd, 253",
        "NF_PROTO, 0a, 0a, ipv6",
        "INTEGER, 00000a, 00000f, 0xa-0xf",
        "INTEGER, 0000, 0000, 0x0"
    })
    void intervalsAreWrittenAsNftDoes(DataType type, String from, String to, String text) {
        assertThat(ValueText.of(type, Bytes.hex(from), Bytes.hex(to))).isEqualTo(text);
    }
}
