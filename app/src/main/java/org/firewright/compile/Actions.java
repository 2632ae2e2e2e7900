package org.firewright.compile;

import org.firewright.agent.api.Limit;
import org.firewright.agent.api.Verdict;
import org.firewright.policy.Action;
import org.firewright.policy.PolicyRule;
import org.firewright.policy.RateLimit;

/** What rules do, as the kernel's verdicts. */
final class Actions {
    private Actions() {}

    static Verdict verdict(Action action) {
        return switch (action) {
            case DROP -> Verdict.DROP;
            case ACCEPT -> Verdict.ACCEPT;
            case REJECT -> Verdict.REJECT;
            case COUNT, LOG -> Verdict.COUNT;
            case JUMP -> Verdict.JUMP;
        };
    }

    /** Of a rule that only observes, whatever its action is, packets go on. */
    static Verdict verdict(PolicyRule rule) {
        return rule.observe() ? Verdict.COUNT : verdict(rule.action());
    }

    /** The chain that a rule jumps to, null where it does not jump. */
    static String jump(PolicyRule rule) {
        return verdict(rule) == Verdict.JUMP ? Chains.group(rule.to()) : null;
    }

    static boolean logs(PolicyRule rule) {
        return rule.log() || rule.action() == Action.LOG;
    }

    /** The rule's limit, null where it has none. */
    static Limit limit(PolicyRule rule) {
        return rule.limit().map(Actions::limit).orElse(null);
    }

    private static Limit limit(RateLimit limit) {
        return new Limit(
                limit.over(),
                limit.amount(),
                limit.unit() == RateLimit.Unit.BYTES,
                limit.period().seconds(),
                limit.effectiveBurst());
    }
}
