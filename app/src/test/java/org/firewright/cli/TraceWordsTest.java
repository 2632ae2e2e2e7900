package org.firewright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.firewright.agent.api.TraceStep;
import org.firewright.agent.api.TracedHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TraceWordsTest {
    /** From 192.0.2.1 to 192.0.2.2, with a time to live of 64 and 60 bytes in all. */
    private static final String IPV4 = "4500003c00000000" + "40" + "%s" + "0000" + "c0000201" + "c0000202";

    /** From 2001:db8::1 to ::1, with a hop limit of 255 and 20 bytes behind the header. */
    private static final String IPV6 =
            "600000000014" + "%s" + "ff" + "20010db8000000000000000000000001" + "0".repeat(31) + "1";

    @ParameterizedTest
    @CsvSource(
            delimiterString = "; ",
            value = {
                "06; 01bbc3500000000000000000" + "5012; tcp 192.0.2.1:443 → 192.0.2.2:50000, syn|ack",
                "06; 01bbc350000000000000000050ff"
                        + "; tcp 192.0.2.1:443 → 192.0.2.2:50000, fin|syn|rst|psh|ack|urg|ecn|cwr",
                "06; 01bbc350; tcp 192.0.2.1:443 → 192.0.2.2:50000",
                "11; 0035c35000080000; udp 192.0.2.1:53 → 192.0.2.2:50000",
                "11; ''; udp 192.0.2.1 → 192.0.2.2",
                "01; 0301; icmp 192.0.2.1 → 192.0.2.2, type 3 code 1",
                "01; 03; icmp 192.0.2.1 → 192.0.2.2",
                "2f; 0000; protocol 47 192.0.2.1 → 192.0.2.2"
            })
    void packetsOfVersion4(String protocol, String transport, String words) {
        assertThat(packet(IPV4.formatted(protocol), transport)).isEqualTo(words + ", ttl 64, length 60");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "; ",
            value = {
                "11; 0035c350; udp [2001:db8::1]:53 → [::1]:50000",
                "3a; 8000; icmpv6 2001:db8::1 → ::1, type 128 code 0",
                "2c; ''; protocol 44 2001:db8::1 → ::1"
            })
    void packetsOfVersion6(String protocol, String transport, String words) {
        assertThat(packet(IPV6.formatted(protocol), transport)).isEqualTo(words + ", hop limit 255, length 60");
    }

    @ParameterizedTest
    @CsvSource({"'', ''", "45, network header 45", "0001080006040001, network header 0001080006040001"})
    void headersThatAreCutOrOfAnotherKindAreShownAsTheyAre(String network, String words) {
        assertThat(packet(network, "")).isEqualTo(words);
    }

    @Test
    void interfacesAndMarkStandAroundThePacket() {
        TracedHeaders headers = new TracedHeaders("eth0", "eth1", 0xffffffffL, "", "", "");

        assertThat(TraceWords.packet(headers)).isEqualTo("in eth0, out eth1, mark 0xffffffff");
    }

    @Test
    void eachStepIsALineAndThePacketOneBeforeTheFirst() {
        TracedHeaders headers = new TracedHeaders("lo", "", 0, "", IPV4.formatted("11"), "00350009");

        assertThat(TraceWords.lines(step(TraceStep.Kind.RULE, 7, "udp dport 9 drop", "drop", headers)))
                .containsExactly(
                        "0000abcd  in lo, udp 192.0.2.1:53 → 192.0.2.2:9, ttl 64, length 60",
                        "0000abcd    ip t c: udp dport 9 drop  → drop");
        assertThat(TraceWords.lines(step(TraceStep.Kind.RULE, 7, "", "accept", null)))
                .containsExactly("0000abcd    ip t c: rule with handle 7  → accept");
        assertThat(TraceWords.lines(step(TraceStep.Kind.RETURN, 0, "", "return", null)))
                .containsExactly("0000abcd    ip t c: end of the chain  → return");
        assertThat(TraceWords.lines(step(TraceStep.Kind.POLICY, 0, "", "accept", null)))
                .containsExactly("0000abcd    ip t c: policy  → accept");
        assertThat(TraceWords.lines(step(TraceStep.Kind.LOST, 0, "", "", null)))
                .containsExactly("(packets came faster than they could be told: steps are missing here)");
    }

    private static TraceStep step(
            TraceStep.Kind kind, long handle, String rule, String verdict, TracedHeaders headers) {
        return new TraceStep(kind, 0xabcd, "ip", "t", "c", handle, rule, verdict, headers);
    }

    private static String packet(String network, String transport) {
        return TraceWords.packet(new TracedHeaders("", "", 0, "", network, transport));
    }
}
