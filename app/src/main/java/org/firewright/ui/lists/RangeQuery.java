package org.firewright.ui.lists;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.firewright.expression.AddressRange;
import org.firewright.expression.IpAddress;

/** What somebody looks for in a list. */
public sealed interface RangeQuery {
    /** Nothing yet. */
    record Nothing() implements RangeQuery {}

    /** The range that holds this address. */
    record Address(IpAddress address) implements RangeQuery {}

    /** The ranges that have an address in common with this one: a prefix, or two addresses with a dash between. */
    record Block(AddressRange block) implements RangeQuery {}

    /**
     * The ranges whose text begins like this.
     *
     * @param starts where their first addresses are
     */
    record Beginning(String text, List<AddressRange> starts) implements RangeQuery {
        public Beginning {
            starts = List.copyOf(starts);
        }
    }

    /** None of these. */
    record Unclear(String text) implements RangeQuery {}

    /** Reads what was typed; nothing is thrown, whatever it is. */
    static RangeQuery of(String typed) {
        String text = typed.strip();
        if (text.isEmpty()) {
            return new Nothing();
        }
        Optional<IpAddress> address = IpAddress.parse(text);
        if (address.isPresent()) {
            return new Address(address.get());
        }
        Optional<AddressRange> block = prefix(text).or(() -> pair(text));
        if (block.isPresent()) {
            return new Block(block.get());
        }
        List<AddressRange> starts = new ArrayList<>(Beginnings.v4(text));
        starts.addAll(Beginnings.v6(text.toLowerCase(Locale.ROOT)));
        return starts.isEmpty() ? new Unclear(text) : new Beginning(text, starts);
    }

    private static Optional<AddressRange> prefix(String text) {
        int slash = text.indexOf('/');
        if (slash < 0 || !text.substring(slash + 1).matches("\\d{1,3}")) {
            return Optional.empty();
        }
        int length = Integer.parseInt(text.substring(slash + 1));
        return IpAddress.parse(text.substring(0, slash))
                .filter(address -> length <= address.bits())
                .map(address -> AddressRange.prefix(address, length));
    }

    private static Optional<AddressRange> pair(String text) {
        String[] ends = text.split("\\s*(-|–|\\.\\.)\\s*", -1);
        if (ends.length != 2) {
            return Optional.empty();
        }
        Optional<IpAddress> first = IpAddress.parse(ends[0]);
        Optional<IpAddress> last = IpAddress.parse(ends[1]);
        boolean ordered = first.isPresent()
                && last.isPresent()
                && first.get().v6() == last.get().v6()
                && first.get().compareTo(last.get()) <= 0;
        return ordered ? Optional.of(new AddressRange(first.get(), last.get())) : Optional.empty();
    }

    /** Addresses whose text begins with some characters, as the few ranges that they are. */
    final class Beginnings {
        private static final Pattern V4 = Pattern.compile("(\\d{1,3}\\.){0,3}\\d{0,3}");
        private static final Pattern V6 = Pattern.compile("::|([0-9a-f]{1,4}:){0,7}(:|[0-9a-f]{0,4})");
        private static final int GROUPS = 8;

        private Beginnings() {}

        /** "185.2" begins 185.2, 185.20 to 185.29 and 185.200 to 185.255. */
        static List<AddressRange> v4(String text) {
            if (!V4.matcher(text).matches()) {
                return List.of();
            }
            String[] octets = text.split("\\.", -1);
            long whole = 0;
            int shift = 32;
            for (int i = 0; i < octets.length - 1; i++) {
                int octet = octet(octets[i]);
                shift -= 8;
                if (octet < 0 || shift < 0) {
                    return List.of();
                }
                whole |= (long) octet << shift;
            }
            String rest = octets[octets.length - 1];
            if (rest.isEmpty()) {
                return List.of(v4(whole, whole | ((1L << shift) - 1)));
            }
            int number = octet(rest);
            if (number < 0 || shift < 8) {
                return List.of();
            }
            List<AddressRange> starts = new ArrayList<>();
            int first = number;
            int last = number;
            while (first <= 255) {
                int end = Math.min(last, 255);
                starts.add(v4(
                        whole | ((long) first << (shift - 8)),
                        whole | (((long) end << (shift - 8)) + (1L << (shift - 8)) - 1)));
                if (number == 0) {
                    break; // no octet is written with a leading zero
                }
                first *= 10;
                last = last * 10 + 9;
            }
            return starts;
        }

        /** "2a0" begins the groups 2a0 and 2a00 to 2a0f; "2a00::" begins addresses whose next two groups are 0. */
        static List<AddressRange> v6(String text) {
            if (!V6.matcher(text).matches()) {
                return List.of();
            }
            boolean gap = text.endsWith("::");
            String[] words = gap ? text.substring(0, text.length() - 2).split(":", -1) : text.split(":", -1);
            boolean open = !gap && !words[words.length - 1].isEmpty();
            int whole = gap ? (text.equals("::") ? 0 : words.length) : words.length - 1;
            if (whole > GROUPS - (gap ? 2 : open ? 1 : 0)) {
                return List.of();
            }
            int[] groups = new int[GROUPS];
            for (int i = 0; i < whole; i++) {
                groups[i] = Integer.parseInt(words[i], 16);
            }
            if (!open) {
                int fixed = gap ? whole + 2 : whole;
                return fixed == 0 ? List.of() : List.of(AddressRange.prefix(address(groups), 16 * fixed));
            }
            List<AddressRange> starts = new ArrayList<>();
            String rest = words[whole];
            int number = Integer.parseInt(rest, 16);
            for (int missing = 0; missing <= 4 - rest.length(); missing++) {
                groups[whole] = number << (4 * missing);
                starts.add(AddressRange.prefix(address(groups), 16 * whole + 16 - 4 * missing));
                if (number == 0) {
                    break;
                }
            }
            return starts;
        }

        private static int octet(String text) {
            if (text.isEmpty() || (text.length() > 1 && text.startsWith("0"))) {
                return -1;
            }
            int number = Integer.parseInt(text);
            return number <= 255 ? number : -1;
        }

        private static AddressRange v4(long first, long last) {
            return new AddressRange(IpAddress.v4((int) first), IpAddress.v4((int) last));
        }

        private static IpAddress address(int[] groups) {
            long upper = 0;
            long lower = 0;
            for (int i = 0; i < GROUPS / 2; i++) {
                upper = upper << 16 | groups[i];
                lower = lower << 16 | groups[i + GROUPS / 2];
            }
            return new IpAddress(true, upper, lower);
        }
    }
}
