package org.firewright.compile;

import java.util.List;
import java.util.Locale;
import org.firewright.agent.api.Condition;
import org.firewright.agent.api.Family;
import org.firewright.agent.api.Limit;
import org.firewright.expression.Expression;
import org.firewright.expression.Field;
import org.firewright.expression.Span;

/** Rates that are kept for each address, as nftables keeps them: a bucket for each in a set that rules add to. */
final class Rates {
    /** The periods that nft has words for, in seconds. */
    private static final List<Long> PERIODS = List.of(1L, 60L, 3_600L, 86_400L);
    /** The kernel counts in nanoseconds, and gives a packet at least one (nft_limit.c). */
    private static final long MOST_A_SECOND = 1_000_000_000;

    private static final long MOST = 0xffff_ffffL;

    private Rates() {}

    /** Throws Refusal where the kernel cannot keep the rate exactly. */
    static Constraint.OfRate of(Expression.Rate rate) throws Refusal {
        if (rate.key() != Field.IP_SRC && rate.key() != Field.IP_DST) {
            throw new Refusal(
                    rate.span(),
                    "rate(…) counts by addresses, not by " + rate.key().text() + ".",
                    "Write rate(ip.src, " + rate.packets() + ", " + rate.seconds() + "), with "
                            + rate.key().text() + " as a condition of its own.");
        }
        if (rate.packets() / rate.seconds() > MOST_A_SECOND) {
            throw new Refusal(
                    rate.span(),
                    String.format(Locale.ROOT, "At most %,d packets a second can be told.", MOST_A_SECOND),
                    "");
        }
        Constraint.OfRate constraint =
                new Constraint.OfRate(Constraints.direction(rate.key()), rate.packets(), rate.seconds(), false);
        if (PERIODS.stream().noneMatch(period -> isExact(constraint, period))) {
            throw new Refusal(
                    rate.span(),
                    "The kernel keeps rates by the second, minute, hour or day, and " + rate.packets() + " packets in "
                            + rate.seconds() + " seconds are no whole number in any of them.",
                    "Take a number of seconds that a day can be divided by, such as 10, 60 or 300.");
        }
        return constraint;
    }

    static Refusal refusal(Span span) {
        return new Refusal(
                span,
                "rate(…) counts a packet when it is asked, so it must stand by itself, or be joined to the rest by and.",
                "Write a rule for each side of the or, with the same action.");
    }

    /** Throws Refusal where a rule's limit would be kept twice: a rule with a rate is one for each family in the kernel. */
    static void checkLimit(List<Condition> conditions, Span span) throws Refusal {
        boolean twice = conditions.stream().anyMatch(Condition.Rate.class::isInstance)
                && Family.of(conditions).size() > 1;
        if (twice) {
            throw new Refusal(
                    span,
                    "A rule with a rate is one rule of the kernel for IPv4 and one for IPv6, and each would keep the limit"
                            + " for itself.",
                    "Take the limit out, or write a rule for each family: ip.src in {0.0.0.0/0} and …");
        }
    }

    static Condition.Rate condition(Constraint.OfRate rate) {
        long period =
                PERIODS.stream().filter(each -> isExact(rate, each)).findFirst().orElseThrow();
        Limit limit =
                new Limit(!rate.inverted(), rate.packets() * period / rate.seconds(), false, period, rate.packets());
        // A bucket is full again after the seconds; one more keeps clear of how the kernel rounds its times.
        return new Condition.Rate(rate.direction(), limit, rate.seconds() + 1);
    }

    private static boolean isExact(Constraint.OfRate rate, long period) {
        long packets = rate.packets() * period;
        return packets % rate.seconds() == 0 && packets / rate.seconds() <= MOST;
    }
}
