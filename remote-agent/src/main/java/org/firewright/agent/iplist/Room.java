package org.firewright.agent.iplist;

import java.nio.ByteBuffer;
import org.firewright.agent.linux.SystemCallException;

/** Where a table is written. */
interface Room {
    /**
     * Makes room for so many bytes, which are zero; once, and first of all.
     *
     * @throws SystemCallException when there is none
     */
    void make(int bytes) throws SystemCallException;

    /**
     * Writes all that remains in a direct buffer, which is read from its first byte on.
     *
     * @param at where to, in bytes from the start
     */
    void write(int at, ByteBuffer bytes);
}
