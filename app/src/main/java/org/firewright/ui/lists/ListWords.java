package org.firewright.ui.lists;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import org.firewright.ui.Texts;
import org.firewright.ui.parts.Format;

/** Lists in words, as the table and the cards beside it say them. */
final class ListWords {
    private ListWords() {}

    /** How long ago, in the largest unit that fits. */
    static String age(Instant then, Instant now) {
        Duration age = Duration.between(then, now);
        if (age.toMinutes() < 1) {
            return Texts.text("lists.age.now");
        }
        if (age.toHours() < 1) {
            return Texts.text("lists.age.minutes", age.toMinutes());
        }
        return age.toDays() < 1
                ? Texts.text("lists.age.hours", age.toHours())
                : Texts.text("lists.age.days", age.toDays());
    }

    /** When a list was last written, as a sentence. */
    static String written(Instant then, Instant now) {
        return Duration.between(then, now).toMinutes() < 1
                ? Texts.text("lists.changed.now")
                : Texts.text("lists.changed", age(then, now));
    }

    /** How often a list is used. */
    static String use(ListUse use) {
        return use.rules().isEmpty()
                ? Texts.text("lists.unused")
                : Texts.count("lists.use.rules", use.rules().size()) + ", "
                        + Texts.count("lists.use.targets", use.targets().size());
    }

    /** What nft sets take: the number of namespaces, and each one's bytes. */
    static String sets(ListEntry list) {
        String each = Format.bytes(list.forecast().set());
        return list.namespaces() == 1 ? each : Texts.text("lists.sets", list.namespaces(), each);
    }

    /** How a host stands to a list. */
    static String standing(HostCopy copy) {
        return switch (copy.standing()) {
            case UNKNOWN -> Texts.text("lists.host.unknown");
            case ABSENT -> Texts.text("lists.host.absent");
            case BEHIND -> Texts.text("lists.host.behind");
            case IN_STEP ->
                Texts.text(copy.lowerBound() ? "lists.host.least" : "lists.host.instep", Format.bytes(copy.memory()))
                        + " · " + shared(copy);
        };
    }

    private static String shared(HostCopy copy) {
        return copy.namespaces().isEmpty()
                ? Texts.text("lists.host.unused")
                : copy.namespaces().stream()
                        .collect(Collectors.joining(", ", Texts.text("lists.host.shared") + " ", ""));
    }
}
