package org.firewright.test;

import org.firewright.agent.api.ProblemException;
import org.firewright.agent.api.Ruleset;
import org.firewright.agent.api.Stamp;
import org.firewright.agent.nftables.NamespaceRules;
import org.firewright.agent.nftables.RulesetEncoder;

/** Our rules in a scratch namespace, which is removed when this is closed. */
public record ScratchRules(ScratchNamespace namespace, NamespaceRules rules) implements AutoCloseable {
    /** Makes a namespace, of this area as {@link ScratchNamespace#make} has it, without rules. */
    public static ScratchRules make(String area) {
        ScratchNamespace namespace = ScratchNamespace.make(area);
        try {
            return new ScratchRules(namespace, NamespaceRules.open(namespace.name(), namespace.file()));
        } catch (ProblemException e) {
            namespace.close();
            throw new AssertionError(e);
        }
    }

    /** Puts rules without lists in force; what stays of those that are counts on. */
    public void deploy(Ruleset ruleset, Stamp stamp) throws ProblemException {
        rules.commit(RulesetEncoder.update(ruleset, stamp, list -> "", rules.own()), rules.generation());
    }

    @Override
    public void close() {
        rules.close();
        namespace.close();
    }
}
