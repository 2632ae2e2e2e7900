package org.firewright.agent.iplist;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.LongConsumer;
import org.firewright.agent.api.AddressRanges;
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
    static long count(AddressRanges ranges, Family family) throws IOException {
        long[] count = new long[1];
        switch (family) {
            case IPV4 -> Prefixes.v4(ranges, (address, length) -> count[0]++);
            case IPV6 -> Prefixes.v6(ranges, (upper, lower, length) -> count[0]++);
        }
        return count[0];
    }

    /**
     * Makes and fills the trie of a family.
     *
     * @param spec with room for exactly the family's prefixes
     * @param progress hears how many more entries are in
     */
    static BpfMap fill(MapSpec spec, AddressRanges ranges, Family family, LongConsumer progress) throws IOException {
        BpfMap map = BpfMap.create(spec);
        try {
            Chunk chunk = new Chunk(map, spec, progress);
            switch (family) {
                case IPV4 ->
                    Prefixes.v4(ranges, (address, length) -> chunk.next(length).putInt(address));
                case IPV6 ->
                    Prefixes.v6(
                            ranges,
                            (upper, lower, length) ->
                                    chunk.next(length).putLong(upper).putLong(lower));
            }
            chunk.flush();
            return map;
        } catch (IOException | RuntimeException e) {
            map.close();
            throw e;
        }
    }

    /** Entries on their way to the kernel: struct bpf_lpm_trie_key, the length in the host's order, the address not. */
    private static final class Chunk {
        private final BpfMap map;
        private final ByteBuffer keys;
        private final ByteBuffer values;
        private final LongConsumer progress;
        private int count;

        Chunk(BpfMap map, MapSpec spec, LongConsumer progress) {
            this.map = map;
            this.progress = progress;
            keys = NativeBuffer.allocate(CHUNK * spec.keySize());
            values = NativeBuffer.allocate(CHUNK * spec.valueSize()); // a trie's values mean nothing: being there does
        }

        /** Begins an entry; the address goes into the buffer that is returned. */
        ByteBuffer next(int length) throws IOException {
            if (count == CHUNK) {
                flush();
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
