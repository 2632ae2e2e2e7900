package org.firewright.test.conformance;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.firewright.agent.api.ProblemException;
import org.firewright.expression.Expression;
import org.firewright.expression.Expressions;
import org.firewright.expression.Parsed;
import org.firewright.policy.Policy;
import org.firewright.policy.PolicyRule;

/** From a case in which two differ to the smallest one that was found from there. */
final class Shrinking {
    private final KernelComparison kernel;

    Shrinking(KernelComparison kernel) {
        this.kernel = kernel;
    }

    KernelComparison.Difference smallest(KernelComparison.Difference difference) throws IOException, ProblemException {
        KernelComparison.Difference smallest = difference;
        for (byte[] packet : difference.packets()) {
            Optional<KernelComparison.Difference> alone = kernel.compare(difference.policies(), List.of(packet));
            if (alone.isPresent()) {
                smallest = alone.get();
                break;
            }
        }
        while (true) {
            Optional<KernelComparison.Difference> smaller = Optional.empty();
            for (List<Policy> policies : smaller(smallest.policies())) {
                smaller = kernel.compare(policies, smallest.packets());
                if (smaller.isPresent()) {
                    break;
                }
            }
            if (smaller.isEmpty()) {
                return smallest;
            }
            smallest = smaller.get();
        }
    }

    /** Without one of the policies, and with one that is smaller; the first one stays, as it counts all packets. */
    private static List<List<Policy>> smaller(List<Policy> policies) {
        List<List<Policy>> smaller = new ArrayList<>();
        for (int i = 0; i < policies.size(); i++) {
            if (i > 0) {
                List<Policy> fewer = new ArrayList<>(policies);
                Policy gone = fewer.remove(i);
                fewer.replaceAll(policy -> with(
                        policy,
                        policy.rules().stream()
                                .filter(rule -> !rule.to().equals(gone.name()))
                                .toList()));
                smaller.add(fewer);
            }
            for (Policy policy : smaller(policies.get(i))) {
                List<Policy> simpler = new ArrayList<>(policies);
                simpler.set(i, policy);
                smaller.add(simpler);
            }
        }
        return smaller;
    }

    /** Policies with a rule less, or with a part of an expression in the place of the whole. */
    private static List<Policy> smaller(Policy policy) {
        List<Policy> smaller = new ArrayList<>();
        int counting = policy.rules().stream().anyMatch(rule -> rule.name().equals(PolicyGenerator.ALL)) ? 1 : 0;
        for (int i = counting; i < policy.rules().size(); i++) {
            List<PolicyRule> fewer = new ArrayList<>(policy.rules());
            PolicyRule rule = fewer.remove(i);
            smaller.add(with(policy, fewer));
            if (!rule.when().isBlank() && Expressions.parse(rule.when()) instanceof Parsed.Valid(Expression whole)) {
                for (Expression part : parts(whole)) {
                    List<PolicyRule> simpler = new ArrayList<>(policy.rules());
                    simpler.set(i, rule.withWhen(Expressions.print(part)));
                    smaller.add(with(policy, simpler));
                }
            }
        }
        return smaller;
    }

    private static List<Expression> parts(Expression whole) {
        return switch (whole) {
            case Expression.Not not -> List.of(not.inner());
            case Expression.Combination combination -> {
                List<Expression> parts = new ArrayList<>(combination.parts());
                for (int i = 0;
                        i < combination.parts().size() && combination.parts().size() > 2;
                        i++) {
                    List<Expression> fewer = new ArrayList<>(combination.parts());
                    fewer.remove(i);
                    parts.add(new Expression.Combination(combination.logic(), fewer, combination.span()));
                }
                for (int i = 0; i < combination.parts().size(); i++) {
                    for (Expression part : parts(combination.parts().get(i))) {
                        List<Expression> simpler = new ArrayList<>(combination.parts());
                        simpler.set(i, part);
                        parts.add(new Expression.Combination(combination.logic(), simpler, combination.span()));
                    }
                }
                yield parts;
            }
            default -> List.of();
        };
    }

    private static Policy with(Policy policy, List<PolicyRule> rules) {
        return policy.withRules(rules);
    }
}
