package org.firewright.agent.bpf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The committed object is read as what its source says; anything else is refused with a reason. */
class ObjectSpecTest {
    private final byte[] object = matcher("list_trie.o");

    @Test
    void readsProgramsMapsAndLicense() throws Exception {
        ObjectSpec spec = ObjectSpec.parse(object);

        assertThat(spec.license()).isEqualTo("GPL");
        assertThat(spec.maps())
                .containsExactly(
                        new MapSpec("v4", MapType.LPM_TRIE, 8, 1, 1, 1),
                        new MapSpec("v6", MapType.LPM_TRIE, 20, 1, 1, 1));
        assertThat(spec.programs()).extracting(ProgramSpec::name).containsExactly("src", "dst", "notsrc", "notdst");
        assertThat(spec.programs()).allSatisfy(program -> {
            assertThat(program.type()).isEqualTo(ProgramSpec.SOCKET_FILTER);
            assertThat(program.constants()).isEmpty();
            assertThat(program.maps()).extracting(ProgramSpec.Reference::name).containsExactly("v4", "v6");
            for (ProgramSpec.Reference reference : program.maps()) {
                // A 16-byte load whose register and value the loader fills in.
                assertThat(program.instructions()[reference.instruction() * 8]).isEqualTo((byte) 0x18);
                assertThat(program.instructions()[reference.instruction() * 8 + 1] & 0xf0)
                        .isZero();
            }
            // It ends with "exit".
            assertThat(program.instructions()[program.instructions().length - 8])
                    .isEqualTo((byte) 0x95);
        });
    }

    @Test
    void readsWhereConstantsBelong() throws Exception {
        ObjectSpec spec = ObjectSpec.parse(matcher("list_table.o"));
        assertThat(spec.maps()).extracting(MapSpec::type).containsExactly(MapType.ARRAY, MapType.ARRAY);
        assertThat(spec.programs()).allSatisfy(program -> {
            assertThat(program.maps()).extracting(ProgramSpec.Reference::name).contains("v4", "v6");
            assertThat(program.constants())
                    .extracting(ProgramSpec.Reference::name)
                    .contains("v4_keys", "v4_shift", "v6_keys", "v6_base", "v6_deep")
                    .doesNotContain("v4", "v6");
        });
    }

    @Test
    void namesWhatAnObjectLacks() throws Exception {
        ObjectSpec spec = ObjectSpec.parse(object);
        assertThatThrownBy(() -> spec.program("nobody")).hasMessageContaining("it has no program nobody");
        assertThatThrownBy(() -> spec.map("nowhere")).hasMessageContaining("it has no map nowhere");
    }

    @Test
    void refusesWhatIsNoObjectAtAll() {
        assertRefused(new byte[0], "it is not a little-endian 64-bit ELF file");
        assertRefused("#!/bin/sh\n".repeat(10).getBytes(StandardCharsets.US_ASCII), "not a little-endian");
        assertRefused(new byte[ObjectSpec.MAX_BYTES + 1], "more than 1048576 bytes");
    }

    @Test
    void refusesElfForOtherMachines() {
        ByteBuffer.wrap(object).order(ByteOrder.LITTLE_ENDIAN).putShort(18, (short) 62); // EM_X86_64
        assertRefused(object, "not a relocatable one for eBPF");
    }

    @Test
    void refusesBigEndianObjects() {
        object[5] = 2;
        assertRefused(object, "not a little-endian");
    }

    @Test
    void refusesSectionsBeyondTheEnd() {
        ByteBuffer.wrap(object).order(ByteOrder.LITTLE_ENDIAN).putLong(40, Long.MAX_VALUE - 10);
        assertRefused(object, "the file is cut short");
    }

    @Test
    void refusesMapsWithoutTypes() {
        replace(".rel.BTF\0", ".rel.XTF\0"); // one text holds both names: ".BTF" is the end of ".rel.BTF"
        assertRefused(object, "no section .BTF (compile with -g)");
    }

    @Test
    void refusesDeclarationsThatItDoesNotKnow() {
        replace("map_flags\0", "map_extra\0");
        assertRefused(object, "declares map_extra, which is not supported");
    }

    @Test
    void refusesNamesThatAreNoText() {
        replace("max_entries\0", "max\nentries\0");
        assertRefused(object, "a name that is no plain text");
    }

    @Test
    void refusesRelocationsThatDoNotHitALoad() throws Exception {
        byte[] code = ObjectSpec.parse(object).program("src").instructions();
        int load = ObjectSpec.parse(object).program("src").maps().getFirst().instruction() * 8;
        int at = indexOf(object, code);
        object[at + load] = (byte) 0xb7;
        assertRefused(object, "section socket/src refers to v4 where no load instruction is");
    }

    @Test
    void refusesEveryTruncation() {
        for (int length = 0; length < object.length; length++) {
            byte[] cut = Arrays.copyOf(object, length);
            assertThatThrownBy(() -> ObjectSpec.parse(cut)).isInstanceOf(BadObjectException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void mutationsAreReadOrRefusedAndNothingElse(long seed) {
        Random random = new Random(seed);
        int refused = 0;
        for (int round = 0; round < 5_000; round++) {
            byte[] mutated = object.clone();
            for (int i = random.nextInt(4); i >= 0; i--) {
                mutated[random.nextInt(mutated.length)] = (byte) random.nextInt();
            }
            try {
                ObjectSpec.parse(mutated);
            } catch (BadObjectException e) {
                refused++;
            }
        }
        assertThat(refused).isBetween(100, 4_999);
    }

    @Test
    void sizesMapsButNeverToNothing() {
        MapSpec spec = new MapSpec("v4", MapType.LPM_TRIE, 8, 1, 1, 1);
        assertThat(List.of(spec.sized(0).maxEntries(), spec.sized(7).maxEntries()))
                .containsExactly(1, 7);
    }

    private static void assertRefused(byte[] bytes, String reason) {
        assertThatThrownBy(() -> ObjectSpec.parse(bytes))
                .isInstanceOf(BadObjectException.class)
                .hasMessageContaining(reason);
    }

    private void replace(String old, String with) {
        byte[] from = old.getBytes(StandardCharsets.US_ASCII);
        byte[] to = with.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(to, 0, object, indexOf(object, from), to.length);
    }

    private static int indexOf(byte[] bytes, byte[] part) {
        for (int at = 0; at <= bytes.length - part.length; at++) {
            if (Arrays.equals(bytes, at, at + part.length, part, 0, part.length)) {
                return at;
            }
        }
        throw new AssertionError("The object does not hold " + new String(part, StandardCharsets.US_ASCII));
    }

    private static byte[] matcher(String name) {
        try (InputStream in = ObjectSpecTest.class.getResourceAsStream("/org/firewright/bpf/" + name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new AssertionError("The object cannot be read.", e);
        }
    }
}
