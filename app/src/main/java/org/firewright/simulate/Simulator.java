package org.firewright.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.firewright.agent.api.AddressRanges;
import org.firewright.expression.Expression;
import org.firewright.expression.ExpressionError;
import org.firewright.expression.Expressions;
import org.firewright.expression.Parsed;
import org.firewright.expression.Span;
import org.firewright.iplist.AddressFacts;
import org.firewright.policy.Location;
import org.firewright.policy.Policy;
import org.firewright.policy.PolicyRule;
import org.firewright.policy.ProjectProblem;

/** A policy made ready for packets. Never changes; any thread may use it. */
public final class Simulator {
    private final Policy policy;
    private final List<Prepared> rules;
    private final List<ProjectProblem> problems;
    private final Tests tests;
    private final RuleIndex index;

    /** A rule that is on and can be asked; always true without a test. */
    private record Prepared(PolicyRule rule, int number, Optional<Expression> expression, PacketTest test) {}

    private Simulator(Policy policy, List<Prepared> rules, List<ProjectProblem> problems, Tests tests) {
        this.policy = policy;
        this.rules = List.copyOf(rules);
        this.problems = List.copyOf(problems);
        this.tests = tests;
        this.index = RuleIndex.of(rules.stream().map(Prepared::expression).toList());
    }

    /**
     * Prepares a policy. Packets meet it at its hook, so that an interface that none has there is missing whatever is
     * known of the packet. Packets are looked at one by one, so that a rule with a limit meets what its expression says
     * if it takes what stays within, and meets nothing if it takes what goes beyond. Rules that are off take no part; so do those that cannot be simulated, which are among the
     * {@link #problems()}.
     *
     * @param lists contents by name, without the dollar sign
     */
    public static Simulator of(Policy policy, Map<String, AddressRanges> lists) {
        return of(policy, lists, AddressFacts.NONE);
    }

    /** As above, with what is known of addresses beside. */
    public static Simulator of(Policy policy, Map<String, AddressRanges> lists, AddressFacts facts) {
        Tests tests = new Tests(lists, facts, policy.hook());
        List<Prepared> rules = new ArrayList<>();
        List<ProjectProblem> problems = new ArrayList<>();
        int number = 0;
        for (PolicyRule rule : policy.rules()) {
            number++;
            if (!rule.enabled()) {
                continue;
            }
            // A packet that comes alone stays within every limit.
            boolean beyond = rule.limit().isPresent() && rule.limit().get().over();
            if (rule.when().isBlank()) {
                rules.add(new Prepared(rule, number, Optional.empty(), packet -> !beyond));
                continue;
            }
            switch (Expressions.parse(rule.when(), policy.variables())) {
                case Parsed.Invalid(List<ExpressionError> errors) -> {
                    ExpressionError first = errors.getFirst();
                    problems.add(problem(policy, rule, number, first.span(), first.sentence(), first.remedy()));
                }
                case Parsed.Valid(Expression expression) -> {
                    try {
                        PacketTest test = tests.of(expression);
                        rules.add(new Prepared(rule, number, Optional.of(expression), beyond ? packet -> false : test));
                    } catch (NotSimulated e) {
                        problems.add(problem(policy, rule, number, e.span(), e.getMessage(), ""));
                    }
                }
            }
        }
        return new Simulator(policy, rules, problems, tests);
    }

    /** Rules that take no part although they are on, and why. Where there are any, outcomes may be others in truth. */
    public List<ProjectProblem> problems() {
        return problems;
    }

    /** What the policy does with a packet. */
    public Outcome simulate(Packet packet) {
        List<PolicyRule> counted = List.of();
        RuleIndex.Candidates candidates = index.candidates(packet);
        for (int i = candidates.next(0); i >= 0; i = candidates.next(i + 1)) {
            Prepared prepared = rules.get(i);
            if (!prepared.test.holds(packet)) {
                continue;
            }
            if (prepared.rule.decides()) {
                return new Outcome(prepared.rule.action(), Optional.of(prepared.rule), counted);
            }
            counted = counted.isEmpty() ? new ArrayList<>() : counted;
            counted.add(prepared.rule);
        }
        return new Outcome(policy.defaultAction(), Optional.empty(), counted);
    }

    /** How each rule that takes part looks at a packet, also those behind the one that decides. */
    public List<Trace> trace(Packet packet) {
        List<Trace> traces = new ArrayList<>();
        boolean reached = true;
        for (Prepared prepared : rules) {
            boolean holds = prepared.test.holds(packet);
            List<Trace.Seen> seen = new ArrayList<>();
            prepared.expression.ifPresent(expression -> Sight.collect(expression, packet, tests, seen));
            traces.add(new Trace(prepared.rule, prepared.number, holds, reached, seen));
            reached &= !holds || !prepared.rule.decides();
        }
        return traces;
    }

    private static ProjectProblem problem(
            Policy policy, PolicyRule rule, int number, Span span, String sentence, String remedy) {
        Location location = new Location.InRule(
                policy.name(), number, rule.name(), span.offset(), span.length(), span.line(), span.column());
        return ProjectProblem.error(location, sentence, remedy);
    }
}
