package org.firewright.iplist;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Countries' codes (ISO 3166-1 alpha-2) as the numbers that tables of addresses have for them: two letters as digits to the
 * base of 26, plus one, since 0 is no country. So a number never depends on which countries a project has lists of.
 */
public final class Countries {
    private static final int LETTERS = 26;

    /** The highest number of a country. */
    public static final int LAST = LETTERS * LETTERS;

    private Countries() {}

    /** The number of a code of two capital letters. */
    public static int number(String code) {
        if (!code.matches("[A-Z]{2}")) {
            throw new IllegalArgumentException("This is no code of a country: " + code);
        }
        return (code.charAt(0) - 'A') * LETTERS + (code.charAt(1) - 'A') + 1;
    }

    /** The code of a number from 1 to {@link #LAST}. */
    public static String code(int number) {
        int letters = number - 1;
        return "" + (char) ('A' + letters / LETTERS) + (char) ('A' + letters % LETTERS);
    }

    /** The numbers of all codes for which something holds, in their order. */
    public static IntStream numbers(Predicate<String> holds) {
        return IntStream.rangeClosed(1, LAST).filter(number -> holds.test(code(number)));
    }

    /**
     * The country that a file's name tells: the one of its words, which anything but letters separates, that is a
     * country's code, such as in {@code country-de-ipv4.txt}. What stands behind its last dot is none of them: Moldova
     * would have a README.md. Empty where there is none, or where there are several.
     */
    public static Optional<String> ofFile(String name) {
        List<String> codes = Arrays.stream(name.replaceFirst("\\.[^.]*$", "").split("[^A-Za-z]+", -1))
                .map(word -> word.toUpperCase(Locale.ROOT))
                .filter(Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2)::contains)
                .distinct()
                .collect(Collectors.toList());
        return codes.size() == 1 ? Optional.of(codes.getFirst()) : Optional.empty();
    }
}
