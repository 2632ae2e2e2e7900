package org.firewright.remote;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.firewright.agent.api.ProblemException;

/**
 * What OpenSSH's client configuration (ssh_config(5)) says about one host: files in order, in them lines in order, and
 * the first value of a keyword wins. Understood are Host with patterns and negation, Include, and Match with the
 * criteria all, host, originalhost and user; a Match with any other criterion does not match. Keywords that nobody asks
 * for are kept and do no harm.
 */
final class SshConfig {
    private static final int MAX_INCLUDE_DEPTH = 16; // as in OpenSSH's readconf.c

    private final String host;
    private final Path home;
    private final Map<String, List<List<String>>> values = new HashMap<>();

    private SshConfig(String host, Path home) {
        this.host = host;
        this.home = home;
    }

    /**
     * Reads what the files say about a host.
     *
     * @param files in order; a file that does not exist says nothing
     * @param host as the person wrote it, without user and port
     * @param home the person's home folder, which relative names of included files start from
     * @throws ProblemException naming file and line when a line cannot be read
     */
    static SshConfig of(List<Path> files, String host, Path home) throws ProblemException {
        SshConfig config = new SshConfig(host, home);
        for (Path file : files) {
            config.read(file, true, 0);
        }
        return config;
    }

    /** The first value's first argument. */
    Optional<String> first(String keyword) {
        return arguments(keyword).stream().findFirst();
    }

    /** All arguments of the first value; empty where the keyword is not there. */
    List<String> arguments(String keyword) {
        List<List<String>> all = values.getOrDefault(keyword.toLowerCase(Locale.ROOT), List.of());
        return all.isEmpty() ? List.of() : all.getFirst();
    }

    /** The first argument of every value, for keywords that add up, such as IdentityFile. */
    List<String> every(String keyword) {
        return values.getOrDefault(keyword.toLowerCase(Locale.ROOT), List.of()).stream()
                .map(List::getFirst)
                .toList();
    }

    /** Which of the two keywords comes first, as far as either is there; such as ProxyJump and ProxyCommand. */
    Optional<String> earlier(String one, String other) {
        return values.keySet().stream()
                .filter(key -> key.equalsIgnoreCase(one) || key.equalsIgnoreCase(other))
                .min((a, b) -> Integer.compare(order.get(a), order.get(b)));
    }

    private final Map<String, Integer> order = new HashMap<>();

    /** Reads a file; inside one that is included by a block that does not match, nothing matches. */
    private void read(Path file, boolean outerMatches, int depth) throws ProblemException {
        boolean active = outerMatches;
        for (SshConfigLine line : SshConfigLine.read(file)) {
            switch (line.keyword()) {
                case "host" -> active = outerMatches && matches(line.arguments(), host);
                case "match" -> active = outerMatches && matchesCriteria(line.arguments());
                case "include" -> {
                    if (depth >= MAX_INCLUDE_DEPTH) {
                        throw line.problem("files include each other more than " + MAX_INCLUDE_DEPTH + " deep");
                    }
                    for (String pattern : line.arguments()) {
                        for (Path included : SshConfigLine.glob(pattern, home)) {
                            read(included, active, depth + 1);
                        }
                    }
                }
                default -> {
                    if (active) {
                        order.putIfAbsent(line.keyword(), order.size());
                        values.computeIfAbsent(line.keyword(), key -> new ArrayList<>())
                                .add(line.arguments());
                    }
                }
            }
        }
    }

    private boolean matchesCriteria(List<String> criteria) {
        for (int i = 0; i < criteria.size(); i++) {
            String criterion = criteria.get(i).toLowerCase(Locale.ROOT);
            if (criterion.equals("all")) {
                continue;
            }
            if (i + 1 >= criteria.size()) {
                return false;
            }
            List<String> patterns = List.of(criteria.get(++i).split(",", -1));
            boolean holds = switch (criterion) {
                case "originalhost" -> matches(patterns, host);
                case "host" -> matches(patterns, first("hostname").orElse(host));
                case "user" -> matches(patterns, first("user").orElse(System.getProperty("user.name")));
                default -> false;
            };
            if (!holds) {
                return false;
            }
        }
        return !criteria.isEmpty();
    }

    /** Whether one of the patterns matches and none of the negated ones does. */
    static boolean matches(List<String> patterns, String text) {
        boolean matched = false;
        for (String pattern : patterns) {
            boolean negated = pattern.startsWith("!");
            if (matchesPattern(negated ? pattern.substring(1) : pattern, text)) {
                if (negated) {
                    return false;
                }
                matched = true;
            }
        }
        return matched;
    }

    /** Whether a pattern of letters, {@code *} and {@code ?} matches all of a text, whatever the case. */
    static boolean matchesPattern(String pattern, String text) {
        String p = pattern.toLowerCase(Locale.ROOT);
        String t = text.toLowerCase(Locale.ROOT);
        int i = 0;
        int j = 0;
        int star = -1;
        int resume = 0;
        while (j < t.length()) {
            if (i < p.length() && p.charAt(i) == '*') {
                star = i++;
                resume = j;
            } else if (i < p.length() && (p.charAt(i) == '?' || p.charAt(i) == t.charAt(j))) {
                i++;
                j++;
            } else if (star >= 0) {
                i = star + 1;
                j = ++resume;
            } else {
                return false;
            }
        }
        while (i < p.length() && p.charAt(i) == '*') {
            i++;
        }
        return i == p.length();
    }
}
