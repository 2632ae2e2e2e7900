package org.firewright.simulate;

/**
 * A packet out of a capture file.
 *
 * @param number its place in the file from 1 on, as tools that show captures count
 * @param bytes from its IP header on, empty where the frame carries no IP; not copied, must not be changed
 * @param cut whether the capture kept fewer bytes than the frame had
 * @param nanos when it was captured, in nanoseconds since 1970; that of the packet before where the file does not tell
 */
@SuppressWarnings("ArrayRecordComponent") // bytes of one packet, made and used in one place
public record CapturedPacket(long number, byte[] bytes, boolean cut, long nanos) {
    /** Whether it is an IP packet. */
    public boolean ip() {
        return bytes.length > 0;
    }
}
