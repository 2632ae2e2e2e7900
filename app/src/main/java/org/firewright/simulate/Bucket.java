package org.firewright.simulate;

import java.math.BigInteger;
import java.util.concurrent.TimeUnit;
import org.firewright.policy.RateLimit;

/** A bucket of time that fills steadily, and of which each packet takes its share if there is as much (nft_limit.c). */
final class Bucket {
    private final Size size;
    private long nanos;
    private long last;

    Bucket(Size size, long now) {
        this.size = size;
        this.nanos = size.most;
        this.last = now;
    }

    /**
     * How much a bucket holds and a packet takes, in nanoseconds.
     *
     * @param most what a full one holds
     * @param period in which so much comes in as {@code amount} packets or bytes take
     * @param bytes whether packets take by their length
     */
    record Size(long most, long period, long amount, boolean bytes) {
        /** Of so many packets in so many seconds, all of which may come at once. */
        static Size of(long packets, long seconds) {
            long period = TimeUnit.SECONDS.toNanos(seconds);
            return new Size(period / packets * packets, period, packets, false);
        }

        static Size of(RateLimit limit) {
            long period = TimeUnit.SECONDS.toNanos(limit.period().seconds());
            if (limit.unit() == RateLimit.Unit.PACKETS) {
                return new Size(period / limit.amount() * limit.effectiveBurst(), period, limit.amount(), false);
            }
            BigInteger most = BigInteger.valueOf(period)
                    .multiply(BigInteger.valueOf(limit.amount() + limit.effectiveBurst()))
                    .divide(BigInteger.valueOf(limit.amount()));
            return new Size(most.longValueExact(), period, limit.amount(), true);
        }

        private long share(long length) {
            return bytes ? Long.divideUnsigned(period * length, amount) : period / amount;
        }
    }

    /**
     * Whether a packet is beyond the rate; one that is takes nothing.
     *
     * @param length of the packet, in bytes
     */
    boolean isBeyond(long length, long now) {
        long passed = Math.max(0, now - last);
        nanos = passed > size.most - nanos ? size.most : nanos + passed;
        last += passed;
        long share = size.share(length);
        if (share > nanos) {
            return true;
        }
        nanos -= share;
        return false;
    }

    /** Whether no packet came for longer than so many nanoseconds. */
    boolean isIdle(long time, long now) {
        return now - last > time;
    }
}
