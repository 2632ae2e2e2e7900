package org.firewright.iplist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.firewright.agent.api.AddressValues;
import org.firewright.agent.api.ListFile;
import org.firewright.agent.api.ProblemException;
import org.firewright.expression.IpAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValueLibraryTest {
    @TempDir
    Path folder;

    private final ValueLibrary library = new ValueLibrary(new ListLibrary());

    @Test
    void aFoldersFilesAreTheCountriesThatTheirNamesTell() throws Exception {
        write("c/country-de-ipv4.txt", "# Germany\n192.0.2.0/24\n198.51.100.0/25\n");
        write("c/DE.v6.txt", "2001:db8::/32\n");
        write("c/fr.zone", "198.51.100.128/25\n10.0.0.0/8\nbad\n");
        write("c/LICENSE.md", "no list\n");
        ValueList read = library.countries(folder, Path.of("c"));
        AddressFacts facts = new AddressFacts(Optional.of(read.values()), Optional.empty());
        assertThat(facts.country(address("192.0.2.255"))).contains("DE");
        assertThat(facts.country(address("192.0.3.0"))).isEmpty();
        assertThat(facts.country(address("198.51.100.127"))).contains("DE");
        assertThat(facts.country(address("198.51.100.128"))).contains("FR");
        assertThat(facts.country(address("2001:db8:ffff::"))).contains("DE");
        assertThat(facts.country(address("2001:db9::"))).isEmpty();
        assertThat(read.entries()).isEqualTo(5);
        assertThat(read.badLines()).extracting(BadLine::text).containsExactlyInAnyOrder("LICENSE.md", "bad");
        assertThat(library.countries(folder, Path.of("c"))).isSameAs(read);
        write("c/it.zone", "203.0.113.0/24\n");
        assertThat(library.countries(folder, Path.of("c")).values().count())
                .isEqualTo(read.values().count() + 1);
    }

    @Test
    void aFolderWithoutCountriesIsAProblem() throws IOException {
        write("c/README", "x");
        assertThatThrownBy(() -> library.countries(folder, Path.of("c")))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("has no list of a country");
        assertThatThrownBy(() -> library.countries(folder, Path.of("none"))).isInstanceOf(ProblemException.class);
    }

    @Test
    void linesOfSystemsAreReadAsTheyAreWritten() throws Exception {
        write("as.txt", """
                # network and number
                192.0.2.0/24 64496
                192.0.2.64/26,AS64497,"Inner, one"
                198.51.100.0\t198.51.100.127\t4294967295\tDE\tRange
                "2001:db8::/32";"64498"
                203.0.113.0/24 0
                192.0.2.0/24 64499
                10.0.0.0/8
                10.0.0.0/8 4294967296
                10.0.0.1/8 5
                """);
        ValueList read = library.asNumbers(folder, Path.of("as.txt"));
        AddressFacts facts = new AddressFacts(Optional.empty(), Optional.of(read.values()));
        assertThat(facts.asNumber(address("192.0.2.63"))).isEqualTo(64_496);
        assertThat(facts.asNumber(address("192.0.2.64"))).isEqualTo(64_497);
        assertThat(facts.asNumber(address("192.0.2.128"))).isEqualTo(64_496);
        assertThat(facts.asNumber(address("198.51.100.127"))).isEqualTo(0xffff_ffffL);
        assertThat(facts.asNumber(address("198.51.100.128"))).isZero();
        assertThat(facts.asNumber(address("203.0.113.1"))).isZero();
        assertThat(facts.asNumber(address("2001:db8::1"))).isEqualTo(64_498);
        assertThat(read.conflicts()).isEqualTo(1);
        assertThat(read.badLines()).extracting(BadLine::number).containsExactly(8L, 9L, 10L);
        assertThat(ListFile.of(read.values()).data()).isEqualTo(read.values());
    }

    /** Of the ranges that hold an address the one that begins last counts, of these the smallest, of these the first. */
    @Test
    void overlappingRangesMeanWhatASlowSearchSays() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            ValueCollector collector = new ValueCollector();
            List<int[]> ranges = new ArrayList<>();
            for (int i = random.nextInt(1, 12); i > 0; i--) {
                int first = random.nextInt(64);
                int last = first + random.nextInt(64 - first);
                int offset = random.nextBoolean() ? 0 : -64; // the lowest addresses and the highest
                int[] range = {first + offset, last + offset, random.nextInt(1, 4)};
                collector.value(range[2]);
                collector.addV4(range[0], range[1]);
                collector.addV6(0, range[0], 0, range[1]);
                ranges.add(range);
            }
            AddressValues values = collector.values();
            for (int address = -70; address < 70; address++) {
                assertThat(values.of(address))
                        .as("seed " + seed + ", " + address)
                        .isEqualTo(slow(ranges, address));
                assertThat(values.of(0, address)).isEqualTo(slow(ranges, address));
            }
        }
    }

    private static int slow(List<int[]> ranges, int address) {
        int[] best = null;
        for (int[] range : ranges) {
            boolean holds = range[0] <= address && address <= range[1];
            boolean better = best == null || range[0] > best[0] || (range[0] == best[0] && range[1] < best[1]);
            if (holds && better) {
                best = range;
            }
        }
        return best == null ? 0 : best[2];
    }

    @Test
    void everyCountryHasItsNumber() {
        assertThat(Countries.number("AA")).isEqualTo(1);
        assertThat(Countries.number("ZZ")).isEqualTo(Countries.LAST);
        for (int number = 1; number <= Countries.LAST; number++) {
            assertThat(Countries.number(Countries.code(number))).isEqualTo(number);
        }
        assertThat(Countries.ofFile("country-us-ipv4.txt")).contains("US");
        assertThat(Countries.ofFile("de-fr.txt")).isEmpty();
        assertThat(Countries.ofFile("README.txt")).isEmpty();
    }

    private void write(String file, String text) throws IOException {
        Files.createDirectories(folder.resolve(file).getParent());
        Files.writeString(folder.resolve(file), text);
    }

    private static IpAddress address(String text) {
        return IpAddress.parse(text).orElseThrow();
    }
}
