package org.firewright.iplist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
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
                .containsExactly(
                        0,
                        0xffffc0000201L,
                        0,
                        0xffffc0000201L,
                        0x20010db800000000L,
                        0,
                        0x20010db8ffffffffL,
                        0xffffffffffffffffL);
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
