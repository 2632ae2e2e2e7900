package org.firewright.simulate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.firewright.agent.api.AddressRanges;
import org.firewright.iplist.AddressFacts;
import org.firewright.policy.Groups;
import org.firewright.policy.Policy;
import org.firewright.policy.PolicyRule;
import org.firewright.policy.ProjectProblem;

/** A policy made ready for packets, with the groups that it leads to. Never changes; any thread may use it. */
public final class Simulator {
    private final Policy policy;
    private final PreparedRules rules;
    private final Map<String, PreparedRules> groups = new HashMap<>();
    private final List<ProjectProblem> problems = new ArrayList<>();
    private final Tests tests;

    /** What is known of a rule whose other conditions a packet meets. */
    enum Answer {
        YES,
        NO,
        /** It depends on packets before. */
        UNKNOWN
    }

    /** Tells it. */
    interface Answers {
        Answer of(PreparedRule rule);
    }

    private Simulator(Policy policy, Groups all, Map<String, AddressRanges> lists, AddressFacts facts) {
        this.policy = policy;
        this.tests = new Tests(lists, facts, policy.hook());
        this.rules = PreparedRules.of(policy, all, tests, problems);
        // A group's rules, too, see packets as they are at the policy's hook.
        all.reached(List.of(policy))
                .forEach(group -> groups.put(group.name(), PreparedRules.of(group, all, tests, problems)));
    }

    /** Prepares a policy that jumps to no group. */
    public static Simulator of(Policy policy, Map<String, AddressRanges> lists) {
        return of(policy, Groups.NONE, lists, AddressFacts.NONE);
    }

    /**
     * Prepares a policy. Packets meet it at its hook, so that an interface that none has there is missing whatever is
     * known of the packet. Rules that are off take no part; so do those that cannot be simulated, which are among the
     * {@link #problems()}.
     *
     * @param policy no group
     * @param groups to which rules may jump
     * @param lists contents by name, without the dollar sign
     * @param facts what is known of addresses beside
     */
    public static Simulator of(Policy policy, Groups groups, Map<String, AddressRanges> lists, AddressFacts facts) {
        return new Simulator(policy, groups, lists, facts);
    }

    /** The policy. */
    public Policy policy() {
        return policy;
    }

    /** Rules that take no part although they are on, and why. Where there are any, outcomes may be others in truth. */
    public List<ProjectProblem> problems() {
        return List.copyOf(problems);
    }

    /**
     * What the policy does with a packet that is looked at by itself. It stays within every limit; whether it is beyond a
     * rate is not known, so that rules with one are among {@link Outcome#unknown}.
     */
    public Outcome simulate(Packet packet) {
        return simulate(packet, Simulator::alone);
    }

    /** The policy as it meets packets one behind the other, from its beginning on. */
    public History history() {
        return new History(this, new Memory());
    }

    private static Answer alone(PreparedRule rule) {
        boolean beyond =
                rule.rule().limit().isPresent() && rule.rule().limit().get().over();
        return beyond ? Answer.NO : rule.rates().isEmpty() ? Answer.YES : Answer.UNKNOWN;
    }

    Outcome simulate(Packet packet, Answers answers) {
        Walk walk = new Walk(packet, answers);
        RulePlace decider = walk.decider(rules);
        return decider == null
                ? new Outcome(policy.defaultAction(), Optional.empty(), List.of(), walk.counted, walk.unknown)
                : new Outcome(decider.rule().action(), Optional.of(decider), walk.through, walk.counted, walk.unknown);
    }

    /** A packet on its way through the rules. Most meet no rule that counts, so that there is a list only for those that do. */
    private final class Walk {
        private final Packet packet;
        private final Answers answers;
        private List<RulePlace> through = List.of();
        private List<RulePlace> counted = List.of();
        private List<RulePlace> unknown = List.of();

        Walk(Packet packet, Answers answers) {
            this.packet = packet;
            this.answers = answers;
        }

        /** The first rule that decides; null where none does. */
        RulePlace decider(PreparedRules among) {
            RuleIndex.Candidates candidates = among.index().candidates(packet);
            for (int i = candidates.next(0); i >= 0; i = candidates.next(i + 1)) {
                PreparedRule rule = among.rules().get(i);
                if (!rule.test().holds(packet)) {
                    continue;
                }
                switch (answers.of(rule)) {
                    case NO -> {}
                    case UNKNOWN -> unknown = with(unknown, rule);
                    case YES -> {
                        if (rule.rule().decides()) {
                            return rule.place();
                        }
                        counted = with(counted, rule);
                        RulePlace inside = rule.rule().jumps() ? inGroup(rule) : null;
                        if (inside != null) {
                            return inside;
                        }
                    }
                }
            }
            return null;
        }

        private RulePlace inGroup(PreparedRule jump) {
            through = with(through, jump);
            RulePlace decider = decider(groups.get(jump.rule().to()));
            if (decider == null) {
                through.removeLast();
            }
            return decider;
        }

        private static List<RulePlace> with(List<RulePlace> places, PreparedRule another) {
            List<RulePlace> all = places.isEmpty() ? new ArrayList<>() : places;
            all.add(another.place());
            return all;
        }
    }

    /**
     * How each rule that takes part looks at a packet by itself, also those behind the one that decides; rules of a group
     * where the packet comes to them.
     */
    public List<Trace> trace(Packet packet) {
        return new Tracing(packet).traces(rules);
    }

    private final class Tracing {
        private final Packet packet;
        private boolean reached = true;

        Tracing(Packet packet) {
            this.packet = packet;
        }

        List<Trace> traces(PreparedRules among) {
            List<Trace> traces = new ArrayList<>();
            for (PreparedRule rule : among.rules()) {
                PolicyRule source = rule.rule();
                Answer answer = rule.test().holds(packet) ? alone(rule) : Answer.NO;
                List<Trace.Seen> seen = new ArrayList<>();
                rule.expression().ifPresent(expression -> Sight.collect(expression, packet, tests, seen));
                boolean holds = answer == Answer.YES;
                boolean here = reached;
                List<Trace> inside = here && holds && source.jumps() ? traces(groups.get(source.to())) : List.of();
                traces.add(
                        new Trace(source, rule.place().number(), holds, answer != Answer.UNKNOWN, here, seen, inside));
                reached &= !holds || !source.decides();
            }
            return traces;
        }
    }
}
