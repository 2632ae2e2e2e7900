package org.firewright.compile;

import java.util.List;
import java.util.Optional;
import org.firewright.agent.api.Chain;
import org.firewright.agent.api.ListContent;
import org.firewright.agent.api.ProgramContent;
import org.firewright.agent.api.Rule;
import org.firewright.policy.Policy;
import org.firewright.policy.ProjectProblem;

/**
 * A policy or group, and what hosts shall enforce for it.
 *
 * @param policy the policy or group
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

    /** It by itself as a table in nft's notation; rules that are not deployed stand there as comments. */
    public String nft() {
        return NftText.table(List.of(this));
    }

    /** The chain of the kernel that the policy or group becomes. */
    Chain chain() {
        List<Rule> wire =
                rules.stream().map(CompiledRule::wire).flatMap(Optional::stream).toList();
        return policy.entry()
                .map(entry -> new Chain(
                        Chains.name(policy),
                        entry.hook(),
                        entry.priority(),
                        Actions.verdict(entry.defaultAction()),
                        wire))
                .orElseGet(() -> Chain.regular(Chains.name(policy), wire));
    }
}
