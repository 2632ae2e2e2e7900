package org.firewright.analyse;

import org.firewright.agent.api.Hook;
import org.firewright.policy.HookFields;
import org.firewright.policy.Policy;

/**
 * That packets meet a policy elsewhere than before.
 *
 * @param hookBefore where they met it
 * @param priorityBefore among the chains of that hook
 * @param hookAfter where they meet it now
 * @param priorityAfter among the chains of this hook
 */
public record Move(Hook hookBefore, int priorityBefore, Hook hookAfter, int priorityAfter) {
    static Move of(Policy before, Policy after) {
        return new Move(before.hook(), before.priority(), after.hook(), after.priority());
    }

    /** Whether packets come from elsewhere or go elsewhere: those of another hook are other packets. */
    public boolean isOfHook() {
        return hookBefore != hookAfter;
    }

    /** As in {@code input, priority 0}. */
    public String before() {
        return HookFields.word(hookBefore) + ", priority " + priorityBefore;
    }

    /** Likewise. */
    public String after() {
        return HookFields.word(hookAfter) + ", priority " + priorityAfter;
    }

    /** What it means, for people. */
    public String sentence() {
        return isOfHook()
                ? "It moves from " + before() + " to " + after()
                        + ": other packets meet it there. What is told of packets holds for those that met it here and"
                        + " would meet it there."
                : "It moves from " + before() + " to " + after()
                        + ": the same packets meet it earlier or later than what others have at this hook.";
    }
}
