package org.firewright.compile;

import java.util.List;
import java.util.Optional;
import org.firewright.agent.api.Chain;
import org.firewright.agent.api.ListContent;
import org.firewright.agent.api.ProgramContent;
import org.firewright.agent.api.Rule;
import org.firewright.policy.HookFields;
import org.firewright.policy.Policy;
import org.firewright.policy.ProjectProblem;

/**
 * A policy, and what hosts shall enforce for it.
 *
 * @param policy the policy
 * @param rules one for each of its rules, in order
 * @param lists the lists that the rules' conditions name, each once
 * @param programs the eBPF programs that were made for the rules, each once
 * @param problems all that is wrong or doubtful, in the order of the rules
 */
public record Compilation(
        Policy policy,
        List<CompiledRule> rules,
        List<ListContent> lists,
        List<ProgramContent> programs,
        List<ProjectProblem> problems) {
    public Compilation {
        rules = List.copyOf(rules);
        lists = List.copyOf(lists);
        programs = List.copyOf(programs);
        problems = List.copyOf(problems);
    }

    /** Whether it can be deployed: no problem is an error. */
    public boolean deployable() {
        return !ProjectProblem.anyError(problems);
    }

    /** The policy by itself as a table in nft's notation; rules that are not deployed stand there as comments. */
    public String nft() {
        return PolicySet.of(this).nft();
    }

    /** The name of the chain that a policy becomes: its hook, and unless it is 0 its priority, as in {@code input_m300}. */
    public static String chainName(Policy policy) {
        int priority = policy.priority();
        String number = (priority < 0 ? "m" : "") + Math.abs((long) priority);
        return HookFields.word(policy.hook()) + (priority == 0 ? "" : "_" + number);
    }

    /** The chain of the kernel that the policy becomes. */
    Chain chain() {
        List<Rule> wire =
                rules.stream().map(CompiledRule::wire).flatMap(Optional::stream).toList();
        return new Chain(
                chainName(policy), policy.hook(), policy.priority(), Actions.verdict(policy.defaultAction()), wire);
    }
}
