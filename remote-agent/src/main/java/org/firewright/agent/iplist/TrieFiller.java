package org.firewright.agent.iplist;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.LongConsumer;
import org.firewright.agent.api.AddressRanges;
import org.firewright.agent.api.AddressValues;
import org.firewright.agent.api.ListData;
import org.firewright.agent.api.Prefixes;
import org.firewright.agent.bpf.BpfMap;
import org.firewright.agent.bpf.MapSpec;
import org.firewright.agent.linux.NativeBuffer;

/** Makes tries that hold a list's prefixes and nothing else. */
final class TrieFiller {
    /** Entries that go to the kernel in one call. */
    private static final int CHUNK = 8192;

    /** What one list may have; a trie of so many takes about seven gigabytes. */
    static final long MAX_PREFIXES = 50_000_000;

    private TrieFiller() {}

    /** Which of a list's addresses. */
    enum Family {
        IPV4,
        IPV6
    }

    /** How many entries the trie of a family needs. */
    static long count(ListData data, Family family) throws IOException {
        long[] count = new long[1];
        each(data, family, (upper, lower, length, value) -> count[0]++);
        return count[0];
    }

    /**
     * Makes and fills the trie of a family.
     *
     * @param spec with room for exactly the family's prefixes
     * @param progress hears how many more entries are in
     */
    static BpfMap fill(MapSpec spec, ListData data, Family family, LongConsumer progress) throws IOException {
        BpfMap map = BpfMap.create(spec);
        try {
            Chunk chunk = new Chunk(map, spec, progress);
            each(data, family, (upper, lower, length, value) -> {
                ByteBuffer address = chunk.next(length, value);
                if (family == Family.IPV4) {
                    address.putInt((int) lower);
                } else {
                    address.putLong(upper).putLong(lower);
                }
            });
            chunk.flush();
            return map;
        } catch (IOException | RuntimeException e) {
            map.close();
            throw e;
        }
    }

    /** A prefix: an IPv4 address stands in the lower half; ranges without numbers have the value 0. */
    private interface Entry {
        void accept(long upper, long lower, int length, int value) throws IOException;
    }

    private static void each(ListData data, Family family, Entry entry) throws IOException {
        switch (data) {
            case AddressRanges ranges
            when family == Family.IPV4 -> Prefixes.v4(ranges, (address, length) -> entry.accept(0, address, length, 0));
            case AddressRanges ranges ->
                Prefixes.v6(ranges, (upper, lower, length) -> entry.accept(upper, lower, length, 0));
            case AddressValues values when family == Family.IPV4 -> eachV4(values, entry);
            case AddressValues values -> eachV6(values, entry);
        }
    }

    private static void eachV4(AddressValues values, Entry entry) throws IOException {
        int[] starts = values.v4();
        for (int i = 0; i < starts.length; i++) {
            int value = values.v4Values()[i];
            int last = i + 1 < starts.length ? starts[i + 1] - 1 : -1;
            if (value != 0) {
                Prefixes.v4(starts[i], last, (address, length) -> entry.accept(0, address, length, value));
            }
        }
    }

    private static void eachV6(AddressValues values, Entry entry) throws IOException {
        long[] starts = values.v6();
        for (int i = 0; i < starts.length; i += 2) {
            int value = values.v6Values()[i / 2];
            boolean open = i + 2 == starts.length;
            long lastLower = open ? -1 : starts[i + 3] - 1;
            long lastUpper = open ? -1 : starts[i + 2] - (starts[i + 3] == 0 ? 1 : 0);
            if (value != 0) {
                Prefixes.v6(
                        starts[i],
                        starts[i + 1],
                        lastUpper,
                        lastLower,
                        (upper, lower, length) -> entry.accept(upper, lower, length, value));
            }
        }
    }

    /** Entries on their way to the kernel: struct bpf_lpm_trie_key, the length in the host's order, the address not. */
    private static final class Chunk {
        private final BpfMap map;
        private final ByteBuffer keys;
        private final ByteBuffer values;
        private final LongConsumer progress;
        private final boolean valued;
        private int count;

        Chunk(BpfMap map, MapSpec spec, LongConsumer progress) {
            this.map = map;
            this.progress = progress;
            keys = NativeBuffer.allocate(CHUNK * spec.keySize());
            values = NativeBuffer.allocate(CHUNK * spec.valueSize());
            valued = spec.valueSize() == Integer.BYTES; // otherwise they mean nothing: being there does
        }

        /** Begins an entry; the address goes into the buffer that is returned. */
        ByteBuffer next(int length, int value) throws IOException {
            if (count == CHUNK) {
                flush();
            }
            if (valued) {
                values.putInt(count * Integer.BYTES, value);
            }
            count++;
            return keys.order(ByteOrder.nativeOrder()).putInt(length).order(ByteOrder.BIG_ENDIAN);
        }

        void flush() throws IOException {
            map.update(keys, values, count);
            progress.accept(count);
            keys.clear();
            count = 0;
        }
    }
}
