package org.firewright.remote;

import org.firewright.agent.api.Problem;
import org.firewright.agent.api.ProblemException;

/**
 * A host as a person writes it: {@code host}, {@code user@host}, {@code user@host:port}, {@code [IPv6]:port}, with or
 * without {@code ssh://} before it.
 *
 * @param user null where not said
 * @param host an alias, name or address, never empty
 * @param port 0 where not said
 */
record Destination(String user, String host, int port) {
    private static final int MAX_LENGTH = 512;

    /** Reads one. Throws a problem of kind REQUEST that quotes the text when it is not one. */
    static Destination parse(String text) throws ProblemException {
        String rest = text.startsWith("ssh://") ? text.substring("ssh://".length()) : text;
        if (rest.endsWith("/") && text.startsWith("ssh://")) {
            rest = rest.substring(0, rest.length() - 1);
        }
        int at = rest.lastIndexOf('@');
        String user = at < 0 ? null : rest.substring(0, at);
        String place = rest.substring(at + 1);
        String host = place;
        String port = "0";
        if (place.startsWith("[") && place.contains("]")) {
            host = place.substring(1, place.indexOf(']'));
            String behind = place.substring(place.indexOf(']') + 1);
            port = behind.isEmpty() ? "0" : behind.startsWith(":") ? behind.substring(1) : behind;
        } else if (place.indexOf(':') >= 0 && place.indexOf(':') == place.lastIndexOf(':')) {
            host = place.substring(0, place.indexOf(':'));
            port = place.substring(place.indexOf(':') + 1);
        }
        // What ssh refuses too: these characters would mean something else to a shell or in a file of known hosts.
        boolean sound = text.length() <= MAX_LENGTH
                && !host.isEmpty()
                && !host.startsWith("-")
                && host.chars().noneMatch(c -> c <= ' ' || c == 127 || "'`\"$\\;&<>|(){},*?!#@".indexOf(c) >= 0)
                && (user == null || (!user.isEmpty() && user.chars().noneMatch(c -> c < ' ')))
                && port.matches("[0-9]{1,5}")
                && Integer.parseInt(port) <= 65535;
        if (!sound) {
            throw ProblemException.of(
                    Problem.Kind.REQUEST,
                    "“" + text + "” is not a host.",
                    "Write it as one would to ssh, such as lab1, root@192.0.2.7 or admin@edge.example:2222.");
        }
        return new Destination(user, host, Integer.parseInt(port));
    }
}
