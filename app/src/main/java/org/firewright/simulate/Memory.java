package org.firewright.simulate;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.firewright.expression.Field;
import org.firewright.expression.IpAddress;
import org.firewright.policy.RateLimit;

/** What the rates and limits of a namespace's rules know of packets that came before; a rule that is reached over several ways has one. */
final class Memory {
    private final Map<OfRule, Bucket> limits = new HashMap<>();
    private final Map<RateOfFamily, KnownAddresses> rates = new HashMap<>();
    private long now = Long.MIN_VALUE;

    /** A rule, wherever packets come from to it. */
    private record OfRule(String policy, int number) {}

    /** One of a rule's rates, for one family. */
    private record RateOfFamily(OfRule rule, int rate, boolean v6) {}

    /** The next packet comes at this time, or, where that is earlier, together with the one before. */
    void advance(long nanos) {
        now = Math.max(now, nanos);
    }

    /** Whether a packet that meets what the rule asks of it alone meets its rates and its limit, too; so it is counted. */
    Simulator.Answer matches(PreparedRule rule, Packet packet) {
        OfRule key = new OfRule(rule.place().policy(), rule.place().number());
        for (int i = 0; i < rule.rates().size(); i++) {
            PreparedRule.RateTest rate = rule.rates().get(i);
            IpAddress address = rate.key() == Field.IP_SRC ? packet.source() : packet.destination();
            KnownAddresses known = rates.computeIfAbsent(
                    new RateOfFamily(key, i, address != null && address.v6()),
                    ignored -> new KnownAddresses(rate.packets(), rate.seconds()));
            Optional<Bucket> bucket = known.bucket(address, now);
            if (bucket.isEmpty() || bucket.get().isBeyond(packet.length(), now) == rate.within()) {
                return Simulator.Answer.NO;
            }
        }
        if (rule.rule().limit().isPresent()) {
            RateLimit limit = rule.rule().limit().get();
            Bucket bucket = limits.computeIfAbsent(key, ignored -> new Bucket(Bucket.Size.of(limit), now));
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
