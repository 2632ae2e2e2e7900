package org.firewright.compile;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.firewright.agent.api.Condition;
import org.firewright.agent.api.Interval;
import org.firewright.agent.api.Load;
import org.firewright.expression.AddressRange;
import org.firewright.expression.IpAddress;
import org.firewright.expression.Protocols;

/** A native condition in nft's notation. */
final class NftMatch {
    /** Protocols that nft knows by the same name on every system; others depend on /etc/protocols. */
    private static final Set<String> NAMED = Set.of("tcp", "udp", "icmp", "icmpv6", "gre", "esp", "ah", "sctp", "dccp");

    private NftMatch() {}

    static String text(Condition.Match match) {
        if (match.loads().size() > 1) {
            String left = match.loads().stream().map(NftMatch::part).collect(Collectors.joining(" . "));
            String right = match.values().stream()
                    .map(value -> parts(match.loads(), value))
                    .collect(Collectors.joining(", "));
            return left + " " + (match.inverted() ? "!= " : "") + "{ " + right + " }";
        }
        Load load = match.loads().getFirst();
        List<String> values = match.values().stream()
                .map(value -> value(load, value.from(), value.to()))
                .toList();
        String right = values.size() == 1 ? values.getFirst() : "{ " + String.join(", ", values) + " }";
        return name(load) + " " + (match.inverted() ? "!= " : "") + right;
    }

    private static String name(Load load) {
        return switch (load) {
            case Load.Meta(Load.Key key) ->
                switch (key) {
                    case NFPROTO -> "meta nfproto";
                    case L4PROTO -> "meta l4proto";
                };
            case Load.Payload payload ->
                HeaderField.of(payload)
                        .map(HeaderField::nft)
                        .orElseThrow(() -> new IllegalArgumentException("No field is loaded so: " + payload));
        };
    }

    /**
     * A part of a concatenation. An address stands there by its place in the header: by its name nft would look at it
     * only in packets of its family, and what is meant is that the others pass the comparison too.
     */
    private static String part(Load load) {
        return load instanceof Load.Payload(Load.Base base, int offset, int length) && base == Load.Base.NETWORK
                ? "@nh," + offset * 8 + "," + length * 8
                : name(load);
    }

    private static String parts(List<Load> loads, Interval interval) {
        List<String> parts = new ArrayList<>();
        int at = 0;
        for (Load load : loads) {
            int end = at + 2 * load.length(); // two digits a byte
            String from = interval.from().substring(at, end);
            String to = interval.to().substring(at, end);
            boolean raw = part(load).startsWith("@");
            String range = from.equals(to) ? "0x" + from : "0x" + from + "-0x" + to;
            parts.add(raw ? range : value(load, from, to));
            at = end;
        }
        return String.join(" . ", parts);
    }

    private static String value(Load load, String from, String to) {
        if (load instanceof Load.Payload(Load.Base base, int ignored, int length) && base == Load.Base.NETWORK) {
            return new AddressRange(address(from), address(to)).text().replace("..", "-");
        }
        return from.equals(to)
                ? single(load, HexFormat.fromHexDigits(from))
                : HexFormat.fromHexDigits(from) + "-" + HexFormat.fromHexDigits(to);
    }

    private static String single(Load load, int number) {
        return switch (load) {
            case Load.Payload ignored -> Integer.toString(number);
            case Load.Meta(Load.Key key) ->
                switch (key) {
                    case NFPROTO -> number == WireValues.NFPROTO_IPV4 ? "ipv4" : "ipv6";
                    case L4PROTO -> {
                        String name = Protocols.name(number);
                        yield NAMED.contains(name) ? name : Integer.toString(number);
                    }
                };
        };
    }

    private static IpAddress address(String hex) {
        return hex.length() == 8
                ? IpAddress.v4(HexFormat.fromHexDigits(hex))
                : new IpAddress(
                        true, HexFormat.fromHexDigitsToLong(hex, 0, 16), HexFormat.fromHexDigitsToLong(hex, 16, 32));
    }
}
