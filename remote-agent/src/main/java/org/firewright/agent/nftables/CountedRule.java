package org.firewright.agent.nftables;

import java.util.List;
import org.firewright.agent.api.RuleState;

/**
 * A rule of our table as people know it; what it has counted, {@link RuleFigures} tell.
 *
 * @param id its identity, empty where it was added by hand
 * @param name its comment
 * @param handle of the first of the kernel's rules that it is
 * @param pins paths of the programs that it calls
 */
record CountedRule(String id, String name, String chain, long handle, List<String> pins) {
    RuleState state(long packets, long bytes) {
        return new RuleState(id, name, chain, handle, packets, bytes, pins);
    }
}
