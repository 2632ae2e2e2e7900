package org.firewright.simulate;

/** A question to a packet. */
@FunctionalInterface
interface PacketTest {
    boolean holds(Packet packet);
}
