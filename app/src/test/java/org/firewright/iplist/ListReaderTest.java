package org.firewright.iplist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.firewright.agent.api.AddressRanges;
import org.firewright.agent.api.ListFile;
import org.firewright.agent.api.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListReaderTest {
    @TempDir
    Path folder;

    @Test
    void readsAddressesPrefixesAndRangesOfBothFamiliesWithComments() {
        AddressList list = read("""
                # a feed
                192.0.2.1
                  198.51.100.0/24   ; documentation
                203.0.113.7-203.0.113.9 // three
                203.0.113.20 - 203.0.113.21

                2001:db8::/32
                2001:DB8:ffff::1-2001:db8:ffff::2
                ::ffff:192.0.2.1
                0.0.0.0/32
                255.255.255.255
                """);

        assertThat(list.badLines()).isEmpty();
        assertThat(list.entries()).isEqualTo(9);
        assertThat(list.ranges().v4())
                .containsExactly(
                        0,
                        0,
                        0xc0000201,
                        0xc0000201,
                        0xc6336400,
                        0xc63364ff,
                        0xcb007107,
                        0xcb007109,
                        0xcb007114,
                        0xcb007115,
                        -1,
                        -1);
        assertThat(list.ranges().v6())
                .as("the range inside 2001:db8::/32 is gone")
                .containsExactly(0x20010db800000000L, 0, 0x20010db8ffffffffL, 0xffffffffffffffffL);
    }

    @Test
    void ipv4AddressesInIpv6ClothesAreIpv4() {
        AddressList list = read("::ffff:192.0.2.0/120\n::ffff:203.0.113.1-::ffff:203.0.113.9\n::ffff:0:0/96\n");
        assertThat(list.badLines()).isEmpty();
        assertThat(list.ranges()).isEqualTo(new AddressRanges(new int[] {0, -1}, new long[0]));
        assertThat(read("::/95\n").ranges().v6Count()).as("more than IPv4").isEqualTo(1);
    }

    @Test
    void gzipIsReadAsWhatIsInItAndTellsWhenItIsBroken() throws IOException, ProblemException {
        byte[] packed = gzip("192.0.2.1\n192.0.2.2\n");
        Path file = Files.write(folder.resolve("list.gz"), packed);
        assertThat(ListReader.read(file).ranges().v4()).containsExactly(0xc0000201, 0xc0000202);
        Files.write(file, Arrays.copyOf(packed, packed.length - 6));
        assertThatThrownBy(() -> ListReader.read(file)).hasMessageContaining("broken or cut short");
    }

    @Test
    void aColumnOfATableIsReadWithItsHeadingLeftOut() throws IOException, ProblemException {
        Path file = Files.writeString(folder.resolve("list.csv"), """
                name;network;since
                # a comment
                "a; b";"192.0.2.0/24";2020
                "he said ""no"" ";198.51.100.7 ;2021
                short
                x;example.org;
                """);
        AddressList list = ListReader.read(file, ListFormat.csv(2));
        assertThat(list.ranges().v4()).containsExactly(0xc0000200, 0xc00002ff, 0xc6336407, 0xc6336407);
        assertThat(list.badLines()).extracting(BadLine::number).containsExactly(5L, 6L);
        assertThat(list.badLines().getFirst().reason()).isEqualTo(LineFault.TOO_FEW_CELLS);
    }

    @Test
    void linesLongerThanABufferAreToldAndWhatFollowsIsRead() throws IOException, ProblemException {
        Path file = folder.resolve("long.txt");
        Files.writeString(file, "192.0.2.1\n" + "1".repeat(3 << 20) + "\n192.0.2.2\n" + "2".repeat(100_000));
        AddressList list = ListReader.read(file);
        assertThat(list.ranges().v4()).containsExactly(0xc0000201, 0xc0000202);
        assertThat(list.badLines()).extracting(BadLine::number).containsExactly(2L, 4L);
        assertThat(list.badLines()).extracting(BadLine::reason).containsOnly(LineFault.TOO_LONG);
    }

    @Test
    void binaryFilesAndWebPagesAreNoLists() throws IOException {
        Path binary = Files.write(folder.resolve("binary"), new byte[] {'1', '2', 0, '3'});
        assertThatThrownBy(() -> ListReader.read(binary)).hasMessageContaining("is no text");
        Path page = Files.writeString(folder.resolve("page"), "\n<!DOCTYPE html><html>1.2.3.4</html>");
        assertThatThrownBy(() -> ListReader.read(page)).hasMessageContaining("is a web page");
    }

    @Test
    void aStreamMuchLongerThanTheBufferIsReadWholeInPieces() throws IOException, ProblemException {
        byte[] lines = "192.0.2.1\n198.51.100.0/24\n".repeat(1 << 16).getBytes(StandardCharsets.US_ASCII);
        long repeats = (3L << 30) / 2 / lines.length / 8;
        InputStream endless = new InputStream() {
            private long left = repeats * lines.length;

            @Override
            public int read() {
                throw new AssertionError("Whoever reads byte by byte never comes to an end.");
            }

            @Override
            public int read(byte[] to, int offset, int length) {
                if (left == 0) {
                    return -1;
                }
                int at = (int) ((repeats * lines.length - left) % lines.length);
                int count = (int) Math.min(Math.min(length, lines.length - at), left);
                System.arraycopy(lines, at, to, offset, count);
                left -= count;
                return count;
            }
        };
        AddressList list = ListReader.read("endless", endless, ListFormat.LINES);
        assertThat(list.entries()).isEqualTo(repeats * (1 << 17));
        assertThat(list.ranges().v4Count()).isEqualTo(2);
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return packed.toByteArray();
    }

    @Test
    void windowsLineEndsAndAByteOrderMarkMakeNoDifference() {
        AddressList list = read("\ufeff192.0.2.1\r\n\r\n192.0.2.2\r\n");
        assertThat(list.badLines()).isEmpty();
        assertThat(list.ranges().v4()).containsExactly(0xc0000201, 0xc0000202);
    }

    @Test
    void theWholeInternetIsOneRange() {
        AddressList list = read("0.0.0.0/1\n128.0.0.0/1\n::/0\n1.2.3.4\n");
        assertThat(list.ranges().v4()).containsExactly(0, -1);
        assertThat(list.ranges().v6()).containsExactly(0, 0, -1, -1);
    }

    @Test
    void nothingIsAListToo() {
        assertThat(read("").ranges()).isEqualTo(AddressRanges.EMPTY);
        assertThat(read("\n# nothing\n").entries()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    example.org             | This is a host name, and lists hold addresses only: write the addresses that it stands for.
                    bücher.example          | This is a host name, and lists hold addresses only: write the addresses that it stands for.
                    192.0.2                 | This is not an IPv4 address: it needs four numbers from 0 to 255.
                    192.0.2.256             | This is not an IPv4 address: it needs four numbers from 0 to 255.
                    192.0.2.010             | A number with a leading zero may mean octal or decimal: leave the zero away.
                    192.0.2.1/24            | The prefix has host bits set: write 192.0.2.0/24 for the network, or 192.0.2.1 for the one address.
                    2001:db8::1/32          | The prefix has host bits set: write 2001:db8::/32 for the network, or 2001:db8::1 for the one address.
                    192.0.2.0/33            | Behind the slash must stand a prefix length from 0 to 32.
                    192.0.2.0/              | Behind the slash must stand a prefix length from 0 to 32.
                    192.0.2.0/255.255.255.0 | Behind the slash must stand a prefix length from 0 to 32.
                    2001:db8::/129          | Behind the slash must stand a prefix length from 0 to 128.
                    2001:db8::1::           | This is not an IPv6 address.
                    1:2:3:4:5:6:7:8:9       | This is not an IPv6 address.
                    fe80::1%eth0            | An address with a zone (%) means something on one machine only: leave the zone away.
                    192.0.2.9-192.0.2.1     | The range ends before it begins: swap its ends.
                    192.0.2.1-2001:db8::    | One end of the range is IPv4 and the other IPv6.
                    192.0.2.1-              | An address is missing.
                    192.0.2.1 10            | More than one thing stands in the line: write one address, prefix or range in each.
                    192.0.2.1,spam          | This is not an address.
                    """)
    void aBadLineIsToldWithItsReasonAndTheOthersAreKept(String line, String reason) {
        AddressList list = read("192.0.2.77\n" + line + "\n192.0.2.78\n");
        assertThat(list.badLines()).containsExactly(new BadLine(2, line, reason));
        assertThat(list.entries()).isEqualTo(2);
        assertThat(list.ranges().v4()).containsExactly(0xc000024d, 0xc000024e);
    }

    @Test
    void aFloodOfBadLinesIsCountedButNotKept() {
        AddressList list = read("\u001b[31mevil\n" + "x".repeat(5_000) + "\n" + "?\n".repeat(5_000));
        assertThat(list.badCount()).isEqualTo(5_002);
        assertThat(list.badLines()).hasSize(ListReader.MAX_BAD_LINES);
        assertThat(list.badLines().getFirst().text()).isEqualTo(".[31mevil");
        assertThat(list.badLines().get(1).text()).hasSize(BadLine.MAX_TEXT).endsWith("x…");
    }

    @Test
    void bytesThatAreNoTextAreBadLinesToo() {
        byte[] noise = new byte[100_000];
        new Random(7).nextBytes(noise);
        AddressList list = ListReader.parse("noise", noise);
        assertThat(list.badCount()).isPositive();
        assertThat(list.ranges()).isEqualTo(AddressRanges.EMPTY);
    }

    @Test
    void aMissingFileIsNamed() {
        Path missing = folder.resolve("missing.txt");
        assertThatThrownBy(() -> ListReader.read(missing))
                .isInstanceOf(ProblemException.class)
                .hasMessage("There is no list file " + missing + ". Put it there, or correct its path.");
        assertThatThrownBy(() -> ListReader.read(folder))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("cannot be read");
    }

    @Test
    void aFileReadsAsItsTextDoes() throws IOException, ProblemException {
        Path file = Files.writeString(folder.resolve("list.txt"), "192.0.2.1\n192.0.2.1\n");
        AddressList list = ListReader.read(file);
        assertThat(list).isEqualTo(ListReader.parse(file.toString(), Files.readAllBytes(file)));
        assertThat(list.entries()).isEqualTo(2);
        assertThat(list.ranges().count()).isEqualTo(1);
    }

    @Test
    void theOrderOfLinesDoesNotChangeTheDigest() {
        String one = "192.0.2.1\n192.0.2.2/31\n2001:db8::/33\n2001:db8:8000::/33\n";
        String other = "2001:db8::/32\n192.0.2.3\n192.0.2.1-192.0.2.2\n";
        assertThat(ListFile.of(read(one).ranges()).digest())
                .isEqualTo(ListFile.of(read(other).ranges()).digest());
    }

    private static AddressList read(String text) {
        return ListReader.parse("test", text.getBytes(StandardCharsets.UTF_8));
    }
}
