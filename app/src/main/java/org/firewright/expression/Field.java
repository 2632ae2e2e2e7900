package org.firewright.expression;

import static org.firewright.expression.ValueType.ADDRESS;
import static org.firewright.expression.ValueType.FLAG;
import static org.firewright.expression.ValueType.NUMBER;
import static org.firewright.expression.ValueType.TEXT;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The one table of fields: what parser, documentation, completion and compiler know of them. */
public enum Field {
    IP_SRC("ip.src", ADDRESS, "source address, IPv4 or IPv6"),
    IP_DST("ip.dst", ADDRESS, "destination address, IPv4 or IPv6"),
    IP_SRC_COUNTRY("ip.src.country", TEXT, "country of the source, ISO 3166-1 alpha-2"),
    IP_DST_COUNTRY("ip.dst.country", TEXT, "country of the destination, ISO 3166-1 alpha-2"),
    IP_GEOIP_COUNTRY("ip.geoip.country", TEXT, "deprecated: country of the source or of the destination"),
    IP_SRC_ASNUM("ip.src.asnum", NUMBER, "autonomous system of the source"),
    IP_DST_ASNUM("ip.dst.asnum", NUMBER, "autonomous system of the destination"),
    IP_PROTO("ip.proto", TEXT, "transport protocol behind extension headers, such as \"tcp\""),
    IP_LEN("ip.len", NUMBER, "total length of the IP packet in bytes"),
    IP_TTL("ip.ttl", NUMBER, "time to live, or hop limit"),
    IP_HDR_LEN("ip.hdr_len", NUMBER, "IPv4 header length in 32-bit words"),
    IP_OPT_TYPE("ip.opt.type", NUMBER, "first byte of the first IPv4 option"),
    IP_FRAG("ip.frag", FLAG, "the packet is a fragment, first or later"),
    IP_DSCP("ip.dscp", NUMBER, "differentiated services code point"),
    IP6_NEXTHDR("ip6.nexthdr", NUMBER, "next header of the IPv6 header itself"),
    IP6_HOPOPTS("ip6.hopopts", FLAG, "the packet has a hop-by-hop options header"),
    IP6_ROUTING("ip6.routing", FLAG, "the packet has a routing header"),
    IP6_FRAGMENT("ip6.fragment", FLAG, "the packet has a fragment header"),
    IP6_DSTOPTS("ip6.dstopts", FLAG, "the packet has a destination options header"),
    TCP_SRCPORT("tcp.srcport", NUMBER, "TCP source port"),
    TCP_DSTPORT("tcp.dstport", NUMBER, "TCP destination port"),
    TCP_FLAGS("tcp.flags", NUMBER, "the byte of TCP flags"),
    TCP_FLAGS_ACK("tcp.flags.ack", FLAG, "TCP flag ACK"),
    TCP_FLAGS_CWR("tcp.flags.cwr", FLAG, "TCP flag CWR"),
    TCP_FLAGS_ECN("tcp.flags.ecn", FLAG, "TCP flag ECE"),
    TCP_FLAGS_FIN("tcp.flags.fin", FLAG, "TCP flag FIN"),
    TCP_FLAGS_PUSH("tcp.flags.push", FLAG, "TCP flag PSH"),
    TCP_FLAGS_RESET("tcp.flags.reset", FLAG, "TCP flag RST"),
    TCP_FLAGS_SYN("tcp.flags.syn", FLAG, "TCP flag SYN"),
    TCP_FLAGS_URG("tcp.flags.urg", FLAG, "TCP flag URG"),
    TCP_PAYLOAD("tcp.payload", TEXT, "bytes behind the TCP header"),
    UDP_SRCPORT("udp.srcport", NUMBER, "UDP source port"),
    UDP_DSTPORT("udp.dstport", NUMBER, "UDP destination port"),
    UDP_PAYLOAD("udp.payload", TEXT, "bytes behind the UDP header"),
    ICMP_TYPE("icmp.type", NUMBER, "type of an ICMP or ICMPv6 message"),
    ICMP_CODE("icmp.code", NUMBER, "code of an ICMP or ICMPv6 message"),
    IIF("iif", TEXT, "name of the interface that the packet came in by"),
    OIF("oif", TEXT, "name of the interface that the packet leaves by"),
    CT_STATE("ct.state", TEXT, "\"new\", \"established\", \"related\", \"invalid\" or \"untracked\""),
    SIP("sip", FLAG, "the UDP payload is a valid SIP message"),
    DNS("dns", FLAG, "the payload is a valid DNS message");

    private static final Map<String, Field> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Field::text, Function.identity()));

    private final String text;
    private final ValueType type;
    private final String meaning;

    Field(String text, ValueType type, String meaning) {
        this.text = text;
        this.type = type;
        this.meaning = meaning;
    }

    /** As it is written. */
    public String text() {
        return text;
    }

    /** The type of its values. */
    public ValueType type() {
        return type;
    }

    /** What it is, for people, without capital or full stop. */
    public String meaning() {
        return meaning;
    }

    /** The header behind the IP header that the value is in; empty for what every packet can have. */
    public Optional<Header> header() {
        return switch (this) {
            case TCP_SRCPORT,
                    TCP_DSTPORT,
                    TCP_FLAGS,
                    TCP_FLAGS_ACK,
                    TCP_FLAGS_CWR,
                    TCP_FLAGS_ECN,
                    TCP_FLAGS_FIN,
                    TCP_FLAGS_PUSH,
                    TCP_FLAGS_RESET,
                    TCP_FLAGS_SYN,
                    TCP_FLAGS_URG,
                    TCP_PAYLOAD -> Optional.of(Header.TCP);
            case UDP_SRCPORT, UDP_DSTPORT, UDP_PAYLOAD, SIP -> Optional.of(Header.UDP);
            case ICMP_TYPE, ICMP_CODE -> Optional.of(Header.ICMP);
            default -> Optional.empty();
        };
    }

    /** The field that is written so. */
    public static Optional<Field> of(String text) {
        return Optional.ofNullable(BY_NAME.get(text));
    }
}
