package org.firewright.agent.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.firewright.agent.api.Chain;
import org.firewright.agent.api.Rule;
import org.firewright.agent.api.RuleState;
import org.firewright.agent.api.Ruleset;
import org.firewright.agent.nftables.TableState;

/** Whether a namespace enforces a ruleset already, so that nothing need be sent and counters go on. */
final class InStep {
    private InStep() {}

    /**
     * Compares what was deployed by digest, and then, since somebody may have taken rules out or put some in by hand,
     * the rules of each chain by order, identity and pins. In which order the kernel has the chains means nothing.
     */
    static boolean holds(Ruleset ruleset, TableState state, Host host) {
        return state.stamp() != null
                && state.stamp().digest().equals(ruleset.digest())
                && byChain(wanted(ruleset, host)).equals(byChain(present(state.rules())));
    }

    private static Map<String, List<Line>> byChain(List<Line> lines) {
        return lines.stream().collect(Collectors.groupingBy(Line::chain));
    }

    private record Line(String chain, String id, List<String> pins) {}

    private static List<Line> wanted(Ruleset ruleset, Host host) {
        List<Line> lines = new ArrayList<>();
        for (Chain chain : ruleset.chains()) {
            for (Rule rule : chain.rules()) {
                List<String> pins = rule.conditions().stream()
                        .filter(Host::isPinned)
                        .map(host::pin)
                        .toList();
                lines.add(new Line(chain.name(), rule.id(), pins));
            }
        }
        return lines;
    }

    private static List<Line> present(List<RuleState> rules) {
        return rules.stream()
                .map(rule -> new Line(rule.chain(), rule.id(), rule.pins()))
                .toList();
    }
}
