package org.firewright.agent.bpf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import org.firewright.agent.linux.Errno;
import org.firewright.agent.linux.FileDescriptor;
import org.firewright.agent.linux.MappedMemory;
import org.firewright.agent.linux.NativeBuffer;
import org.firewright.agent.linux.SystemCallException;

/** A map of the kernel. It lives as long as this handle is open, a pin names it, or a program looks into it. */
public final class BpfMap implements AutoCloseable {
    private final FileDescriptor descriptor;
    private final int keySize;
    private final int valueSize;
    private boolean batches = true;

    private BpfMap(FileDescriptor descriptor, int keySize, int valueSize) {
        this.descriptor = descriptor;
        this.keySize = keySize;
        this.valueSize = valueSize;
    }

    /**
     * Makes an empty map.
     *
     * @throws SystemCallException when the kernel refuses: EPERM without the right, EINVAL for a type it does not have,
     *     ENOMEM, E2BIG
     */
    public static BpfMap create(MapSpec spec) throws SystemCallException {
        ByteBuffer attributes = NativeBuffer.allocate(44)
                .putInt(0, spec.type())
                .putInt(4, spec.keySize())
                .putInt(8, spec.valueSize())
                .putInt(12, spec.maxEntries())
                .putInt(16, spec.flags())
                .put(28, BpfCalls.name(spec.name()));
        FileDescriptor descriptor = BpfCalls.create(BpfCalls.MAP_CREATE, attributes, "create map " + spec.name());
        return new BpfMap(descriptor, spec.keySize(), spec.valueSize());
    }

    /**
     * Opens a pinned map.
     *
     * @throws SystemCallException with ENOENT when there is no such pin
     * @throws IOException when it is not a map
     */
    public static BpfMap open(Path pin) throws IOException {
        FileDescriptor descriptor = BpfCalls.open(pin, "map");
        try {
            MapInfo info = info(descriptor);
            return new BpfMap(descriptor, info.keySize(), info.valueSize());
        } catch (IOException e) {
            descriptor.close();
            throw e;
        }
    }

    /**
     * Gives the map a name in bpffs.
     *
     * @throws SystemCallException with EEXIST when the name is taken
     */
    public void pin(Path path) throws SystemCallException {
        BpfCalls.pin(descriptor, path);
    }

    /**
     * Puts entries in, in one call where the kernel can. It is not atomic: after a failure some may be in.
     *
     * @param keys direct, so many keys one behind the other from the buffer's first byte on
     * @param values direct, so many values in the same way
     * @throws SystemCallException with ENOSPC when the map is full, ENOMEM when memory is
     */
    public void update(ByteBuffer keys, ByteBuffer values, int count) throws SystemCallException {
        if (keys.capacity() < (long) count * keySize || values.capacity() < (long) count * valueSize) {
            throw new IllegalArgumentException("Fewer keys or values than " + count + ".");
        }
        if (count == 0 || (batches && updateBatch(keys, values, count))) {
            return;
        }
        for (int i = 0; i < count; i++) {
            long key = NativeBuffer.address(keys) + (long) i * keySize;
            long value = NativeBuffer.address(values) + (long) i * valueSize;
            BpfCalls.call(BpfCalls.MAP_UPDATE_ELEM, element(key, value), "update map", keys, values);
        }
    }

    /** False where entries must be put in one by one: which also tells exactly what is wrong with one of them. */
    private boolean updateBatch(ByteBuffer keys, ByteBuffer values, int count) throws SystemCallException {
        ByteBuffer attributes = NativeBuffer.allocate(56)
                .putLong(16, NativeBuffer.address(keys))
                .putLong(24, NativeBuffer.address(values))
                .putInt(32, count)
                .putInt(36, descriptor.number());
        try {
            BpfCalls.call(BpfCalls.MAP_UPDATE_BATCH, attributes, "update map", keys, values);
            return true;
        } catch (SystemCallException e) {
            if (e.errno() == Errno.ENOTSUPP || e.errno() == Errno.EINVAL) {
                batches = false; // before 5.6, and tries before 5.13: do not ask again
                return false;
            }
            if (e.errno() == Errno.ENOMEM) {
                return false; // the pool of a trie's nodes refills between calls; a second try, one by one, decides
            }
            throw e;
        }
    }

    /**
     * The values of an array that was made {@link MapSpec#MAPPABLE}, one behind the other.
     *
     * @param bytes how many of them, from the first value on
     * @throws SystemCallException when the kernel does not give them
     */
    public MappedMemory values(int bytes) throws SystemCallException {
        return MappedMemory.of(descriptor, bytes);
    }

    /**
     * The value of a key, or of what stands for it as in a trie; empty where there is none.
     *
     * @param key its bytes as the kernel keeps them
     */
    public Optional<byte[]> lookup(byte[] key) throws SystemCallException {
        if (key.length != keySize) {
            throw new IllegalArgumentException("A key has " + keySize + " bytes, not " + key.length + ".");
        }
        ByteBuffer keyBuffer = NativeBuffer.of(key);
        ByteBuffer value = NativeBuffer.allocate(valueSize);
        try {
            ByteBuffer attributes = element(NativeBuffer.address(keyBuffer), NativeBuffer.address(value));
            BpfCalls.call(BpfCalls.MAP_LOOKUP_ELEM, attributes, "look up in map", keyBuffer, value);
        } catch (SystemCallException e) {
            if (e.errno() == Errno.ENOENT) {
                return Optional.empty();
            }
            throw e;
        }
        byte[] result = new byte[valueSize];
        value.get(0, result);
        return Optional.of(result);
    }

    /** What the kernel tells of it. */
    public MapInfo info() throws IOException {
        return info(descriptor);
    }

    @Override
    public void close() {
        descriptor.close();
    }

    /** Its descriptor, for instructions that refer to it; good as long as this is open. */
    public int number() {
        return descriptor.number();
    }

    private ByteBuffer element(long key, long value) {
        return NativeBuffer.allocate(32)
                .putInt(0, descriptor.number())
                .putLong(8, key)
                .putLong(16, value);
    }

    private static MapInfo info(FileDescriptor descriptor) throws IOException {
        ByteBuffer info = NativeBuffer.allocate(40); // struct bpf_map_info up to its name
        BpfCalls.info(descriptor, info);
        return new MapInfo(
                Integer.toUnsignedLong(info.getInt(4)),
                BpfCalls.name(info, 24),
                info.getInt(0),
                info.getInt(8),
                info.getInt(12),
                Integer.toUnsignedLong(info.getInt(16)),
                BpfCalls.memory(descriptor));
    }
}
