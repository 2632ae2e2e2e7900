package org.firewright.cli;

import java.util.Optional;
import org.firewright.expression.IpAddress;
import org.firewright.expression.Protocols;
import org.firewright.expression.Suggestion;
import org.firewright.simulate.PacketForm;

/** A packet in the words of the command line: protocol, source, destination. */
final class PacketWords {
    private static final int HIGHEST_PORT = 65_535;
    /** RFC 792 and RFC 4443: what an echo request is. */
    private static final int ECHO = 8;

    private static final int ECHO_V6 = 128;

    private PacketWords() {}

    private record End(IpAddress address, int port) {}

    /** The packet; throws IllegalArgumentException with a sentence when the words make none. */
    static PacketForm form(String protocol, String source, String destination) {
        int number = protocol(protocol);
        boolean ports = number == Protocols.TCP || number == Protocols.UDP;
        End from = end(source, ports);
        End to = end(destination, ports);
        int first = ports ? from.port : to.address.v6() ? ECHO_V6 : ECHO;
        return PacketForm.of(from.address, to.address, number, first, ports ? to.port : 0);
    }

    private static int protocol(String word) {
        return Protocols.number(word)
                .or(() -> word.matches("[0-9]{1,3}")
                        ? Optional.of(Integer.parseInt(word)).filter(number -> number < Protocols.COUNT)
                        : Optional.empty())
                .orElseThrow(() -> new IllegalArgumentException(
                        ("There is no protocol " + word + ". " + Suggestion.question(word, Protocols.names()))
                                .strip()));
    }

    private static End end(String word, boolean ports) {
        String address = word;
        String port = "";
        int colon = word.lastIndexOf(':');
        if (word.startsWith("[")) {
            int close = word.indexOf(']');
            address = close < 0 ? word : word.substring(1, close);
            port = close >= 0 && word.startsWith(":", close + 1) ? word.substring(close + 2) : "";
        } else if (colon >= 0 && word.indexOf(':') == colon) {
            address = word.substring(0, colon);
            port = word.substring(colon + 1);
        }
        String plain = address;
        IpAddress parsed = IpAddress.parse(plain)
                .orElseThrow(() -> new IllegalArgumentException("\"" + plain + "\" is not an IP address."));
        if (port.isEmpty() == ports) {
            throw new IllegalArgumentException(
                    ports
                            ? "\"" + word + "\" lacks a port; write " + (parsed.v6() ? "[" + plain + "]" : plain)
                                    + ":80"
                            : "\"" + word + "\" has a port, which only tcp and udp know.");
        }
        return new End(parsed, ports ? port(port) : 0);
    }

    private static int port(String word) {
        int number = word.matches("[0-9]{1,5}") ? Integer.parseInt(word) : -1;
        if (number < 0 || number > HIGHEST_PORT) {
            throw new IllegalArgumentException("\"" + word + "\" is not a port; a port is a number up to 65535.");
        }
        return number;
    }
}
