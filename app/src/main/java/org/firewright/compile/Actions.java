package org.firewright.compile;

import org.firewright.agent.api.Verdict;
import org.firewright.policy.Action;

/** Actions as the kernel's verdicts. */
final class Actions {
    private Actions() {}

    static Verdict verdict(Action action) {
        return switch (action) {
            case DROP -> Verdict.DROP;
            case ACCEPT -> Verdict.ACCEPT;
            case COUNT -> Verdict.COUNT;
        };
    }
}
