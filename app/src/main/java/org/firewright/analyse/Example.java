package org.firewright.analyse;

import org.firewright.simulate.Packet;

/**
 * A packet that shows what a finding is about.
 *
 * @param bytes from the IP header on, without valid checksums; not copied, must not be changed
 * @param surroundings interfaces and state of its connection
 * @param text the packet in a few words: {@code tcp 192.0.2.7:40000 to 198.51.100.7:22 syn}
 * @param confirmed whether the simulator, which knows nothing of this analysis, says the same about it; it cannot
 *     where rules ask for what no single packet tells
 */
@SuppressWarnings("ArrayRecordComponent") // the bytes of one packet
public record Example(byte[] bytes, Packet.Surroundings surroundings, String text, boolean confirmed) {
    /** The packet as the simulator takes it. */
    public Packet packet() {
        return Packet.of(bytes, surroundings);
    }

    Example confirmed(boolean agrees) {
        return new Example(bytes, surroundings, text, agrees);
    }
}
