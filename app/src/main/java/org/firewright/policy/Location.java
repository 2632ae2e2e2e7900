package org.firewright.policy;

import java.nio.file.Path;

/** Where in a project something is. */
public sealed interface Location {
    /** As people say it: {@code firewright.yaml:12:7}, or {@code edge, rule 3 (Bad actors), column 12}. */
    String text();

    /**
     * A place in a file.
     *
     * @param file the file
     * @param line from 1 on, 0 for the whole file
     * @param column from 1 on, 0 for the whole line
     */
    record InFile(Path file, int line, int column) implements Location {
        @Override
        public String text() {
            return file + (line > 0 ? ":" + line : "") + (column > 0 ? ":" + column : "");
        }
    }

    /**
     * A place in a rule.
     *
     * @param policy the policy's name
     * @param number the rule's place in the policy from 1 on, 0 for the policy as a whole
     * @param rule the rule's name, empty for the policy as a whole
     * @param offset characters of the rule's expression before the place, -1 for the rule as a whole
     * @param length how many characters it is about; may be 0, as at the end of the text
     * @param line line in the expression from 1 on, 0 for the rule as a whole
     * @param column column in that line from 1 on, 0 for the rule as a whole
     */
    record InRule(String policy, int number, String rule, int offset, int length, int line, int column)
            implements Location {
        /** A policy as a whole. */
        public static InRule policy(String policy) {
            return new InRule(policy, 0, "", -1, 0, 0, 0);
        }

        /** A rule as a whole. */
        public static InRule rule(String policy, int number, String rule) {
            return new InRule(policy, number, rule, -1, 0, 0, 0);
        }

        @Override
        public String text() {
            return policy
                    + (number > 0 ? ", rule " + number + " (" + rule + ")" : "")
                    + (line > 1 ? ", line " + line : "")
                    + (column > 0 ? ", column " + column : "");
        }
    }

    /**
     * A target as a whole.
     *
     * @param target as {@link Target#text} has it
     */
    record InTarget(String target) implements Location {
        @Override
        public String text() {
            return "target " + target;
        }
    }

    /**
     * A list as a whole.
     *
     * @param list its name without the dollar sign
     */
    record InList(String list) implements Location {
        @Override
        public String text() {
            return "list " + list;
        }
    }
}
