package org.firewright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.firewright.expression.IpAddress;
import org.firewright.expression.Protocols;
import org.firewright.simulate.PacketForm;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a policy would do with a packet. */
class SimulateTest {
    @TempDir
    private Path folder;

    private String project;

    @BeforeEach
    void write() throws IOException {
        project = SmallProject.in(folder);
    }

    private Typed simulate(String... words) {
        String[] all = new String[words.length + 2];
        all[0] = "simulate";
        all[1] = project;
        System.arraycopy(words, 0, all, 2, words.length);
        return Typed.words(all);
    }

    @Test
    void theRuleThatDecidesAndWhatItSaw() {
        Typed typed = simulate("fw1/acme", "tcp", "192.0.2.9:4000", "203.0.113.1:22");

        assertThat(typed.results())
                .startsWith("drop, by rule 1 (Bad actors)")
                .contains("yes  ip.src in $bad   (192.0.2.9)", "2 Web: not reached, does not match");
        assertThat(typed.code()).isZero();
    }

    @Test
    void theDefaultAndTheRulesThatCounted() {
        JsonObject json = simulate("edge", "tcp", "192.0.2.9:4000", "203.0.113.1:80", "--json")
                .json()
                .getAsJsonObject();

        assertThat(json.get("action").getAsString()).isEqualTo("accept");
        assertThat(json.get("rule").getAsString()).isEmpty();
        assertThat(json.getAsJsonArray("counted").get(0).getAsString()).isEqualTo("Web");
    }

    @ParameterizedTest
    @CsvSource({"drop, 0", "accept, 1", "reject, 1"})
    void anExpectationDecidesTheExitCode(String expected, int code) {
        assertThat(simulate("edge", "tcp", "192.0.2.9:4000", "203.0.113.1:23", "--expect", expected)
                        .code())
                .isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "edge tpc 192.0.2.9:1 192.0.2.1:2|There is no protocol tpc. Did you mean tcp?",
                "edge tcp 192.0.2.9 192.0.2.1:2|\"192.0.2.9\" lacks a port; write 192.0.2.9:80.",
                "edge tcp 2001:db8::1 [2001:db8::2]:2|\"2001:db8::1\" lacks a port; write [2001:db8::1]:80.",
                "edge icmp 192.0.2.9:1 192.0.2.1|\"192.0.2.9:1\" has a port, which only tcp and udp know.",
                "edge tcp 192.0.2.999:1 192.0.2.1:2|\"192.0.2.999\" is not an IP address.",
                "edge tcp 192.0.2.9:70000 192.0.2.1:2|\"70000\" is not a port; a port is a number up to 65535.",
                "edge udp 192.0.2.9:1 [2001:db8::1]:2|192.0.2.9 and 2001:db8::1 cannot be in one packet.",
                "edgy tcp 192.0.2.9:1 192.0.2.1:2|The project has neither a policy nor a target edgy. Did you mean edge?",
            })
    void whatIsNoPacketIsOneSentence(String words, String sentence) {
        Typed typed = simulate(words.split(" ", -1));

        assertThat(typed.sentences()).startsWith(sentence + " See app/firewright simulate --help");
        assertThat(typed.code()).isEqualTo(2);
    }

    @Test
    void otherProtocolsAndIpv6() {
        assertThat(simulate("edge", "icmp", "192.0.2.9", "203.0.113.1").code()).isZero();
        assertThat(simulate("edge", "47", "192.0.2.9", "203.0.113.1").code()).isZero();
        assertThat(simulate("edge", "tcp", "[2001:db8::1]:4000", "[2001:db8::2]:80", "--json")
                        .json()
                        .getAsJsonObject()
                        .getAsJsonArray("counted"))
                .hasSize(1);
    }

    private String capture() throws IOException {
        ByteBuffer file = ByteBuffer.allocate(1_000);
        file.putInt(0xa1b2c3d4).putInt(0x00020004).putLong(0).putInt(65_535).putInt(101); // link type: plain IP
        for (int port : new int[] {22, 80, 80, 443}) {
            byte[] packet = PacketForm.of(
                            IpAddress.parse(port == 22 ? "192.0.2.9" : "198.51.100.1")
                                    .orElseThrow(),
                            IpAddress.parse("203.0.113.1").orElseThrow(),
                            Protocols.TCP,
                            4000,
                            port)
                    .bytes();
            file.putLong(0).putInt(packet.length).putInt(packet.length).put(packet);
        }
        byte[] written = Arrays.copyOf(file.array(), file.position());
        return Files.write(folder.resolve("some.pcap"), written).toString();
    }

    @Test
    void aCaptureFileIsToldByRules() throws IOException {
        Typed typed = simulate("edge", "--pcap", capture());

        assertThat(typed.results())
                .contains("4 IP packets.", "drop", "rule 1 (Bad actors)", "the default of policy edge");
        assertThat(typed.code()).isZero();
        assertBadActorsOfTheCapture(1, 1);
    }

    /** Of four packets of the capture, three come from one address at the same moment. */
    @Test
    void aRateIsCountedByACaptureAndNotByOnePacket() throws IOException {
        SmallProject.in(
                folder, "ip.src in $bad and tcp.dstport in {22 23}", "tcp.dstport < 1000 and rate(ip.src, 1, 60)");
        Typed one = simulate("edge", "tcp", "192.0.2.9:4000", "203.0.113.1:22");
        assertThat(one.sentences())
                .contains("Not known: a packet by itself does not tell whether it is beyond the rate");
        assertThat(one.results())
                .contains("1 Bad actors: may match")
                .contains("?    rate(ip.src, 1, 60)   (not known without the packets before)");
        assertThat(one.code()).isEqualTo(ExitCode.NO);
        assertThat(simulate("edge", "udp", "192.0.2.9:4000", "203.0.113.1:22").code())
                .isZero();
        assertBadActorsOfTheCapture(2, 3);
    }

    private void assertBadActorsOfTheCapture(long packets, long first) throws IOException {
        JsonObject share = simulate("edge", "--pcap", capture(), "--json")
                .json()
                .getAsJsonObject()
                .getAsJsonArray("shares")
                .get(0)
                .getAsJsonObject();
        assertThat(share.get("rule").getAsString()).isEqualTo("Bad actors");
        assertThat(share.get("packets").getAsLong()).isEqualTo(packets);
        assertThat(share.getAsJsonArray("first").get(0).getAsLong()).isEqualTo(first);
    }

    @Test
    void anExpectationIsOfAllPackets() throws IOException {
        assertThat(simulate("edge", "--pcap", capture(), "--expect", "accept").code())
                .isEqualTo(1);
    }

    @Test
    void aMissingOrOtherFileIsOneSentence() throws IOException {
        Path other = Files.writeString(folder.resolve("other"), "no capture");
        assertThat(simulate("edge", "--pcap", other.toString()).sentences()).contains("it is no capture file");
        assertThat(simulate("edge", "--pcap", folder.resolve("none").toString()).sentences())
                .contains("There is no file");
        assertThat(simulate("edge", "tcp").sentences()).contains("or a capture file with --pcap");
        assertThat(simulate("edge", "tcp", "1.1.1.1:1", "1.1.1.2:1", "--pcap", "x")
                        .sentences())
                .contains("not both");
    }
}
