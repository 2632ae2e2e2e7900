package org.firewright.simulate;

/**
 * A policy that meets packets one behind the other, and knows what it has seen: rates and limits count as they do in the
 * kernel. When it begins, no address has come with a packet yet, and every limit has its whole burst left. For one thread.
 */
public final class History {
    private final Simulator simulator;
    private final Memory memory;

    /** A policy with the memory that it shares with others of its namespace. */
    History(Simulator simulator, Memory memory) {
        this.simulator = simulator;
        this.memory = memory;
    }

    /**
     * What the policy does with the next packet.
     *
     * @param nanos when it comes, in nanoseconds from any moment on; one that is earlier than the packet before is taken
     *     to come together with it
     */
    public Outcome simulate(Packet packet, long nanos) {
        memory.advance(nanos);
        return simulator.simulate(packet, rule -> memory.matches(rule, packet));
    }
}
