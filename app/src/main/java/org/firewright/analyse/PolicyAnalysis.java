package org.firewright.analyse;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.firewright.agent.api.AddressRanges;
import org.firewright.policy.Action;
import org.firewright.policy.Policy;
import org.firewright.simulate.Outcome;
import org.firewright.simulate.Simulator;

/** Looks at every rule of a policy in the light of the others. */
public final class PolicyAnalysis {
    private static final int NAMED = 3;

    private final Policy policy;
    private final Simulator simulator;
    private final Space space;
    private final Diagrams diagrams;
    private final List<RuleSets.Prepared> rules;
    private final List<ConditionCheck> checks;

    /** Packets that match, by rule; also such as there are none of. */
    private final int[] matching;
    /** Packets that match and that no earlier rule decides, by rule. */
    private final int[] reaching;
    /** What becomes of each packet that gets as far as behind a rule, by rule. */
    private final int[] behind;
    /** The same without the rules that nothing reaches: they are findings themselves, and no reason for others. */
    private final int[] reachedBehind;

    private PolicyAnalysis(Policy policy, Map<String, AddressRanges> lists) {
        this.policy = policy;
        this.simulator = Simulator.of(policy, lists);
        RuleSets sets = new RuleSets();
        this.rules = sets.prepare(policy, lists);
        this.checks = rules.stream()
                .map(rule -> ConditionCheck.prepare(policy, rule, sets, lists))
                .toList();
        this.space = sets.divide();
        this.diagrams = space.diagrams();
        this.matching = rules.stream().mapToInt(rule -> space.of(rule.whole())).toArray();
        this.reaching = new int[rules.size()];
        this.behind = new int[rules.size()];
        this.reachedBehind = new int[rules.size()];
    }

    /**
     * Analyses a policy.
     *
     * @param lists contents by name, without the dollar sign; what is not there may hold any address
     */
    public static Analysis of(Policy policy, Map<String, AddressRanges> lists) {
        try {
            return new PolicyAnalysis(policy, lists).analyse();
        } catch (Diagrams.TooIntricate e) {
            return new Analysis(
                    List.of(),
                    List.of("The rules of " + policy.name()
                            + " are too intricate to be analysed: their conditions overlap in too many ways."));
        }
    }

    private Analysis analyse() {
        follow();
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            Optional<Finding> finding = ofRule(i);
            finding.ifPresent(findings::add);
            List<Finding> atHook = HookCheck.of(policy, rules.get(i));
            findings.addAll(atHook);
            boolean matters = finding.isEmpty() || finding.get().kind() == Finding.Kind.REDUNDANT;
            checks.get(i).findings(space, matching[i], matters, simulator).stream()
                    .filter(other ->
                            atHook.isEmpty() || other.kind() != Finding.Kind.IDLE_CONDITION) // told with its cause
                    .forEach(findings::add);
        }
        return new Analysis(findings, undecided(rules));
    }

    /** A sentence for each rule whose conditions no single packet decides. */
    static List<String> undecided(List<RuleSets.Prepared> rules) {
        return rules.stream()
                .filter(rule -> !rule.undecided().isEmpty())
                .map(rule -> "Rule " + rule.number() + " (" + rule.rule().name() + ") may match or not: "
                        + String.join(", ", rule.undecided()) + ".")
                .toList();
    }

    /** Forwards what reaches each rule, backwards what would happen behind it. */
    private void follow() {
        int left = space.world();
        for (int i = 0; i < rules.size(); i++) {
            reaching[i] = diagrams.and(matching[i], left);
            left = rules.get(i).decides() ? diagrams.minus(left, matching[i]) : left;
        }
        int end = verdict(policy.defaultAction());
        int endOfReached = end;
        for (int i = rules.size() - 1; i >= 0; i--) {
            behind[i] = end;
            reachedBehind[i] = endOfReached;
            RuleSets.Prepared rule = rules.get(i);
            if (rule.decides()) {
                int verdict = verdict(rule.rule().action());
                end = diagrams.choose(matching[i], verdict, end);
                boolean reached = reaching[i] != Diagrams.NONE;
                endOfReached = reached ? diagrams.choose(matching[i], verdict, endOfReached) : endOfReached;
            }
        }
    }

    static int verdict(Action action) {
        return List.of(Action.values()).indexOf(action);
    }

    private Optional<Finding> ofRule(int i) {
        boolean conditions = rules.get(i).expression().isPresent();
        boolean never = reaching[i] == Diagrams.NONE && diagrams.and(space.world(), matching[i]) == Diagrams.NONE;
        if (never) {
            return Optional.of(finding(
                    Finding.Kind.CONTRADICTION,
                    i,
                    List.of(),
                    "No packet can match.",
                    checks.get(i).whyNever(space),
                    Optional.empty()));
        }
        if (reaching[i] == Diagrams.NONE) {
            List<Integer> others = deciders(diagrams.and(space.world(), matching[i]), 0, i);
            return Optional.of(finding(
                    Finding.Kind.SHADOWED,
                    i,
                    others,
                    "The rule can never match: every packet that it asks for is decided before by " + names(others)
                            + ".",
                    "Move it up, narrow the earlier rule, or remove it.",
                    Optional.empty()));
        }
        if (conditions && diagrams.minus(space.world(), matching[i]) == Diagrams.NONE) {
            return Optional.of(finding(
                    Finding.Kind.TAUTOLOGY,
                    i,
                    List.of(),
                    "Every packet matches, whatever the conditions say.",
                    "Leave the conditions out if that is meant.",
                    Optional.empty()));
        }
        return rules.get(i).decides() ? redundant(i) : Optional.empty();
    }

    private Optional<Finding> redundant(int i) {
        int verdict = verdict(rules.get(i).rule().action());
        int changed = diagrams.or(
                diagrams.and(reaching[i], diagrams.differ(behind[i], verdict)),
                diagrams.and(reaching[i], diagrams.differ(reachedBehind[i], verdict)));
        if (changed != Diagrams.NONE) {
            return Optional.empty();
        }
        List<Integer> others = deciders(reaching[i], i + 1, rules.size());
        String then = others.isEmpty() ? "the policy's default" : names(others);
        Example packet = ExamplePacket.of(space.dimensions(), space.example(reaching[i]));
        return Optional.of(finding(
                Finding.Kind.REDUNDANT,
                i,
                others,
                "Without the rule the same would become of every packet, through " + then + ".",
                "Remove it, unless it is there for its counter.",
                Optional.of(packet.confirmed(confirms(packet, rules.get(i))))));
    }

    /** The rules from one place to another that decide packets, in order, each for what those before it leave. */
    private List<Integer> deciders(int packets, int from, int to) {
        List<Integer> deciders = new ArrayList<>();
        int left = packets;
        for (int j = from; j < to && left != Diagrams.NONE; j++) {
            if (reaching[j] != Diagrams.NONE
                    && rules.get(j).decides()
                    && diagrams.and(left, matching[j]) != Diagrams.NONE) {
                deciders.add(rules.get(j).number());
                left = diagrams.minus(left, matching[j]);
            }
        }
        return deciders;
    }

    private String names(List<Integer> numbers) {
        String named = numbers.stream()
                .limit(NAMED)
                .map(number ->
                        "rule " + number + " (" + policy.rules().get(number - 1).name() + ")")
                .collect(Collectors.joining(", "));
        int more = numbers.size() - NAMED;
        return more > 0 ? named + " and " + more + " more" : named;
    }

    /** Whether the simulator lets this rule decide the packet. */
    private boolean confirms(Example packet, RuleSets.Prepared rule) {
        Outcome outcome = simulator.simulate(packet.packet());
        return simulator.problems().isEmpty()
                && outcome.unknown().isEmpty()
                && outcome.decidedBy().equals(Optional.of(rule.rule()));
    }

    private Finding finding(
            Finding.Kind kind, int i, List<Integer> others, String sentence, String remedy, Optional<Example> example) {
        RuleSets.Prepared rule = rules.get(i);
        return new Finding(
                kind,
                policy.name(),
                rule.number(),
                rule.rule().name(),
                others,
                Optional.empty(),
                sentence,
                remedy,
                example);
    }

    /** For tests: a packet that each enabled rule decides or counts, by the rule's number; none for those that never do. */
    static Map<Integer, Example> witnesses(Policy policy, Map<String, AddressRanges> lists) {
        PolicyAnalysis analysis = new PolicyAnalysis(policy, lists);
        analysis.follow();
        Map<Integer, Example> witnesses = new TreeMap<>();
        for (int i = 0; i < analysis.rules.size(); i++) {
            if (analysis.reaching[i] != Diagrams.NONE) {
                witnesses.put(
                        analysis.rules.get(i).number(),
                        ExamplePacket.of(analysis.space.dimensions(), analysis.space.example(analysis.reaching[i])));
            }
        }
        return witnesses;
    }
}
