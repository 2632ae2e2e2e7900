package org.firewright.simulate;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.firewright.expression.Field;
import org.firewright.expression.IpAddress;
import org.firewright.policy.RateLimit;

/**
 * A policy that meets packets one behind the other, and knows what it has seen: rates and limits count as they do in the
 * kernel. When it begins, no address has come with a packet yet, and every limit has its whole burst left. For one thread.
 */
public final class History {
    private final Simulator simulator;
    private final Map<Integer, Bucket> limits = new HashMap<>();
    private final Map<RateOfFamily, KnownAddresses> rates = new HashMap<>();
    private long now = Long.MIN_VALUE;

    /** One of a rule's rates, for one family. */
    private record RateOfFamily(int rule, int rate, boolean v6) {}

    History(Simulator simulator) {
        this.simulator = simulator;
    }

    /**
     * What the policy does with the next packet.
     *
     * @param nanos when it comes, in nanoseconds from any moment on; one that is earlier than the packet before is taken
     *     to come together with it
     */
    public Outcome simulate(Packet packet, long nanos) {
        now = Math.max(now, nanos);
        return simulator.simulate(packet, rule -> matches(rule, packet));
    }

    /** Whether a packet that meets what the rule asks of it alone meets its rates and its limit, too; so it is counted. */
    private Simulator.Answer matches(PreparedRule rule, Packet packet) {
        for (int i = 0; i < rule.rates().size(); i++) {
            PreparedRule.RateTest rate = rule.rates().get(i);
            IpAddress address = rate.key() == Field.IP_SRC ? packet.source() : packet.destination();
            KnownAddresses known = rates.computeIfAbsent(
                    new RateOfFamily(rule.number(), i, address != null && address.v6()),
                    ignored -> new KnownAddresses(rate.packets(), rate.seconds()));
            Optional<Bucket> bucket = known.bucket(address, now);
            if (bucket.isEmpty() || bucket.get().isBeyond(packet.length(), now) == rate.within()) {
                return Simulator.Answer.NO;
            }
        }
        if (rule.rule().limit().isPresent()) {
            RateLimit limit = rule.rule().limit().get();
            Bucket bucket = limits.computeIfAbsent(rule.number(), ignored -> new Bucket(Bucket.Size.of(limit), now));
            return bucket.isBeyond(told(packet), now) == limit.over() ? Simulator.Answer.YES : Simulator.Answer.NO;
        }
        return Simulator.Answer.YES;
    }

    /** The length that the packet tells, also where a capture kept only its beginning. */
    private static long told(Packet packet) {
        long told = FieldValues.number(Field.IP_LEN, packet);
        return told == Packet.MISSING ? packet.length() : Math.max(told, packet.length());
    }
}
