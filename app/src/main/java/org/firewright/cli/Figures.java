package org.firewright.cli;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Numbers and times as people read them in a terminal. */
final class Figures {
    private static final double KILO = 1000;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private Figures() {}

    /** With thousands separators. */
    static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** Bytes in decimal units. */
    static String bytes(long bytes) {
        if (bytes < KILO) {
            return bytes + " B";
        }
        return bytes < KILO * KILO
                ? String.format(Locale.ROOT, "%.1f kB", bytes / KILO)
                : String.format(Locale.ROOT, "%.1f MB", bytes / KILO / KILO);
    }

    /** Milliseconds since the epoch as date and time of this computer's zone. */
    static String time(long millis) {
        return TIME.format(Instant.ofEpochMilli(millis).atZone(ZoneId.systemDefault()));
    }

    /** So many of a thing: one rule, 2 rules. */
    static String count(long number, String thing) {
        return number(number) + " " + thing + (number == 1 ? "" : "s");
    }

    /** The same where more than one is called otherwise. */
    static String count(long number, String one, String more) {
        return number(number) + " " + (number == 1 ? one : more);
    }
}
