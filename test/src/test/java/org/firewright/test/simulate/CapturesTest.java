package org.firewright.test.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.firewright.expression.Header;
import org.firewright.simulate.CaptureFile;
import org.firewright.simulate.CapturedPacket;
import org.firewright.simulate.Packet;
import org.firewright.test.RequiresRoot;
import org.firewright.test.ScratchNamespace;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that tcpdump, dumpcap, editcap and mergecap have written: we read in them what tshark reads. */
@Tag("kernel")
@RequiresRoot
class CapturesTest {
    private static final int DATAGRAMS = 6;

    @TempDir
    private static Path folder;

    private static ScratchNamespace namespace;

    @BeforeAll
    static void open() throws Exception {
        namespace = ScratchNamespace.make("captures");
        namespace.exec("", "ip", "link", "add", "d0", "type", "veth", "peer", "name", "d1");
        namespace.exec("", "ip", "address", "add", "10.9.9.9/24", "dev", "d0");
        namespace.exec("", "ip", "link", "set", "d0", "up");
        capture("any.pcap", "tcpdump", "-i", "any", "--time-stamp-precision=nano");
        capture("lo.pcap", "tcpdump", "-i", "lo");
        capture("cut.pcap", "tcpdump", "-i", "any", "-s", "70");
        capture("old.pcap", "tcpdump", "-i", "any", "-y", "LINUX_SLL");
        capture("several.pcapng", "dumpcap", "-q", "-i", "lo", "-i", "any", "-s", "90");
    }

    @AfterAll
    static void close() {
        namespace.close();
    }

    /** Lets a program capture while datagrams of both families are sent; the last one tells that all have come. */
    private static void capture(String file, String... command) throws IOException, InterruptedException {
        List<String> whole = new ArrayList<>(List.of("ip", "netns", "exec", namespace.name()));
        whole.addAll(Arrays.asList(command));
        whole.addAll(List.of("-w", path(file)));
        whole.addAll(command[0].equals("tcpdump") ? List.of("-U", "-Z", "root", "--immediate-mode") : List.of());
        Process process = new ProcessBuilder(whole).start();
        try (BufferedReader sentences =
                new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
            String sentence = sentences.readLine();
            // tcpdump listens when it says so, dumpcap when it names its file.
            while (sentence != null && !sentence.contains("listening on") && !sentence.startsWith("File:")) {
                sentence = sentences.readLine();
            }
            assertThat(sentence).as(String.join(" ", command)).isNotNull();
            long before;
            do {
                before = Files.size(Path.of(path(file)));
                for (int i = 0; i < DATAGRAMS; i++) {
                    String to = i % 2 == 0 ? "::1" : "10.9.9.9";
                    namespace.exec("", "bash", "-c", "printf '%0" + 40 * i + "d' 0 > /dev/udp/" + to + "/" + (9 + i));
                }
            } while (Files.size(Path.of(path(file))) == before);
            process.toHandle().destroy(); // SIGTERM, at which both close their file; what they say is read on
            while (sentences.readLine() != null) {
                // until it has ended
            }
        }
        process.waitFor();
    }

    private static String path(String file) {
        return folder.resolve(file).toString();
    }

    private static String run(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                fail(String.join(" ", command) + ": " + output);
            }
            return output;
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** A packet as both are asked for it: number, time, whether it is cut, addresses and port of UDP. */
    private record Seen(long number, long nanos, boolean cut, String source, String destination, long port) {}

    private static List<Seen> ours(Path file) throws IOException {
        List<Seen> all = new ArrayList<>();
        try (CaptureFile capture = CaptureFile.open(file)) {
            for (Optional<CapturedPacket> next = capture.next(); next.isPresent(); next = capture.next()) {
                CapturedPacket captured = next.get();
                if (captured.ip()) {
                    Packet packet = Packet.of(captured.bytes(), Packet.Surroundings.NONE);
                    all.add(new Seen(
                            captured.number(),
                            captured.nanos(),
                            captured.cut(),
                            packet.source().text(),
                            packet.destination().text(),
                            packet.bits(Header.UDP, 16, 16)));
                }
            }
        }
        return all;
    }

    private static List<Seen> theirs(Path file) {
        String fields =
                "frame.number frame.time_epoch frame.cap_len frame.len ip.src ip.dst ipv6.src ipv6.dst udp.dstport";
        List<String> command = new ArrayList<>(List.of("tshark", "-r", file.toString(), "-T", "fields"));
        command.addAll(List.of("-E", "occurrence=f", "-E", "separator=;"));
        for (String field : fields.split(" ", -1)) {
            command.addAll(List.of("-e", field));
        }
        List<Seen> all = new ArrayList<>();
        for (String line : run(command.toArray(String[]::new)).lines().toList()) {
            String[] parts = line.split(";", -1);
            if (parts.length == 9 && !(parts[4] + parts[6]).isEmpty()) {
                all.add(new Seen(
                        Long.parseLong(parts[0]),
                        new BigDecimal(parts[1]).movePointRight(9).longValueExact(),
                        Integer.parseInt(parts[2]) < Integer.parseInt(parts[3]),
                        parts[4] + parts[6],
                        parts[5] + parts[7],
                        parts[8].isEmpty() ? Packet.MISSING : Long.parseLong(parts[8])));
            }
        }
        return all;
    }

    /** Messages of ICMP carry a datagram, whose port tshark tells too: only datagrams are compared. */
    private static void agree(Path file) throws IOException {
        List<Seen> ours = ours(file).stream()
                .filter(seen -> seen.port >= 9 && seen.port < 9 + DATAGRAMS)
                .toList();
        List<Long> numbers = ours.stream().map(Seen::number).toList();
        assertThat(ours)
                .isEqualTo(theirs(file).stream()
                        .filter(seen -> numbers.contains(seen.number))
                        .toList())
                .hasSizeGreaterThanOrEqualTo(DATAGRAMS);
        assertThat(ours(file)).hasSameSizeAs(theirs(file));
    }

    /** Cooked of version 2 with nanoseconds, Ethernet, with a snap length, cooked of version 1, several interfaces. */
    @ParameterizedTest
    @CsvSource({"any.pcap, false", "lo.pcap, false", "cut.pcap, true", "old.pcap, false", "several.pcapng, true"})
    void asTheyWereCaptured(String file, boolean cut) throws IOException {
        agree(folder.resolve(file));
        assertThat(ours(folder.resolve(file)).stream().anyMatch(Seen::cut)).isEqualTo(cut);
    }

    @Test
    void severalInterfacesOfDifferentKinds() throws IOException {
        run("mergecap", "-w", path("merged.pcapng"), path("any.pcap"), path("lo.pcap"), path("several.pcapng"));
        agree(folder.resolve("merged.pcapng"));
    }

    @Test
    void commentsAndOtherFormats() throws IOException {
        run(
                "editcap",
                "-F",
                "pcapng",
                "-a",
                "1:a comment of a packet",
                "-a",
                "3:another one",
                "--capture-comment",
                "a comment of the whole",
                path("any.pcap"),
                path("comments.pcapng"));
        agree(folder.resolve("comments.pcapng"));
        run("editcap", "-F", "pcap", path("any.pcap"), path("micro.pcap"));
        agree(folder.resolve("micro.pcap"));
        run("editcap", "-F", "nsecpcap", path("lo.pcap"), path("nano.pcap"));
        agree(folder.resolve("nano.pcap"));
        run("editcap", "-s", "60", "-F", "pcapng", path("lo.pcap"), path("short.pcapng"));
        agree(folder.resolve("short.pcapng"));
    }

    /** As a host of the other order would have written it. */
    @ParameterizedTest
    @CsvSource({"any.pcap", "lo.pcap", "cut.pcap"})
    void ofTheOtherOrder(String file) throws IOException {
        ByteBuffer bytes =
                ByteBuffer.wrap(Files.readAllBytes(folder.resolve(file))).order(ByteOrder.nativeOrder());
        ByteOrder other =
                ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        ByteBuffer turned = ByteBuffer.allocate(bytes.capacity()).order(other);
        turned.putInt(bytes.getInt()).putShort(bytes.getShort()).putShort(bytes.getShort());
        for (int i = 0; i < 4; i++) {
            turned.putInt(bytes.getInt());
        }
        while (bytes.hasRemaining()) {
            int kept = bytes.getInt(bytes.position() + 8);
            for (int i = 0; i < 4; i++) {
                turned.putInt(bytes.getInt());
            }
            turned.put(bytes.slice(bytes.position(), kept));
            bytes.position(bytes.position() + kept);
        }
        Path written = Files.write(folder.resolve("turned-" + file), turned.array());
        agree(written);
    }
}
