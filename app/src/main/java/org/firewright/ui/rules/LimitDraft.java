package org.firewright.ui.rules;

import java.util.Locale;
import java.util.Optional;
import org.firewright.policy.RateLimit;
import org.firewright.ui.Texts;
import org.firewright.ui.parts.Format;

/**
 * A rule's limit while it is edited.
 *
 * @param over whether the rule takes what goes beyond the rate
 * @param amount of packets or bytes in a period, as it is typed
 * @param burst how many more may come at once, as it is typed; blank for what is usual
 */
record LimitDraft(boolean over, String amount, RateLimit.Unit unit, RateLimit.Period period, String burst) {
    /** What a rule without a limit begins with. */
    static final RateLimit FIRST = new RateLimit(false, 100, RateLimit.Unit.PACKETS, RateLimit.Period.SECOND, 0);

    static LimitDraft of(RateLimit limit) {
        return new LimitDraft(
                limit.over(),
                Long.toString(limit.amount()),
                limit.unit(),
                limit.period(),
                limit.burst() == 0 ? "" : Long.toString(limit.burst()));
    }

    /** The limit; empty while something is wrong. */
    Optional<RateLimit> limit() {
        boolean right = isNumber(amount) && (burst.isBlank() || isNumber(burst));
        return right
                ? Optional.of(new RateLimit(over, number(amount), unit, period, burst.isBlank() ? 0 : number(burst)))
                : Optional.empty();
    }

    /** What is wrong; empty where all is well. */
    String fault() {
        return limit().isPresent() ? "" : Texts.text("limit.fault", RateLimit.MOST);
    }

    /** A limit in few words, such as "up to 100 packets/s" or "over 1,000,000 bytes/min, burst 65,536". */
    static String words(RateLimit limit) {
        String rate = Texts.text(
                limit.over() ? "limit.words.over" : "limit.words.upto",
                Format.number(limit.amount()),
                unit(limit.unit()),
                Texts.text("limit.short." + limit.period().name().toLowerCase(Locale.ROOT)));
        return limit.burst() == 0 ? rate : Texts.text("limit.words.burst", rate, Format.number(limit.burst()));
    }

    static String unit(RateLimit.Unit unit) {
        return Texts.text("limit.unit." + unit.name().toLowerCase(Locale.ROOT));
    }

    static String period(RateLimit.Period period) {
        return Texts.text("limit.period." + period.name().toLowerCase(Locale.ROOT));
    }

    private static boolean isNumber(String text) {
        return text.strip().matches("[0-9]{1,10}") && number(text) >= 1 && number(text) <= RateLimit.MOST;
    }

    private static long number(String text) {
        return Long.parseLong(text.strip());
    }
}
