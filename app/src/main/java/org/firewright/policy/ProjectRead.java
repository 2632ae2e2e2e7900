package org.firewright.policy;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What came of reading a project's file.
 *
 * @param project the project; empty as soon as one problem is an error, so that a file with a fault is neither
 *     deployed nor written over
 * @param problems all faults, in the order of the file
 * @param positions where in the file rules and lists stand
 */
public record ProjectRead(Optional<Project> project, List<ProjectProblem> problems, Positions positions) {
    public ProjectRead {
        problems = List.copyOf(problems);
    }

    /**
     * Where things stand in a project's file. It answers for the file as it was read, not for later changes in memory.
     *
     * @param whole the file as a whole
     * @param rules by policy and number, the rule's first line and its expression
     * @param lists by name, the list's line
     * @param policies by name, the policy's line
     * @param targets as {@link Target#text} has them, the target's line
     */
    public record Positions(
            Location.InFile whole,
            Map<String, List<RulePosition>> rules,
            Map<String, Location.InFile> lists,
            Map<String, Location.InFile> policies,
            Map<String, Location.InFile> targets) {
        /** Of a file of which nothing could be read. */
        static Positions none(Location.InFile whole) {
            return new Positions(whole, Map.of(), Map.of(), Map.of(), Map.of());
        }

        /** The place in the file that a place in the project is; the same place where that is not known. */
        public Location inFile(Location location) {
            return switch (location) {
                case Location.InFile file -> file;
                case Location.InList list -> lists.getOrDefault(list.list(), whole);
                case Location.InTarget target -> targets.getOrDefault(target.target(), whole);
                case Location.InRule rule -> ofRule(rule);
            };
        }

        private Location ofRule(Location.InRule rule) {
            List<RulePosition> ofPolicy = rules.getOrDefault(rule.policy(), List.of());
            return rule.number() >= 1 && rule.number() <= ofPolicy.size()
                    ? ofPolicy.get(rule.number() - 1).of(rule)
                    : policies.getOrDefault(rule.policy(), whole);
        }
    }

    /**
     * Where a rule stands.
     *
     * @param start where the rule begins
     * @param when where the text of its expression begins; {@code start} where it has none
     * @param oneLine whether the text stands in one line as it is, so that its columns can be told
     */
    record RulePosition(Location.InFile start, Location.InFile when, boolean oneLine) {
        private Location of(Location.InRule rule) {
            if (rule.line() == 0) {
                return start;
            }
            return oneLine && rule.line() == 1
                    ? new Location.InFile(when.file(), when.line(), when.column() + rule.column() - 1)
                    : when;
        }
    }
}
