package org.firewright.compile;

import org.firewright.agent.api.Condition;

/**
 * Where programs are pinned on a host, for people to read. For lists eight more digits follow on the host, which name
 * the program's code and are the agent's business.
 */
final class Pins {
    private static final String FOLDER = "/sys/fs/bpf/firewright/";
    private static final int DIGITS = 16;

    private Pins() {}

    static String path(Condition.Program condition) {
        return FOLDER + "rule-" + condition.program().substring(0, DIGITS);
    }

    static String path(Condition.InList condition) {
        String direction = switch (condition.direction()) {
            case SOURCE -> "src";
            case DESTINATION -> "dst";
        };
        return FOLDER + "list-" + condition.list().substring(0, DIGITS) + "-" + (condition.inverted() ? "not" : "")
                + direction;
    }
}
