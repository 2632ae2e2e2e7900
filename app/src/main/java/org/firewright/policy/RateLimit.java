package org.firewright.policy;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A rate of packets or bytes, kept as a bucket that fills steadily. Written as {@code 100 packets/second}, {@code over
 * 1000000 bytes/second} or {@code over 10 packets/minute burst 20}.
 *
 * @param over whether a rule takes what goes beyond the rate; otherwise it takes what stays within
 * @param amount packets or bytes in a period, at least 1
 * @param unit what is counted
 * @param period how long a period is
 * @param burst how many packets or bytes beyond the rate may come at once; 0 leaves it to us
 */
public record RateLimit(boolean over, long amount, Unit unit, Period period, long burst) {
    /** The largest amount and burst: what the kernel keeps in 32 bits. */
    public static final long MOST = 0xffff_ffffL;

    private static final int PACKETS_AT_ONCE = 5;
    private static final int BYTES_AT_ONCE = 65_536; // a packet can be as long, and must fit to ever pass
    private static final Pattern FORM =
            Pattern.compile("(over )?([0-9]{1,10}) (packets|bytes)/(second|minute|hour|day)(?: burst ([0-9]{1,10}))?");

    /** Throws IllegalArgumentException when a number is out of bounds. */
    public RateLimit {
        if (amount < 1 || amount > MOST || burst < 0 || burst > MOST) {
            throw new IllegalArgumentException("A limit's numbers go from 1 to " + MOST + ".");
        }
    }

    /** What is counted. */
    public enum Unit {
        PACKETS,
        BYTES
    }

    /** How long a period is. */
    public enum Period {
        SECOND(1),
        MINUTE(60),
        HOUR(3_600),
        DAY(86_400);

        private final int seconds;

        Period(int seconds) {
            this.seconds = seconds;
        }

        /** In seconds. */
        public int seconds() {
            return seconds;
        }
    }

    /** The burst that holds: what is written, or what is usual where nothing is. */
    public long effectiveBurst() {
        return burst > 0 ? burst : unit == Unit.PACKETS ? PACKETS_AT_ONCE : BYTES_AT_ONCE;
    }

    /** As it is written. */
    public String text() {
        return (over ? "over " : "") + amount + " " + word(unit) + "/" + word(period)
                + (burst > 0 ? " burst " + burst : "");
    }

    /** The limit that is written so; empty where it is none. */
    public static Optional<RateLimit> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long amount = Long.parseLong(matcher.group(2));
        long burst = matcher.group(5) == null ? 0 : Long.parseLong(matcher.group(5));
        boolean fits = amount >= 1 && amount <= MOST && burst <= MOST;
        return fits
                ? Optional.of(new RateLimit(
                        matcher.group(1) != null,
                        amount,
                        of(Unit.values(), matcher.group(3)),
                        of(Period.values(), matcher.group(4)),
                        burst))
                : Optional.empty();
    }

    private static <E extends Enum<E>> E of(E[] values, String word) {
        return Arrays.stream(values)
                .filter(value -> word(value).equals(word))
                .findFirst()
                .orElseThrow();
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
