package org.firewright.compile;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.firewright.agent.api.Condition;
import org.firewright.agent.api.Feature;
import org.firewright.agent.api.Rule;
import org.firewright.policy.PolicyRule;

/**
 * A rule, and what became of it.
 *
 * @param source the rule as a person wrote it
 * @param number its place in the policy from 1 on
 * @param wire what the kernel gets; empty for a rule that is off, can never match, or has an error
 * @param nft the same in nft's notation, a line for each rule of the kernel; empty where {@code wire} is
 * @param explanation sentences: what runs natively, what in eBPF, and why
 */
public record CompiledRule(PolicyRule source, int number, Optional<Rule> wire, String nft, List<String> explanation) {
    private static final Set<String> TABLES = Set.of(Feature.NF_TABLES);
    private static final Set<String> PROGRAMS = Set.of(Feature.NF_TABLES, Feature.XT_BPF, Feature.BPFFS, Feature.BPF);

    public CompiledRule {
        explanation = List.copyOf(explanation);
    }

    /** How many of its conditions nftables evaluates itself. */
    public int nativeConditions() {
        return count(Condition.Match.class) + count(Condition.Masked.class) + count(Condition.Rate.class);
    }

    /** How many of its conditions an eBPF program evaluates. */
    public int ebpfConditions() {
        return count(Condition.InList.class) + count(Condition.Program.class);
    }

    /** What a host must be able to do to enforce it, by the names of {@link Feature}; nothing where it is not deployed. */
    public Set<String> needs() {
        return wire.isEmpty() ? Set.of() : ebpfConditions() == 0 ? TABLES : PROGRAMS;
    }

    private int count(Class<? extends Condition> kind) {
        return (int) wire.map(Rule::conditions).orElse(List.of()).stream()
                .filter(kind::isInstance)
                .count();
    }
}
