package org.firewright.analyse;

import java.util.Optional;
import org.firewright.policy.Action;
import org.firewright.simulate.RulePlace;

/**
 * Packets that meet one end under one policy and another end under another.
 *
 * @param before what became of them
 * @param ruleBefore the rule that decided it; empty for the policy's default
 * @param after what becomes of them now
 * @param ruleAfter the rule that decides it; empty for the policy's default
 * @param packets which packets, as an expression; some of them where there are more than can be told in one
 * @param whole whether the expression tells all of them
 * @param example one of them
 */
public record Change(
        Action before,
        Optional<RulePlace> ruleBefore,
        Action after,
        Optional<RulePlace> ruleAfter,
        String packets,
        boolean whole,
        Example example) {}
