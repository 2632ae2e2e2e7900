package org.firewright.test.bpf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.firewright.agent.bpf.BpfMap;
import org.firewright.agent.bpf.BpfProgram;
import org.firewright.agent.bpf.MapInfo;
import org.firewright.agent.bpf.MapSpec;
import org.firewright.agent.bpf.MapType;
import org.firewright.agent.linux.Errno;
import org.firewright.agent.linux.NativeBuffer;
import org.firewright.agent.linux.SystemCallException;
import org.firewright.test.RequiresRoot;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Maps of a real kernel: made, filled, read, pinned and found again. */
@Tag("kernel")
@RequiresRoot
class BpfMapTest {
    /** BPF_MAP_TYPE_DEVMAP: holds numbers of interfaces, and has no batch operations. */
    private static final int DEVMAP = 14;

    /** The loopback interface in every namespace. */
    private static final int LOOPBACK = 1;

    @RegisterExtension
    final PinFolder folder = new PinFolder();

    @Test
    void keepsWhatIsPutIn() throws Exception {
        try (BpfMap map = BpfMap.create(new MapSpec("fwt.array", MapType.ARRAY, 4, 8, 3, 0))) {
            ByteBuffer keys = NativeBuffer.allocate(8).putInt(0, 2).putInt(4, 0);
            ByteBuffer values = NativeBuffer.allocate(16).putLong(0, 22).putLong(8, 11);
            map.update(keys, values, 2);

            assertThat(number(map, 0)).isEqualTo(11);
            assertThat(number(map, 1)).isZero();
            assertThat(number(map, 2)).isEqualTo(22);
            assertThat(map.lookup(key(3))).isEmpty();

            MapInfo info = map.info();
            assertThat(info.name()).isEqualTo("fwt.array");
            assertThat(info.maxEntries()).isEqualTo(3);
            assertThat(info.memory()).isPositive();
            assertThat(info.memoryIsLowerBound()).isFalse();
        }
    }

    @Test
    void fillsMapsThatHaveNoBatchesOneByOne() throws Exception {
        try (BpfMap map = BpfMap.create(new MapSpec("fwt_single", DEVMAP, 4, 4, 3, 0))) {
            ByteBuffer keys =
                    NativeBuffer.allocate(12).putInt(0, 0).putInt(4, 1).putInt(8, 2);
            ByteBuffer values = NativeBuffer.allocate(12)
                    .putInt(0, LOOPBACK)
                    .putInt(4, LOOPBACK)
                    .putInt(8, LOOPBACK);
            map.update(keys, values, 3);
            for (int i = 0; i < 3; i++) {
                assertThat(map.lookup(key(i))).isPresent();
            }
        }
    }

    @Test
    void tellsWhyAnEntryDoesNotFit() throws Exception {
        try (BpfMap map = BpfMap.create(new MapSpec("fwt_full", MapType.ARRAY, 4, 4, 1, 0))) {
            ByteBuffer keys = NativeBuffer.allocate(8).putInt(4, 7);
            assertThatThrownBy(() -> map.update(keys, NativeBuffer.allocate(8), 2))
                    .isInstanceOfSatisfying(
                            SystemCallException.class,
                            e -> assertThat(e.errno()).isEqualTo(Errno.E2BIG));
            assertThatThrownBy(() -> map.update(keys, NativeBuffer.allocate(8), 3))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aPinIsTheSameMap() throws Exception {
        Path pin = folder.path().resolve("map");
        long id;
        try (BpfMap map = BpfMap.create(new MapSpec("fwt_pin", MapType.ARRAY, 4, 4, 1, 0))) {
            map.pin(pin);
            id = map.info().id();
            assertThatThrownBy(() -> map.pin(pin))
                    .isInstanceOfSatisfying(
                            SystemCallException.class,
                            e -> assertThat(e.errno()).isEqualTo(Errno.EEXIST));
        }
        try (BpfMap found = BpfMap.open(pin)) {
            assertThat(found.info().id()).isEqualTo(id);
        }
        assertThatThrownBy(() -> BpfProgram.open(pin))
                .hasMessageContaining("is not an eBPF prog but anon_inode:bpf-map");
        assertThatThrownBy(() -> BpfMap.open(folder.path().resolve("nothing")))
                .isInstanceOfSatisfying(
                        SystemCallException.class, e -> assertThat(e.errno()).isEqualTo(Errno.ENOENT));
    }

    private static long number(BpfMap map, int key) throws IOException {
        return ByteBuffer.wrap(map.lookup(key(key)).orElseThrow())
                .order(ByteOrder.nativeOrder())
                .getLong();
    }

    private static byte[] key(int number) {
        byte[] key = new byte[Integer.BYTES];
        NativeBuffer.allocate(Integer.BYTES).putInt(0, number).get(0, key);
        return key;
    }
}
