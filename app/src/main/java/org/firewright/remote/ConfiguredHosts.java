package org.firewright.remote;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.firewright.agent.api.ProblemException;

/** The hosts that OpenSSH's client configuration has a name for, to choose from. */
public final class ConfiguredHosts {
    private static final int MAX_INCLUDE_DEPTH = 16; // as in OpenSSH's readconf.c

    private ConfiguredHosts() {}

    /**
     * The plain names of all Host lines, in order, each once; patterns and negations name no host.
     *
     * @throws ProblemException naming file and line when a line cannot be read
     */
    public static List<String> of(SshSettings settings) throws ProblemException {
        Set<String> names = new LinkedHashSet<>();
        for (Path file : settings.configFiles()) {
            read(file, settings.home(), names, 0);
        }
        return new ArrayList<>(names);
    }

    private static void read(Path file, Path home, Set<String> names, int depth) throws ProblemException {
        for (SshConfigLine line : SshConfigLine.read(file)) {
            switch (line.keyword()) {
                case "host" ->
                    line.arguments().stream()
                            .filter(name -> !name.contains("*") && !name.contains("?") && !name.startsWith("!"))
                            .forEach(names::add);
                case "include" -> {
                    if (depth < MAX_INCLUDE_DEPTH) {
                        for (String pattern : line.arguments()) {
                            for (Path included : SshConfigLine.glob(pattern, home)) {
                                read(included, home, names, depth + 1);
                            }
                        }
                    }
                }
                default -> {}
            }
        }
    }
}
