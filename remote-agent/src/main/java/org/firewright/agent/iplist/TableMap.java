package org.firewright.agent.iplist;

import java.nio.ByteBuffer;
import org.firewright.agent.bpf.BpfMap;
import org.firewright.agent.bpf.MapSpec;
import org.firewright.agent.linux.Errno;
import org.firewright.agent.linux.MappedMemory;
import org.firewright.agent.linux.NativeBuffer;
import org.firewright.agent.linux.SystemCallException;

/**
 * The map of one table while it is being filled. A large table is written where it will lie: put in with a call it would
 * be in memory three times for a moment, and with a million ranges most of the time went into getting pages for that.
 */
final class TableMap implements AutoCloseable, Room {
    /** Whole pages are given for what is shared; below this they are more than they save. */
    private static final int WORTH_SHARING = 256 << 10;

    private static final int ONE_VALUE = 1;

    private final MapSpec spec;
    private BpfMap map;
    private MappedMemory shared;
    private ByteBuffer content;

    /** Makes nothing yet; the size of the values is given by who asks for room. */
    TableMap(MapSpec spec) {
        this.spec = spec;
    }

    @Override
    public ByteBuffer bytes(int count) throws SystemCallException {
        MapSpec sized = spec.valued(count);
        if (count >= WORTH_SHARING) {
            try {
                map = BpfMap.create(sized.flagged(MapSpec.MAPPABLE));
                shared = map.values(count);
                return shared.bytes();
            } catch (SystemCallException e) {
                close();
                if (e.errno() != Errno.EINVAL) {
                    throw e;
                }
                // Before Linux 5.5 maps cannot be shared.
            }
        }
        map = BpfMap.create(sized);
        content = NativeBuffer.allocate(count);
        return content;
    }

    /** The map with all that was written; from now on it is the caller's. What {@link #bytes} gave is used no more. */
    BpfMap filled() throws SystemCallException {
        if (content != null) {
            map.update(NativeBuffer.allocate(Integer.BYTES), content, ONE_VALUE);
        }
        BpfMap result = map;
        map = null;
        close();
        return result;
    }

    /** Lets go of a map that is not {@link #filled}. */
    @Override
    public void close() {
        if (shared != null) {
            shared.close();
            shared = null;
        }
        if (map != null) {
            map.close();
            map = null;
        }
    }
}
