package org.firewright.simulate;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;

/**
 * An interface of a pcapng section (draft-ietf-opsawg-pcapng, 4.2).
 *
 * @param linkType of its frames
 * @param resolution of its times: tens of it make a second, or with the highest bit set twos
 * @param offset seconds that are to be added to its times
 */
record PcapngInterface(int linkType, int resolution, long offset) {
    private static final int OPTIONS = 8;
    private static final int END_OF_OPTIONS = 0;
    private static final int TIME_RESOLUTION = 9;
    private static final int TIME_OFFSET = 14;
    private static final int MICROSECONDS = 6;
    private static final int BINARY = 0x80;
    private static final int NANOSECONDS = 9;

    /** Of a block's body. Options that end behind it are passed over, as nothing depends on them. */
    static PcapngInterface of(ByteBuffer body) {
        int resolution = MICROSECONDS;
        long offset = 0;
        int at = OPTIONS;
        while (at + 4 <= body.capacity()) {
            int code = body.getChar(at);
            int length = body.getChar(at + 2);
            int value = at + 4;
            if (code == END_OF_OPTIONS || value + length > body.capacity()) {
                break;
            }
            if (code == TIME_RESOLUTION && length == 1) {
                resolution = body.get(value) & 0xff;
            } else if (code == TIME_OFFSET && length == Long.BYTES) {
                offset = body.getLong(value);
            }
            at = value + (length + 3) / 4 * 4;
        }
        return new PcapngInterface(body.getChar(0), resolution, offset);
    }

    /** A time of this interface in nanoseconds since 1970; what no clock can tell comes out as any time. */
    long nanos(long time) {
        long start = TimeUnit.SECONDS.toNanos(offset);
        int exponent = resolution & ~BINARY;
        if ((resolution & BINARY) != 0) {
            double seconds =
                    Math.scalb((double) (exponent < Long.SIZE ? time & ((1L << exponent) - 1) : time), -exponent);
            long whole = exponent < Long.SIZE ? time >>> exponent : 0;
            return start + TimeUnit.SECONDS.toNanos(whole) + (long) (seconds * TimeUnit.SECONDS.toNanos(1));
        }
        long nanos = time;
        for (int i = exponent; i < NANOSECONDS; i++) {
            nanos *= 10;
        }
        for (int i = NANOSECONDS; i < exponent; i++) {
            nanos /= 10;
        }
        return start + nanos;
    }
}
