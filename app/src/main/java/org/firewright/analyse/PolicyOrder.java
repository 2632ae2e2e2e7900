package org.firewright.analyse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.firewright.agent.api.AddressRanges;
import org.firewright.agent.api.Hook;
import org.firewright.policy.Action;
import org.firewright.policy.Groups;
import org.firewright.policy.HookFields;
import org.firewright.policy.Policy;
import org.firewright.policy.Way;

/**
 * Looks at policies as if all were in force in one namespace: in which order packets meet them, and which rules no
 * packet reaches because an earlier policy drops all of those. An earlier accept decides nothing for later policies. It
 * is taken for granted that nothing else in the namespace changes packets on their way: no address translation, no
 * rules that mangle, no tunnels, no source routing.
 */
public final class PolicyOrder {
    private final List<Side> sides;
    private final Passage passage;
    private final Space space;
    private final Diagrams diagrams;

    /** A policy and its enabled rules. */
    private record Side(Policy policy, List<RuleSets.Prepared> rules) {}

    /** What a policy makes of packets: those that pass it, and those that each of its rules decides or counts. */
    private record Fate(int passed, List<Integer> met) {}

    private PolicyOrder(List<Policy> policies, Groups groups, Map<String, AddressRanges> lists) {
        RuleSets sets = new RuleSets();
        this.sides = policies.stream()
                .distinct()
                .map(policy -> new Side(policy, sets.prepare(policy, groups, lists)))
                .toList();
        this.passage = sets.passage();
        this.space = sets.divide();
        this.diagrams = space.diagrams();
    }

    /**
     * Analyses policies together; what is to be said of each alone {@link PolicyAnalysis} says.
     *
     * @param policies in any order
     * @param groups to which their rules may jump
     * @param lists contents by name, without the dollar sign; what is not there may hold any address
     */
    public static Analysis of(List<Policy> policies, Groups groups, Map<String, AddressRanges> lists) {
        try {
            return new PolicyOrder(policies, groups, lists).analyse();
        } catch (Diagrams.TooIntricate e) {
            return new Analysis(
                    List.of(),
                    List.of("The rules are too intricate to be analysed together: their conditions overlap"
                            + " in too many ways."));
        }
    }

    /** A sentence for each way of packets that meets at least one of the policies: which of them, in order. */
    public static List<String> ways(List<Policy> policies) {
        return Arrays.stream(Way.values())
                .map(way -> way.packets() + " meet " + met(way.met(policies)) + ".")
                .toList();
    }

    private static String met(List<Policy> met) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < met.size(); i++) {
            Policy policy = met.get(i);
            boolean alike = i > 0 && policy.meetsWith(met.get(i - 1));
            text.append(i == 0 ? "" : alike ? ", before or after it " : ", then ");
            text.append(
                    policy.name() + " (" + HookFields.word(policy.hook()) + ", priority " + policy.priority() + ")");
        }
        return text.isEmpty() ? "none of them" : text.toString();
    }

    private Analysis analyse() {
        Map<Side, Fate> fates = sides.stream().collect(Collectors.toMap(side -> side, this::fate));
        List<Finding> findings = new ArrayList<>();
        List<String> undecided = new ArrayList<>();
        for (Side side : sides) {
            int arriving = arriving(side, fates);
            for (int i = 0; i < side.rules.size(); i++) {
                int met = fates.get(side).met.get(i);
                boolean own = !side.rules.get(i).inGroup(); // others may be reached by another way
                if (own && met != Diagrams.NONE && diagrams.and(met, arriving) == Diagrams.NONE) {
                    findings.add(finding(side, side.rules.get(i), met, fates));
                }
            }
            PolicyAnalysis.undecided(side.rules)
                    .forEach(sentence -> undecided.add(side.policy.name() + ": " + sentence));
        }
        return new Analysis(findings, undecided);
    }

    private Fate fate(Side side) {
        List<Integer> met = new ArrayList<>();
        int left = space.world();
        int passed = Diagrams.NONE;
        for (RuleSets.Prepared rule : side.rules) {
            int reaching = diagrams.and(space.of(rule.whole()), left);
            met.add(reaching);
            if (rule.decides()) {
                left = diagrams.minus(left, reaching);
                passed = rule.rule().action() == Action.ACCEPT ? diagrams.or(passed, reaching) : passed;
            }
        }
        boolean ends = side.policy.defaultAction() != Action.ACCEPT;
        return new Fate(ends ? passed : diagrams.or(passed, left), met);
    }

    /** All packets that may come to a policy, on whatever way. */
    private int arriving(Side later, Map<Side, Fate> fates) {
        int arriving = Diagrams.NONE;
        for (List<Hook> hooks : Passage.before(later.policy.hook())) {
            int onThisWay = space.world();
            for (Side earlier : sides) {
                if (Passage.isBefore(earlier.policy, later.policy, hooks)) {
                    onThisWay = diagrams.and(
                            onThisWay,
                            passage.arriving(space, earlier.policy, later.policy, fates.get(earlier).passed));
                }
            }
            arriving = diagrams.or(arriving, onThisWay);
        }
        return arriving;
    }

    private Finding finding(Side later, RuleSets.Prepared rule, int met, Map<Side, Fate> fates) {
        String before = sides.stream()
                .filter(earlier -> Passage.before(later.policy.hook()).stream()
                        .anyMatch(hooks -> Passage.isBefore(earlier.policy, later.policy, hooks)))
                .filter(earlier -> diagrams.minus(met, fates.get(earlier).passed) != Diagrams.NONE)
                .map(earlier -> names(earlier, met, fates.get(earlier)))
                .collect(Collectors.joining(" and "));
        return new Finding(
                Finding.Kind.DROPPED_BEFORE,
                later.policy.name(),
                rule.number(),
                rule.rule().name(),
                List.of(),
                Optional.empty(),
                "No packet that the rule asks for gets here: before, " + before + ".",
                "Accept them there, or remove the rule.",
                Optional.empty());
    }

    /** Which rules of an earlier policy drop some of the packets. */
    private String names(Side earlier, int packets, Fate fate) {
        List<String> names = new ArrayList<>();
        int left = packets;
        for (int i = 0; i < earlier.rules.size(); i++) {
            RuleSets.Prepared rule = earlier.rules.get(i);
            int share = diagrams.and(left, fate.met.get(i));
            if (rule.decides()) {
                left = diagrams.minus(left, share);
                if (share != Diagrams.NONE && rule.rule().action() != Action.ACCEPT) {
                    names.add(RuleNames.of(rule, earlier.policy.name()));
                }
            }
        }
        if (left != Diagrams.NONE && earlier.policy.defaultAction() != Action.ACCEPT) {
            names.add("its default");
        }
        return earlier.policy.name() + " drops them by " + String.join(", ", names);
    }
}
