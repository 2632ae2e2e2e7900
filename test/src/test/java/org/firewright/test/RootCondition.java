package org.firewright.test;

import org.firewright.agent.linux.SystemCalls;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Decides for {@link RequiresRoot}. */
final class RootCondition implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return decide(SystemCalls.effectiveUser(), System.getenv("CI"));
    }

    /**
     * Enabled for root, otherwise disabled with the reason.
     *
     * @param user the effective user's number
     * @param ci the environment's CI, may be null
     * @throws IllegalStateException without root in CI, so that a test left out there cannot pass for a test passed
     */
    static ConditionEvaluationResult decide(int user, String ci) {
        if (user == 0) {
            return ConditionEvaluationResult.enabled("running as root");
        }
        if ("true".equalsIgnoreCase(ci)) {
            throw new IllegalStateException("This test needs root, and with CI=true it must not be skipped.");
        }
        return ConditionEvaluationResult.disabled("needs root: run test/run as root to include it");
    }
}
