package org.firewright.cli;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.firewright.agent.api.TraceStep;
import org.firewright.agent.api.TracedHeaders;
import org.firewright.expression.IpAddress;

/** Steps of traced packets as lines for people. Headers are those of RFC 791, 8200, 9293, 768, 792 and 4443. */
final class TraceWords {
    private static final int TCP = 6;
    private static final int UDP = 17;
    private static final int ICMP = 1;
    private static final int ICMP_V6 = 58;
    private static final String[] TCP_FLAGS = {"fin", "syn", "rst", "psh", "ack", "urg", "ecn", "cwr"};

    private TraceWords() {}

    /** One line, or two where the packet comes to a base chain. */
    static List<String> lines(TraceStep step) {
        if (step.kind() == TraceStep.Kind.LOST) {
            return List.of("(packets came faster than they could be told: steps are missing here)");
        }
        List<String> lines = new ArrayList<>();
        String packet = "%08x".formatted(step.packet());
        if (step.headers() != null) {
            lines.add(packet + "  " + packet(step.headers()));
        }
        String place = step.family() + " " + step.table() + " " + step.chain();
        String what = switch (step.kind()) {
            case RULE -> step.rule().isEmpty() ? "rule with handle " + step.handle() : step.rule();
            case RETURN -> "end of the chain";
            case POLICY -> "policy";
            case LOST -> "";
        };
        lines.add(packet + "    " + place + ": " + what + "  → " + step.verdict());
        return lines;
    }

    /** Such as "in lo, udp 127.0.0.1:4000 → 127.0.0.1:9, ttl 64, length 29". */
    static String packet(TracedHeaders headers) {
        List<String> words = new ArrayList<>();
        if (!headers.in().isEmpty()) {
            words.add("in " + headers.in());
        }
        if (!headers.out().isEmpty()) {
            words.add("out " + headers.out());
        }
        byte[] network = HexFormat.of().parseHex(headers.network());
        byte[] transport = HexFormat.of().parseHex(headers.transport());
        int version = network.length == 0 ? 0 : (network[0] & 0xFF) >> 4;
        if (version == 4 && network.length >= 20) {
            ends(words, network[9] & 0xFF, network, 12, 4, transport);
            words.add("ttl " + (network[8] & 0xFF));
            words.add("length " + number(network, 2));
        } else if (version == 6 && network.length >= 40) {
            ends(words, network[6] & 0xFF, network, 8, 16, transport);
            words.add("hop limit " + (network[7] & 0xFF));
            words.add("length " + (40 + number(network, 4)));
        } else if (!headers.network().isEmpty()) {
            words.add("network header " + headers.network());
        }
        if (headers.mark() != 0) {
            words.add("mark 0x" + Long.toHexString(headers.mark()));
        }
        return String.join(", ", words);
    }

    private static void ends(List<String> words, int protocol, byte[] network, int at, int bytes, byte[] transport) {
        String from = address(network, at, bytes);
        String to = address(network, at + bytes, bytes);
        boolean ports = (protocol == TCP || protocol == UDP) && transport.length >= 4;
        String name = switch (protocol) {
            case TCP -> "tcp";
            case UDP -> "udp";
            case ICMP -> "icmp";
            case ICMP_V6 -> "icmpv6";
            default -> "protocol " + protocol;
        };
        if (!ports) {
            words.add(name + " " + from + " → " + to);
            boolean icmp = protocol == ICMP || protocol == ICMP_V6;
            if (icmp && transport.length >= 2) {
                words.add("type " + (transport[0] & 0xFF) + " code " + (transport[1] & 0xFF));
            }
            return;
        }
        words.add(name + " " + withPort(from, number(transport, 0)) + " → " + withPort(to, number(transport, 2)));
        if (protocol == TCP && transport.length >= 14) {
            List<String> flags = new ArrayList<>();
            for (int i = 0; i < TCP_FLAGS.length; i++) {
                if ((transport[13] & (1 << i)) != 0) {
                    flags.add(TCP_FLAGS[i]);
                }
            }
            words.add(String.join("|", flags));
        }
    }

    private static String withPort(String address, int port) {
        return address.contains(":") ? "[" + address + "]:" + port : address + ":" + port;
    }

    private static String address(byte[] bytes, int from, int length) {
        ByteBuffer at = ByteBuffer.wrap(bytes, from, length);
        return (length == Integer.BYTES ? IpAddress.v4(at.getInt()) : new IpAddress(true, at.getLong(), at.getLong()))
                .text();
    }

    private static int number(byte[] bytes, int at) {
        return ((bytes[at] & 0xFF) << 8) | (bytes[at + 1] & 0xFF);
    }
}
