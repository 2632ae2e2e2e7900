package org.firewright.agent.iplist;

import java.nio.ByteBuffer;
import org.firewright.agent.linux.SystemCallException;

/** Where a table is written. */
@FunctionalInterface
interface Room {
    /**
     * Room for so many bytes, asked for once.
     *
     * @return zeroed, from its first byte to its capacity, in the host's byte order
     * @throws SystemCallException when there is none
     */
    ByteBuffer bytes(int count) throws SystemCallException;
}
