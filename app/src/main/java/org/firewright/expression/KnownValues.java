package org.firewright.expression;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Values that people are likely to write, for completion and help. */
final class KnownValues {
    /** A value as it is written, and what it stands for. */
    record Known(String text, String meaning) {}

    /** Ports in daily use, after IANA's registry of service names. */
    private static final List<Known> PORTS = List.of(
            new Known("20", "FTP data"),
            new Known("21", "FTP"),
            new Known("22", "SSH"),
            new Known("23", "Telnet"),
            new Known("25", "SMTP"),
            new Known("53", "DNS"),
            new Known("67", "DHCP server"),
            new Known("68", "DHCP client"),
            new Known("69", "TFTP"),
            new Known("80", "HTTP"),
            new Known("110", "POP3"),
            new Known("123", "NTP"),
            new Known("137", "NetBIOS names"),
            new Known("143", "IMAP"),
            new Known("161", "SNMP"),
            new Known("179", "BGP"),
            new Known("389", "LDAP"),
            new Known("443", "HTTPS, QUIC"),
            new Known("445", "SMB"),
            new Known("465", "SMTP submission over TLS"),
            new Known("500", "IKE"),
            new Known("514", "syslog"),
            new Known("587", "SMTP submission"),
            new Known("636", "LDAP over TLS"),
            new Known("853", "DNS over TLS"),
            new Known("993", "IMAP over TLS"),
            new Known("1194", "OpenVPN"),
            new Known("1433", "Microsoft SQL Server"),
            new Known("1900", "SSDP"),
            new Known("2049", "NFS"),
            new Known("3306", "MySQL"),
            new Known("3389", "RDP"),
            new Known("4500", "IPsec NAT traversal"),
            new Known("5060", "SIP"),
            new Known("5432", "PostgreSQL"),
            new Known("6379", "Redis"),
            new Known("8080", "HTTP, alternative"),
            new Known("11211", "memcached"),
            new Known("27017", "MongoDB"),
            new Known("51820", "WireGuard"));

    /** IANA's registries of ICMP and ICMPv6 types; the numbers overlap only where the meaning is told for both. */
    private static final List<Known> ICMP_TYPES = List.of(
            new Known("0", "echo reply"),
            new Known("3", "destination unreachable; ICMPv6: time exceeded"),
            new Known("5", "redirect"),
            new Known("8", "echo request"),
            new Known("11", "time exceeded"),
            new Known("128", "ICMPv6 echo request"),
            new Known("129", "ICMPv6 echo reply"),
            new Known("133", "ICMPv6 router solicitation"),
            new Known("134", "ICMPv6 router advertisement"),
            new Known("135", "ICMPv6 neighbour solicitation"),
            new Known("136", "ICMPv6 neighbour advertisement"));

    /** RFC 2474, RFC 2597, RFC 3246. */
    private static final List<Known> CODE_POINTS = List.of(
            new Known("0", "best effort"),
            new Known("8", "CS1"),
            new Known("10", "AF11"),
            new Known("18", "AF21"),
            new Known("26", "AF31"),
            new Known("34", "AF41"),
            new Known("46", "expedited forwarding"),
            new Known("48", "CS6, network control"));

    private static final List<Known> STATES = List.of(
            new Known("\"new\"", "first packet of a connection"),
            new Known("\"established\"", "packets in both directions were seen"),
            new Known("\"related\"", "new, but expected by another connection"),
            new Known("\"invalid\"", "belongs to no connection"),
            new Known("\"untracked\"", "exempt from connection tracking"));

    private KnownValues() {}

    /** In the order in which they are proposed; empty where any value is as likely as another. */
    static List<Known> of(Operand operand, Vocabulary vocabulary) {
        return operand instanceof Operand.OfField(Field field, Span ignored) ? of(field, vocabulary) : List.of();
    }

    private static List<Known> of(Field field, Vocabulary vocabulary) {
        return switch (field) {
            case TCP_SRCPORT, TCP_DSTPORT, UDP_SRCPORT, UDP_DSTPORT -> PORTS;
            case ICMP_TYPE -> ICMP_TYPES;
            case IP_DSCP -> CODE_POINTS;
            case CT_STATE -> STATES;
            case IIF, OIF ->
                vocabulary.interfaces().stream()
                        .map(name -> new Known("\"" + name + "\"", "interface"))
                        .toList();
            case IP_PROTO ->
                Stream.concat(
                                Stream.of("tcp", "udp", "icmp", "icmpv6"),
                                Protocols.names().stream().sorted())
                        .distinct()
                        .map(name -> new Known(
                                "\"" + name + "\"",
                                "protocol " + Protocols.number(name).orElseThrow()))
                        .toList();
            case IP_SRC_COUNTRY, IP_DST_COUNTRY, IP_GEOIP_COUNTRY ->
                Arrays.stream(Locale.getISOCountries())
                        .map(code -> new Known(
                                "\"" + code + "\"", Locale.of("", code).getDisplayCountry(Locale.ENGLISH)))
                        .toList();
            default -> List.of();
        };
    }
}
