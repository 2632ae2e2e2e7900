package org.firewright.simulate;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.firewright.agent.api.Condition;
import org.firewright.expression.IpAddress;

/** The addresses of one family that a rate knows at the time, as many as the kernel does, each with its bucket. */
final class KnownAddresses {
    /** Addresses are looked through for those that can be forgotten at most once in so many nanoseconds. */
    private static final long PAUSE = TimeUnit.SECONDS.toNanos(1);

    private final Bucket.Size size;
    private final long memory;
    private final Map<IpAddress, Bucket> buckets = new HashMap<>();
    private long looked = Long.MIN_VALUE;

    KnownAddresses(long packets, long seconds) {
        this.size = Bucket.Size.of(packets, seconds);
        this.memory = TimeUnit.SECONDS.toNanos(seconds);
    }

    /** The address's bucket, a new and full one for one that is not known; empty where no more can be known. */
    Optional<Bucket> bucket(IpAddress address, long now) {
        Bucket known = buckets.get(address);
        if (known != null) {
            return Optional.of(known);
        }
        if (buckets.size() >= Condition.Rate.ADDRESSES) {
            forget(now);
        }
        if (buckets.size() >= Condition.Rate.ADDRESSES) {
            return Optional.empty();
        }
        Bucket made = new Bucket(size, now);
        buckets.put(address, made);
        return Optional.of(made);
    }

    private void forget(long now) {
        if (looked == Long.MIN_VALUE || now - looked >= PAUSE) {
            looked = now;
            buckets.values().removeIf(bucket -> bucket.isIdle(memory, now));
        }
    }
}
