package org.firewright.expression;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** What to write instead of something that is no field or no operator, where it can be guessed; otherwise empty. */
final class Hints {
    /** What other tools call our fields: too far from ours for a guess by letters. */
    private static final Map<String, String> ELSEWHERE = Map.ofEntries(
            Map.entry("tcp.flags.rst", "tcp.flags.reset"),
            Map.entry("tcp.flags.psh", "tcp.flags.push"),
            Map.entry("tcp.flags.ece", "tcp.flags.ecn"),
            Map.entry("ip.saddr", "ip.src"),
            Map.entry("ip.daddr", "ip.dst"),
            Map.entry("ip.addr", "ip.src"),
            Map.entry("ipv6.src", "ip.src"),
            Map.entry("ipv6.dst", "ip.dst"),
            Map.entry("tcp.port", "tcp.dstport"),
            Map.entry("udp.port", "udp.dstport"),
            Map.entry("icmpv6.type", "icmp.type"),
            Map.entry("icmpv6.code", "icmp.code"),
            Map.entry("ip.geoip.asnum", "ip.src.asnum"),
            Map.entry("ip.protocol", "ip.proto"),
            Map.entry("ip.tos", "ip.dscp"),
            Map.entry("ip.hop_limit", "ip.ttl"));

    /** Fields of the product whose language this is that name a place in its own network. */
    private static final String ELSEWHERE_ONLY = "cf.colo.";

    private Hints() {}

    /** Where a field is expected. */
    static String field(Token found) {
        if (found.kind() != Token.Kind.WORD) {
            return found.kind() == Token.Kind.TEXT || found.kind() == Token.Kind.LIST
                    ? "A field and an operator come before it."
                    : "";
        }
        String text = found.text();
        if (Arrays.stream(Header.values()).anyMatch(header -> header.text().equals(text))) {
            return "The header " + text + " stands only in bit_slice(" + text + ", start, end).";
        }
        boolean address = IpAddress.parse(text.replaceFirst("/.*", "")).isPresent();
        if (address || text.matches("-?[0-9].*")) {
            return "The field comes first: " + (address ? "ip.src in {" + text + "}." : "tcp.dstport == 22.");
        }
        String lower = text.toLowerCase(Locale.ROOT);
        if (!lower.equals(text)
                && (Field.of(lower).isPresent() || Function.of(lower).isPresent() || lower.equals("not"))) {
            return "Write " + lower + " in small letters.";
        }
        if (lower.equals("true") || lower.equals("any")) {
            return "A rule without an expression matches every packet.";
        }
        if (ELSEWHERE.containsKey(text)) {
            return "Did you mean " + ELSEWHERE.get(text) + "?";
        }
        if (text.startsWith(ELSEWHERE_ONLY)) {
            return "It is a place in another network and says nothing here: leave the condition out.";
        }
        List<String> known = Stream.of(
                        Arrays.stream(Field.values()).map(Field::text),
                        Arrays.stream(Function.values()).map(Function::text),
                        Stream.of("not"))
                .flatMap(java.util.function.Function.identity())
                .toList();
        return Suggestion.question(text, known);
    }

    /** Where an operator is expected. */
    static String operator(Token found) {
        String text = found.text();
        if (found.kind() == Token.Kind.LIST || text.equals("{")) {
            return "Write in before it.";
        }
        if (text.equals("not") || text.equals("!")) {
            return "Write not before the field: not ip.src in {…}.";
        }
        if (text.equals("wildcard") || text.equals("strict")) {
            return "Wildcards are not known here: write matches with a regular expression, or starts_with, ends_with.";
        }
        String lower = text.toLowerCase(Locale.ROOT);
        boolean shouted =
                !lower.equals(text) && (lower.equals("in") || Relation.of(lower).isPresent());
        return shouted ? "Write " + lower + " in small letters." : "";
    }
}
