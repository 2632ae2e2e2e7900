package org.firewright.analyse;

import java.util.ArrayList;
import java.util.List;
import org.firewright.expression.Field;
import org.firewright.expression.Header;
import org.firewright.expression.Operand;

/**
 * What the length that a packet tells says of its headers: bytes behind it are padding, so a header or a field that is
 * there lies within. Needed only where a rule asks for the length.
 */
final class PacketLengths {
    private static final int V4_HEADER = 20;
    private static final int V6_HEADER = 40;
    private static final int EXTENSION = 8;
    /** Ports and ICMP's numbers are there when the first four bytes of their header are. */
    private static final int LEAST_TRANSPORT = 4;
    /** The first TCP header that ends behind its flags. */
    private static final int TCP_FLAGS_END = 14;
    /** The shortest header, by its own word, that a payload can lie behind. */
    private static final int LEAST_BEFORE_PAYLOAD = 8;

    private final Dimensions dimensions;
    private final NumberDimension length;
    private final Formula v4;
    private final Formula v6;
    private final Formula jumbo;

    /** Something that lies behind the IP headers, and how many bytes from there it takes. */
    private record Content(Formula there, int bytes) {}

    private PacketLengths(Dimensions dimensions, Conditions conditions) {
        this.dimensions = dimensions;
        this.length = dimensions.of(Field.IP_LEN);
        this.v4 = conditions.version(false);
        this.v6 = conditions.version(true);
        // RFC 2675: hop-by-hop options and a length of none mean that the length stands elsewhere.
        this.jumbo = Formula.all(
                v6, Conditions.yes(dimensions.of(Field.IP6_HOPOPTS)), Conditions.member(length, Numbers.of(V6_HEADER)));
    }

    /** What holds for every packet. */
    static List<Formula> of(Dimensions dimensions, Conditions conditions) {
        return dimensions.has(Field.IP_LEN) ? new PacketLengths(dimensions, conditions).all() : List.of();
    }

    private List<Formula> all() {
        List<Formula> rules = new ArrayList<>();
        rules.add(Formula.implies(v4, Conditions.member(length, Numbers.range(V4_HEADER, 65_535))));
        for (Content content : contents()) {
            rules.add(Formula.implies(Formula.all(v4, content.there), atLeast(V4_HEADER + content.bytes)));
            if (dimensions.has(Field.IP_HDR_LEN) || dimensions.has(Field.IP_OPT_TYPE)) {
                withOptions(content, rules);
            }
            withExtensions(content, rules);
        }
        for (Operand.BitSlice slice : List.copyOf(dimensions.slices().keySet())) {
            if (slice.header() == Header.IP) {
                rules.add(Formula.implies(World.there(dimensions.of(slice)), atLeast(end(slice))));
            }
        }
        return rules;
    }

    private List<Content> contents() {
        List<Content> contents = new ArrayList<>();
        contents.add(new Content(Formula.TRUE, 0));
        contents.add(new Content(World.there(dimensions.sourcePort), LEAST_TRANSPORT));
        contents.add(new Content(World.there(dimensions.icmpType), LEAST_TRANSPORT));
        contents.add(new Content(World.there(dimensions.tcpFlags), TCP_FLAGS_END));
        for (Operand.BitSlice slice : List.copyOf(dimensions.slices().keySet())) {
            if (slice.header() != Header.IP) {
                Formula there = World.there(dimensions.of(slice));
                contents.add(new Content(there, Math.max(LEAST_TRANSPORT, end(slice))));
            }
        }
        dimensions.payloads().forEach((dimension, asked) -> {
            int text = switch (asked.relation()) {
                case EQUAL, CONTAINS, STARTS_WITH, ENDS_WITH -> asked.bytes().length();
                default -> 0;
            };
            contents.add(new Content(Conditions.yes(dimension), LEAST_BEFORE_PAYLOAD + text));
        });
        return contents;
    }

    /** Bytes from the header's first to the slice's last. */
    private static int end(Operand.BitSlice slice) {
        return (slice.end() + 7) / 8;
    }

    private void withOptions(Content content, List<Formula> rules) {
        NumberDimension words = dimensions.of(Field.IP_HDR_LEN);
        for (int least = 6; least <= 15; least++) {
            Formula longer = Conditions.member(words, Numbers.range(least, 15));
            rules.add(Formula.implies(Formula.all(v4, longer, content.there), atLeast(4 * least + content.bytes)));
        }
    }

    /** Each extension header that shows takes eight bytes at least. */
    private void withExtensions(Content content, List<Formula> rules) {
        List<Formula> headers = new ArrayList<>();
        headers.add(new Formula.Not(Conditions.member(dimensions.fragment, Numbers.of(Dimensions.WHOLE))));
        for (Field flag : List.of(Field.IP6_HOPOPTS, Field.IP6_ROUTING, Field.IP6_DSTOPTS)) {
            if (dimensions.has(flag)) {
                headers.add(Conditions.yes(dimensions.of(flag)));
            }
        }
        for (int subset = 0; subset < 1 << headers.size(); subset++) {
            List<Formula> there = new ArrayList<>(List.of(v6, content.there));
            for (int i = 0; i < headers.size(); i++) {
                if ((subset >> i & 1) != 0) {
                    there.add(headers.get(i));
                }
            }
            int bytes = V6_HEADER + EXTENSION * Integer.bitCount(subset) + content.bytes;
            rules.add(Formula.implies(new Formula.All(there), atLeast(bytes)));
        }
        if (dimensions.has(Field.IP6_NEXTHDR)) {
            Formula extended = Conditions.member(dimensions.of(Field.IP6_NEXTHDR), World.EXTENSIONS);
            Formula followed = Formula.all(extended, World.there(dimensions.protocol), content.there);
            rules.add(Formula.implies(followed, atLeast(V6_HEADER + EXTENSION + content.bytes)));
        }
    }

    private Formula atLeast(int bytes) {
        return Formula.any(Conditions.member(length, Numbers.range(bytes, Dimensions.MAX_LENGTH)), jumbo);
    }
}
