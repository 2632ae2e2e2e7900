package org.firewright.analyse;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.firewright.agent.api.AddressRanges;
import org.firewright.iplist.AddressFacts;
import org.firewright.policy.Action;
import org.firewright.policy.Groups;
import org.firewright.policy.Policy;
import org.firewright.simulate.Outcome;
import org.firewright.simulate.RulePlace;
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

    /**
     * What is found of a policy.
     *
     * @param own of its own rules
     * @param inGroups of rules of the groups that it leads to: one entry for each way to a rule, without findings where
     *     there is nothing to find
     */
    record Look(Analysis own, List<AtGroup> inGroups) {}

    /** What is found of a group's rule on one way to it. */
    record AtGroup(RulePlace place, List<Finding> findings) {}

    private PolicyAnalysis(Policy policy, Groups groups, Map<String, AddressRanges> lists) {
        this.policy = policy;
        this.simulator = Simulator.of(policy, groups, lists, AddressFacts.NONE);
        RuleSets sets = new RuleSets();
        this.rules = sets.prepare(policy, groups, lists);
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
     * Analyses a policy that jumps to no group.
     *
     * @param lists contents by name, without the dollar sign; what is not there may hold any address
     */
    public static Analysis of(Policy policy, Map<String, AddressRanges> lists) {
        return look(policy, Groups.NONE, lists).own();
    }

    /** Analyses a policy with the groups that it leads to. */
    static Look look(Policy policy, Groups groups, Map<String, AddressRanges> lists) {
        try {
            return new PolicyAnalysis(policy, groups, lists).analyse();
        } catch (Diagrams.TooIntricate e) {
            Analysis nothing = new Analysis(
                    List.of(),
                    List.of("The rules of " + policy.name()
                            + " are too intricate to be analysed: their conditions overlap in too many ways."));
            // A group's rule of which nothing is known on this way is no finding on others.
            List<AtGroup> reached = groups.reached(List.of(policy)).stream()
                    .flatMap(group -> IntStream.range(0, group.rules().size())
                            .mapToObj(i -> new AtGroup(
                                    new RulePlace(
                                            group.name(), i + 1, group.rules().get(i)),
                                    List.of())))
                    .toList();
            return new Look(nothing, reached);
        }
    }

    private Look analyse() {
        follow();
        List<Finding> own = new ArrayList<>();
        List<AtGroup> inGroups = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            List<Finding> findings = findings(i);
            if (rules.get(i).inGroup()) {
                inGroups.add(new AtGroup(rules.get(i).place(), findings));
            } else {
                own.addAll(findings);
            }
        }
        return new Look(new Analysis(own, undecided(rules)), inGroups);
    }

    private List<Finding> findings(int i) {
        List<Finding> findings = new ArrayList<>();
        Optional<Finding> finding = ofRule(i);
        finding.ifPresent(findings::add);
        List<Finding> atHook = HookCheck.of(policy, rules.get(i));
        findings.addAll(atHook);
        boolean matters = finding.isEmpty() || finding.get().kind() == Finding.Kind.REDUNDANT;
        int alone = space.of(rules.get(i).own());
        checks.get(i).findings(space, alone, matters, simulator).stream()
                .filter(other -> atHook.isEmpty() || other.kind() != Finding.Kind.IDLE_CONDITION) // told with its cause
                .forEach(findings::add);
        return findings;
    }

    /** A sentence for each rule whose conditions no single packet decides. */
    static List<String> undecided(List<RuleSets.Prepared> rules) {
        return rules.stream()
                .filter(rule -> !rule.undecided().isEmpty())
                .map(rule -> "Rule " + rule.number() + " (" + rule.rule().name() + ")"
                        + (rule.inGroup() ? " of " + rule.place().policy() : "") + " may match or not: "
                        + String.join(", ", rule.undecided()) + ".")
                .distinct()
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
        int alone = space.of(rules.get(i).own());
        if (never && diagrams.and(space.world(), alone) != Diagrams.NONE) {
            return Optional.of(finding(
                    Finding.Kind.CONTRADICTION,
                    i,
                    List.of(),
                    "The rule can never match: what it asks for and what the jumps to it ask for never hold together.",
                    "Remove it, or let other packets jump here.",
                    Optional.empty()));
        }
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
            List<RuleSets.Prepared> others = deciders(diagrams.and(space.world(), matching[i]), 0, i);
            return Optional.of(finding(
                    Finding.Kind.SHADOWED,
                    i,
                    others,
                    "The rule can never match: every packet that it asks for is decided before by " + names(others, i)
                            + ".",
                    "Move it up, narrow the earlier rule, or remove it.",
                    Optional.empty()));
        }
        if (conditions && diagrams.minus(space.world(), alone) == Diagrams.NONE) {
            return Optional.of(finding(
                    Finding.Kind.TAUTOLOGY,
                    i,
                    List.of(),
                    "Every packet matches, whatever the conditions say.",
                    "Leave the conditions out if that is meant.",
                    Optional.empty()));
        }
        return rules.get(i).decides() || decidesInside(i) ? redundant(i) : Optional.empty();
    }

    /** Whether the rule is a jump behind which some rule decides. */
    private boolean decidesInside(int i) {
        return IntStream.range(i + 1, behindGroup(i)).anyMatch(j -> rules.get(j).decides());
    }

    /** The place behind a rule and, where it is a jump, behind the rules of its group. */
    private int behindGroup(int i) {
        int depth = rules.get(i).through().size();
        int end = i + 1;
        while (end < rules.size() && rules.get(end).through().size() > depth) {
            end++;
        }
        return end;
    }

    private Optional<Finding> redundant(int i) {
        int end = behindGroup(i);
        int changed = rules.get(i).decides()
                ? diagrams.or(
                        diagrams.and(reaching[i], diagrams.differ(behind[i], verdict(i))),
                        diagrams.and(reaching[i], diagrams.differ(reachedBehind[i], verdict(i))))
                : diagrams.and(reaching[i], diagrams.differ(behind[end - 1], behind[i]));
        if (changed != Diagrams.NONE) {
            return Optional.empty();
        }
        List<RuleSets.Prepared> others = deciders(reaching[i], end, rules.size());
        String then = others.isEmpty() ? "the policy's default" : names(others, i);
        Example packet = ExamplePacket.of(space.dimensions(), space.example(reaching[i]));
        boolean confirmed = rules.get(i).decides() && confirms(packet, rules.get(i));
        return Optional.of(finding(
                Finding.Kind.REDUNDANT,
                i,
                others,
                "Without the " + (rules.get(i).decides() ? "rule" : "jump")
                        + " the same would become of every packet, through " + then + ".",
                "Remove it, unless it is there for its counter.",
                Optional.of(packet.confirmed(confirmed))));
    }

    private int verdict(int i) {
        return verdict(rules.get(i).rule().action());
    }

    /** The rules from one place to another that decide packets, in order, each for what those before it leave. */
    private List<RuleSets.Prepared> deciders(int packets, int from, int to) {
        List<RuleSets.Prepared> deciders = new ArrayList<>();
        int left = packets;
        for (int j = from; j < to && left != Diagrams.NONE; j++) {
            if (reaching[j] != Diagrams.NONE
                    && rules.get(j).decides()
                    && diagrams.and(left, matching[j]) != Diagrams.NONE) {
                deciders.add(rules.get(j));
                left = diagrams.minus(left, matching[j]);
            }
        }
        return deciders;
    }

    private String names(List<RuleSets.Prepared> others, int i) {
        List<String> names = others.stream()
                .map(other -> RuleNames.of(other, rules.get(i).place().policy()))
                .distinct()
                .toList();
        String named = names.stream().limit(NAMED).collect(Collectors.joining(", "));
        int more = names.size() - NAMED;
        return more > 0 ? named + " and " + more + " more" : named;
    }

    /** Their places where the rule stands; of rules of groups those of the jumps to them. */
    private List<Integer> places(List<RuleSets.Prepared> others, int i) {
        String here = rules.get(i).place().policy();
        return others.stream()
                .flatMap(other -> Stream.concat(other.through().stream(), Stream.of(other.place()))
                        .filter(place -> place.policy().equals(here))
                        .limit(1))
                .map(RulePlace::number)
                .distinct()
                .toList();
    }

    /** Whether the simulator lets this rule decide the packet. */
    private boolean confirms(Example packet, RuleSets.Prepared rule) {
        Outcome outcome = simulator.simulate(packet.packet());
        return simulator.problems().isEmpty()
                && outcome.unknown().isEmpty()
                && outcome.decidedBy().equals(Optional.of(rule.place()));
    }

    private Finding finding(
            Finding.Kind kind,
            int i,
            List<RuleSets.Prepared> others,
            String sentence,
            String remedy,
            Optional<Example> example) {
        RuleSets.Prepared rule = rules.get(i);
        return new Finding(
                kind,
                rule.place().policy(),
                rule.number(),
                rule.rule().name(),
                places(others, i),
                Optional.empty(),
                sentence,
                remedy,
                example);
    }

    /** For tests: a packet that each enabled rule decides or counts, by the rule's number; none for those that never do. */
    static Map<Integer, Example> witnesses(Policy policy, Map<String, AddressRanges> lists) {
        PolicyAnalysis analysis = new PolicyAnalysis(policy, Groups.NONE, lists);
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
