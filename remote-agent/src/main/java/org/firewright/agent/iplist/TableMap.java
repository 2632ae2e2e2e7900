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
 * be in memory three times for a moment, and with a million ranges most of the time went into finding pages for that.
 */
final class TableMap implements AutoCloseable, Room {
    /** Whole pages are given for what is shared; below this they are more than they save. */
    private static final int WORTH_SHARING = 256 << 10;

    private static final int ONE_VALUE = 1;

    private final MapSpec spec;
    private BpfMap map;
    private MappedMemory shared;
    private ByteBuffer content;

    /** Makes nothing yet: how large its value is says who makes room. */
    TableMap(MapSpec spec) {
        this.spec = spec;
    }

    @Override
    public void make(int bytes) throws SystemCallException {
        MapSpec sized = spec.valued(bytes);
        if (bytes >= WORTH_SHARING) {
            try {
                map = BpfMap.create(sized.flagged(MapSpec.MAPPABLE));
                shared = map.values(bytes);
                return;
            } catch (SystemCallException e) {
                close();
                if (e.errno() != Errno.EINVAL) {
                    throw e;
                }
                // Before Linux 5.5 maps cannot be shared.
            }
        }
        map = BpfMap.create(sized);
        content = NativeBuffer.allocate(bytes);
    }

    @Override
    public void write(int at, ByteBuffer bytes) {
        if (shared != null) {
            shared.write(at, bytes);
        } else {
            content.duplicate().position(at).put(bytes);
        }
    }

    /** The map with all that was written; from now on it is the caller's. */
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
