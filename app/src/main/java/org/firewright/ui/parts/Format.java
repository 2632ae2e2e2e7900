package org.firewright.ui.parts;

import java.util.Locale;

/** Numbers as they are written everywhere in the window. */
public final class Format {
    /** Stands where there is no figure. */
    public static final String NONE = "–";

    private static final double KILO = 1000;

    private Format() {}

    /** Packets a second: {@code 12 /s}, {@code 14.2 k/s}, {@code 3.1 M/s}; a dash where there is none. */
    public static String rate(double perSecond) {
        if (Double.isNaN(perSecond)) {
            return NONE;
        }
        if (perSecond < 999.5) {
            return String.format(Locale.ROOT, "%.0f /s", perSecond);
        }
        return perSecond < 999_950
                ? String.format(Locale.ROOT, "%.1f k/s", perSecond / KILO)
                : String.format(Locale.ROOT, "%.1f M/s", perSecond / KILO / KILO);
    }

    /** A number with thousands separators. */
    public static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** Bytes in decimal units: {@code 512 B}, {@code 17 kB}, {@code 6.1 MB}. */
    public static String bytes(long bytes) {
        if (bytes < KILO) {
            return bytes + " B";
        }
        if (bytes < 999_500) {
            return String.format(Locale.ROOT, "%.0f kB", bytes / KILO);
        }
        double mega = bytes / KILO / KILO;
        return mega < KILO
                ? String.format(Locale.ROOT, "%.1f MB", mega)
                : String.format(Locale.ROOT, "%.1f GB", mega / KILO);
    }
}
