package org.firewright.agent.deploy;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.firewright.agent.api.Chain;
import org.firewright.agent.api.Place;
import org.firewright.agent.api.Rule;
import org.firewright.agent.api.Ruleset;

/** Whether the jumps of a ruleset lead to chains that are there, and never back to where they came from. */
final class JumpsCheck {
    /** How many jumps the kernel is let follow from a base chain, each counted for every way to it: it follows all of them. */
    private static final int MOST_WAYS = 10_000;

    private static final int CIRCLE = Integer.MAX_VALUE;

    private final Map<String, Chain> regular = new HashMap<>();
    private final Map<String, Integer> depths = new HashMap<>();
    private final Map<String, Long> ways = new HashMap<>();
    private final Set<String> onTheWay = new HashSet<>();

    private JumpsCheck() {}

    /** Notes what is wrong; of chains and rules that are so far known to be whole. */
    static void check(Ruleset ruleset, Place place, Findings findings) {
        if (!findings.problems().isEmpty()) {
            return; // of what is broken otherwise nothing more is asked
        }
        JumpsCheck check = new JumpsCheck();
        ruleset.chains().stream().filter(Chain::isRegular).forEach(chain -> check.regular.put(chain.name(), chain));
        for (Chain chain : ruleset.chains()) {
            for (Rule rule : chain.rules()) {
                findings.require(
                        rule.jump() == null || check.regular.containsKey(rule.jump()),
                        new Place(ruleset.namespace(), rule.number(), rule.name(), 0),
                        "The rule jumps to a chain that is not there, or that has a hook.");
            }
        }
        if (!findings.problems().isEmpty()) {
            return;
        }
        for (Chain chain : ruleset.chains()) {
            int depth = check.depth(chain);
            if (!findings.require(depth != CIRCLE, place, "The rules of " + chain.name() + " jump in a circle.")) {
                return;
            }
            findings.require(
                    chain.isRegular() || depth <= Chain.MOST_JUMPS_WITHIN,
                    place,
                    "From " + chain.name() + " more than " + Chain.MOST_JUMPS_WITHIN
                            + " jumps are within one another.");
            findings.require(
                    check.ways(chain) <= MOST_WAYS,
                    place,
                    "From " + chain.name() + " more than " + MOST_WAYS + " jumps follow one another.");
        }
    }

    private List<Chain> behind(Chain chain) {
        return chain.rules().stream()
                .filter(rule -> rule.jump() != null)
                .map(rule -> regular.get(rule.jump()))
                .toList();
    }

    /** How many jumps are within one another from a chain on, or that they lead back to it. */
    private int depth(Chain chain) {
        Integer known = depths.get(chain.name());
        if (known != null) {
            return known;
        }
        if (!onTheWay.add(chain.name())) {
            return CIRCLE;
        }
        int depth = 0;
        for (Chain next : behind(chain)) {
            int further = depth(next);
            depth = further == CIRCLE ? CIRCLE : Math.max(depth, further + 1);
            if (depth == CIRCLE) {
                break;
            }
        }
        onTheWay.remove(chain.name());
        depths.put(chain.name(), depth);
        return depth;
    }

    private long ways(Chain chain) {
        Long known = ways.get(chain.name());
        if (known == null) {
            known = Math.min(
                    MOST_WAYS + 1L,
                    behind(chain).stream().mapToLong(next -> 1 + ways(next)).sum());
            ways.put(chain.name(), known);
        }
        return known;
    }
}
