package org.firewright.agent.nftables;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.firewright.agent.netlink.Bytes;
import org.firewright.agent.nftables.Statement.Source;
import org.firewright.agent.nftables.Statement.Values;

/**
 * One rule in nft's notation. A test of the protocol that a later, named field implies is left out, as nft leaves it
 * out: "tcp dport 80" says all of "meta l4proto tcp tcp dport 80".
 */
final class RuleText {
    private static final Source FAMILY = new Source.Meta(15); // NFT_META_NFPROTO
    private static final Source PROTOCOL = new Source.Meta(16); // NFT_META_L4PROTO
    private static final int IPV4 = 2;
    private static final int IPV6 = 10;
    private static final int LINK = 0;
    private static final int NETWORK = 1;
    private static final int TRANSPORT = 2;

    /** Protocols whose ports nft knows by their name: RFC 9293, 768, 4340, 9260, 3828. */
    private static final Set<Integer> WITH_PORTS = Set.of(6, 17, 33, 132, 136);

    private final List<Statement> statements;
    private int family;
    private int protocol;
    private int familyTest = -1;
    private int protocolTest = -1;
    private final List<String> words = new ArrayList<>();

    private RuleText(List<Statement> statements) {
        this.statements = statements;
    }

    /** The rule on one line, with its comment. */
    static String of(NftRule rule, Map<String, StatementReader.KernelSet> sets) {
        RuleText text = new RuleText(StatementReader.read(rule.expressions(), sets));
        String comment = UserData.comment(rule.userData());
        return text.write() + (comment.isEmpty() ? "" : " comment \"" + comment + "\"");
    }

    private String write() {
        for (int i = 0; i < statements.size(); i++) {
            words.add(word(i, statements.get(i)));
        }
        return words.stream().filter(word -> !word.isEmpty()).collect(joining(" "));
    }

    private String word(int index, Statement statement) {
        return switch (statement) {
            case Statement.Test test -> test(index, test);
            case Statement.Program(String path) -> "bpf pinned \"" + path + "\"";
            case Statement.Extension(String name) -> "xt match " + name;
            case Statement.Count(long packets, long bytes) -> "counter packets " + packets + " bytes " + bytes;
            case Statement.Decision(int code, String chain) -> verdict(code, chain);
            case Statement.Opaque(String name) -> "[" + name + "]";
        };
    }

    private String test(int index, Statement.Test test) {
        List<Field> fields = test.sources().stream().map(this::field).toList();
        String left = fields.stream().map(Field::name).collect(joining(" . "));
        String text = left + " " + right(test, fields);
        remember(index, test);
        return text;
    }

    /** Learns from a test which headers follow. */
    private void remember(int index, Statement.Test test) {
        if (!(test.values() instanceof Values.One(Bytes value)) || value.length() != 1) {
            return;
        }
        if (test.demands(FAMILY)) {
            family = value.at(0);
            familyTest = index;
        } else if (test.demands(PROTOCOL)) {
            protocol = value.at(0);
            protocolTest = index;
        } else if (family == IPV4 && test.demands(new Source.Payload(NETWORK, 9, 1))) {
            protocol = value.at(0);
            protocolTest = -1; // it reads the header's own field, which says more than the protocol alone
        }
    }

    private record Field(String name, DataType type, int length) {}

    private Field field(Source source) {
        return switch (source) {
            case Source.Meta meta when meta.equals(FAMILY) -> new Field("meta nfproto", DataType.NF_PROTO, 1);
            case Source.Meta meta when meta.equals(PROTOCOL) -> new Field("meta l4proto", DataType.INET_PROTO, 1);
            case Source.Meta(int key) -> new Field("meta key " + key, DataType.INTEGER, 4);
            case Source.Payload(int base, int offset, int length)
            when base == TRANSPORT && length == 2 && offset <= 2 ->
                new Field(header() + (offset == 0 ? " sport" : " dport"), DataType.INET_SERVICE, length);
            case Source.Payload(int base, int offset, int length)
            when base == NETWORK && family == IPV4 -> ipv4(offset, length);
            case Source.Payload(int base, int offset, int length)
            when base == NETWORK && family == IPV6 -> ipv6(offset, length);
            case Source.Payload(int base, int offset, int length) -> raw(base, offset, length);
        };
    }

    private String header() {
        if (!WITH_PORTS.contains(protocol)) {
            return "th";
        }
        leaveOut(protocolTest);
        return ValueText.protocol(protocol);
    }

    /** Fields of RFC 791. */
    private Field ipv4(int offset, int length) {
        if (length == 4 && (offset == 12 || offset == 16)) {
            leaveOut(familyTest);
            return new Field(offset == 12 ? "ip saddr" : "ip daddr", DataType.IPV4_ADDR, length);
        }
        if (length == 1 && offset == 9) {
            leaveOut(familyTest);
            return new Field("ip protocol", DataType.INET_PROTO, length);
        }
        return raw(NETWORK, offset, length);
    }

    /** Fields of RFC 8200. */
    private Field ipv6(int offset, int length) {
        if (length == 16 && (offset == 8 || offset == 24)) {
            leaveOut(familyTest);
            return new Field(offset == 8 ? "ip6 saddr" : "ip6 daddr", DataType.IPV6_ADDR, length);
        }
        if (length == 1 && offset == 6) {
            leaveOut(familyTest);
            return new Field("ip6 nexthdr", DataType.INET_PROTO, length);
        }
        return raw(NETWORK, offset, length);
    }

    private static Field raw(int base, int offset, int length) {
        String header = switch (base) {
            case LINK -> "@ll";
            case NETWORK -> "@nh";
            case TRANSPORT -> "@th";
            default -> "@base" + base;
        };
        return new Field(header + "," + 8L * offset + "," + 8L * length, DataType.INTEGER, length);
    }

    private void leaveOut(int index) {
        if (index >= 0 && index < words.size()) {
            words.set(index, "");
        }
    }

    private static String right(Statement.Test test, List<Field> fields) {
        DataType type = fields.getFirst().type();
        String operator = switch (test.comparison()) {
            case EQUAL -> "";
            case NOT_EQUAL -> "!= ";
            case LESS -> "< ";
            case LESS_OR_EQUAL -> "<= ";
            case GREATER -> "> ";
            case GREATER_OR_EQUAL -> ">= ";
        };
        return operator
                + switch (test.values()) {
                    case Values.One(Bytes value) -> ValueText.of(type, value);
                    case Values.Masked(Bytes mask, Bytes value) -> ValueText.masked(type, mask, value);
                    case Values.Interval(Bytes from, Bytes to) ->
                        ValueText.of(type, from) + "-" + ValueText.of(type, to);
                    case Values.Named(String set) -> "@" + set;
                    case Values.Several(List<Values.Interval> intervals) ->
                        intervals.stream()
                                .map(interval -> interval(interval, fields))
                                .collect(joining(", ", "{ ", " }"));
                };
    }

    private static String interval(Values.Interval interval, List<Field> fields) {
        List<String> parts = new ArrayList<>();
        int at = 0;
        for (Field field : fields) {
            int end = fields.size() == 1 ? interval.from().length() : at + field.length();
            if (end > interval.from().length() || end > interval.to().length()) {
                return interval.from().toHex();
            }
            parts.add(ValueText.of(
                    field.type(), interval.from().slice(at, end), interval.to().slice(at, end)));
            at = (end + 3) & ~3;
        }
        return String.join(" . ", parts);
    }

    /** Verdicts of linux/netfilter.h, and NFT_CONTINUE and those below it of linux/netfilter/nf_tables.h. */
    private static String verdict(int code, String chain) {
        return switch (code) {
            case NfTables.DROP -> "drop";
            case NfTables.ACCEPT -> "accept";
            case -1 -> "continue";
            case -2 -> "break";
            case -3 -> "jump " + chain;
            case -4 -> "goto " + chain;
            case -5 -> "return";
            default -> "[verdict " + code + "]";
        };
    }
}
