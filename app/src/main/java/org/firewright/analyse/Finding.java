package org.firewright.analyse;

import java.util.List;
import java.util.Optional;
import org.firewright.expression.Span;
import org.firewright.policy.Location;
import org.firewright.policy.ProjectProblem;

/**
 * Something about a rule that may not be as it was meant.
 *
 * @param kind what it is
 * @param policy the policy's name
 * @param number the rule's place in its policy, from 1 on
 * @param rule the rule's name
 * @param others places of the rules that bring it about, in order; may be empty
 * @param span the part of the rule's expression that it is about; empty for the rule as a whole
 * @param sentence what it is, for people
 * @param remedy what to do about it; may be empty
 * @param example a packet that shows it; empty where it is that there is no such packet
 */
public record Finding(
        Kind kind,
        String policy,
        int number,
        String rule,
        List<Integer> others,
        Optional<Span> span,
        String sentence,
        String remedy,
        Optional<Example> example) {
    public Finding {
        others = List.copyOf(others);
    }

    /** Kinds of findings. */
    public enum Kind {
        /** No packet can match. */
        CONTRADICTION,
        /** Every packet matches although the rule has conditions. */
        TAUTOLOGY,
        /** Earlier rules decide every packet that matches. */
        SHADOWED,
        /** Without the rule every packet would meet the same end. */
        REDUNDANT,
        /** A condition that could be left out. */
        IDLE_CONDITION,
        /** A negated condition that also holds for packets of other protocols. */
        OTHER_PROTOCOLS,
        /** A condition on something that no packet has at the policy's hook. */
        NOT_AT_HOOK,
        /** A condition on a packet's connection where none is tracked yet. */
        BEFORE_TRACKING,
        /** Policies that packets meet before drop every packet that the rule would decide. */
        DROPPED_BEFORE
    }

    /** As a warning at the rule's row. */
    public ProjectProblem problem() {
        Location.InRule rulePlace = Location.InRule.rule(policy, number, rule);
        Location place = span.<Location>map(part -> new Location.InRule(
                        policy, number, rule, part.offset(), part.length(), part.line(), part.column()))
                .orElse(rulePlace);
        return ProjectProblem.warning(place, sentence, remedy);
    }
}
