package org.firewright.compile;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
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

    static String text(Condition.Match match, List<Condition> around) {
        if (match.equals(Natives.GUARD)) {
            return name(match.loads().getFirst(), around) + " >= 0x0";
        }
        if (match.loads().size() > 1) {
            String left = match.loads().stream().map(load -> part(load, around)).collect(Collectors.joining(" . "));
            String right = match.values().stream()
                    .map(value -> parts(match.loads(), value, around))
                    .collect(Collectors.joining(", "));
            return left + " " + (match.inverted() ? "!= " : "") + "{ " + right + " }";
        }
        Load load = match.loads().getFirst();
        List<String> values = match.values().stream()
                .map(value -> value(load, value.from(), value.to(), around))
                .toList();
        if (isEverything(match)) {
            return name(load, around) + " >= " + values.getFirst().replaceFirst("-.*", "");
        }
        if (values.size() > 1) {
            return name(load, around) + (match.inverted() ? " != { " : " { ") + String.join(", ", values) + " }";
        }
        // Of flags nft would look whether one of them is set, were it not told to look at all of them.
        String equal = HeaderField.TCP_FLAGS.load().equals(load) ? "== " : "";
        return name(load, around) + " " + (match.inverted() ? "!= " : equal) + values.getFirst();
    }

    /** A comparison that tells only that there is a value. */
    private static boolean isEverything(Condition.Match match) {
        Interval first = match.values().getFirst();
        return match.values().size() == 1
                && !match.inverted()
                && first.from().chars().allMatch(digit -> digit == '0')
                && first.to().chars().allMatch(digit -> digit == 'f');
    }

    static String text(Condition.Masked masked, List<Condition> around) {
        if (masked.load() instanceof Load.ConnectionState) {
            List<String> states = Arrays.stream(States.values())
                    .filter(state -> (HexFormat.fromHexDigits(masked.mask()) & state.bit()) != 0)
                    .map(States::text)
                    .toList();
            return masked.inverted()
                    ? "ct state " + String.join(",", states)
                    : "ct state & (" + String.join("|", states) + ") == 0";
        }
        Load load = masked.load();
        List<String> values = masked.values().stream()
                .map(value -> number(value.from()) + (value.from().equals(value.to()) ? "" : "-" + number(value.to())))
                .toList();
        String right = values.size() == 1 ? values.getFirst() : "{ " + String.join(", ", values) + " }";
        String relation = values.size() > 1 && !masked.inverted() ? "" : masked.inverted() ? "!= " : "== ";
        return name(load, around) + " & " + number(masked.mask()) + " " + relation + right;
    }

    private static String number(String hex) {
        return "0x" + new BigInteger(hex, 16).toString(16);
    }

    private static String name(Load load, List<Condition> around) {
        return switch (load) {
            case Load.Meta(Load.Key key) ->
                switch (key) {
                    case NFPROTO -> "meta nfproto";
                    case L4PROTO -> "meta l4proto";
                    case IIFNAME -> "iifname";
                    case OIFNAME -> "oifname";
                };
            case Load.ConnectionState ignored -> "ct state";
            case Load.Payload payload ->
                field(payload, around).map(HeaderField::nft).orElseGet(() -> raw(payload));
        };
    }

    /**
     * The field that bytes are, where the rule asks for its header: by the name alone nft would look at it only in
     * packets that have the header, and other packets have bytes there, too.
     */
    private static Optional<HeaderField> field(Load.Payload payload, List<Condition> around) {
        return HeaderField.of(payload).filter(field -> switch (field) {
            case IP_SADDR, IP_DADDR -> around.contains(Natives.IPV4);
            case IP6_SADDR, IP6_DADDR -> around.contains(Natives.IPV6);
            case IP6_NEXTHDR -> around.contains(Natives.IPV6) && !asksForProtocol(around);
            case TCP_FLAGS -> around.contains(Natives.TCP);
            case SPORT, DPORT -> true;
        });
    }

    /** Then nft would take what an IPv6 header says comes next for the same protocol, and refuse what differs. */
    private static boolean asksForProtocol(List<Condition> around) {
        return around.stream()
                .anyMatch(condition -> condition instanceof Condition.Match match
                        && match.loads().contains(new Load.Meta(Load.Key.L4PROTO)));
    }

    private static String raw(Load.Payload payload) {
        String base = switch (payload.base()) {
            case LINK -> "@ll";
            case NETWORK -> "@nh";
            case TRANSPORT -> "@th";
        };
        return base + "," + payload.offset() * 8 + "," + payload.length() * 8;
    }

    /**
     * A part of a concatenation. A field of the IP header stands there by its place: by its name nft would look at it
     * only in packets of its family, and what is meant is that the others pass the comparison too.
     */
    private static String part(Load load, List<Condition> around) {
        return load instanceof Load.Payload payload && payload.base() == Load.Base.NETWORK
                ? raw(payload)
                : name(load, around);
    }

    private static String parts(List<Load> loads, Interval interval, List<Condition> around) {
        List<String> parts = new ArrayList<>();
        int at = 0;
        for (Load load : loads) {
            int end = at + 2 * load.length(); // two digits a byte
            String from = interval.from().substring(at, end);
            String to = interval.to().substring(at, end);
            boolean raw = part(load, around).startsWith("@");
            String range = from.equals(to) ? "0x" + from : "0x" + from + "-0x" + to;
            parts.add(raw ? range : value(load, from, to, around));
            at = end;
        }
        return String.join(" . ", parts);
    }

    private static String value(Load load, String from, String to, List<Condition> around) {
        return switch (load) {
            case Load.Payload payload ->
                switch (field(payload, around).orElse(HeaderField.TCP_FLAGS)) {
                    case IP_SADDR, IP_DADDR, IP6_SADDR, IP6_DADDR ->
                        new AddressRange(address(from), address(to)).text().replace("..", "-");
                    case SPORT, DPORT, IP6_NEXTHDR -> numbers(from, to);
                    case TCP_FLAGS -> from.equals(to) ? number(from) : number(from) + "-" + number(to);
                };
            case Load.ConnectionState ignored -> number(from);
            case Load.Meta(Load.Key key) ->
                switch (key) {
                    case NFPROTO -> HexFormat.fromHexDigits(from) == WireValues.NFPROTO_IPV4 ? "ipv4" : "ipv6";
                    case L4PROTO -> from.equals(to) ? protocol(HexFormat.fromHexDigits(from)) : numbers(from, to);
                    case IIFNAME, OIFNAME -> interfaceName(from, to);
                };
        };
    }

    private static String numbers(String from, String to) {
        return from.equals(to)
                ? Integer.toString(HexFormat.fromHexDigits(from))
                : HexFormat.fromHexDigits(from) + "-" + HexFormat.fromHexDigits(to);
    }

    private static String protocol(int number) {
        String name = Protocols.name(number);
        return NAMED.contains(name) ? name : Integer.toString(number);
    }

    /** A name, or with a star behind it all names that begin so; a star of the name itself is escaped. */
    private static String interfaceName(String from, String to) {
        String name = new String(HexFormat.of().parseHex(from), StandardCharsets.ISO_8859_1).replace("\0", "");
        String escaped = name.replace("*", "\\*");
        return "\"" + (from.equals(to) ? escaped : escaped + "*") + "\"";
    }

    private static IpAddress address(String hex) {
        return hex.length() == 8
                ? IpAddress.v4(HexFormat.fromHexDigits(hex))
                : new IpAddress(
                        true, HexFormat.fromHexDigitsToLong(hex, 0, 16), HexFormat.fromHexDigitsToLong(hex, 16, 32));
    }
}
