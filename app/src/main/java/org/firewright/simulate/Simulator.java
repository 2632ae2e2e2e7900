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
    private final List<PreparedRule> rules;
    private final List<ProjectProblem> problems;
    private final Tests tests;
    private final RuleIndex index;

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

    private Simulator(Policy policy, List<PreparedRule> rules, List<ProjectProblem> problems, Tests tests) {
        this.policy = policy;
        this.rules = List.copyOf(rules);
        this.problems = List.copyOf(problems);
        this.tests = tests;
        this.index = RuleIndex.of(rules.stream().map(PreparedRule::expression).toList());
    }

    /**
     * Prepares a policy. Packets meet it at its hook, so that an interface that none has there is missing whatever is
     * known of the packet. Rules that are off take no part; so do those that cannot be simulated, which are among the
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
        List<PreparedRule> rules = new ArrayList<>();
        List<ProjectProblem> problems = new ArrayList<>();
        int number = 0;
        for (PolicyRule rule : policy.rules()) {
            number++;
            if (!rule.enabled()) {
                continue;
            }
            if (rule.when().isBlank()) {
                rules.add(PreparedRule.always(rule, number));
                continue;
            }
            switch (Expressions.parse(rule.when(), policy.variables())) {
                case Parsed.Invalid(List<ExpressionError> errors) -> {
                    ExpressionError first = errors.getFirst();
                    problems.add(problem(policy, rule, number, first.span(), first.sentence(), first.remedy()));
                }
                case Parsed.Valid(Expression expression) -> {
                    try {
                        rules.add(PreparedRule.of(rule, number, expression, tests));
                    } catch (NotSimulated e) {
                        problems.add(problem(policy, rule, number, e.span(), e.getMessage(), ""));
                    }
                }
            }
        }
        return new Simulator(policy, rules, problems, tests);
    }

    /** The policy. */
    public Policy policy() {
        return policy;
    }

    /** Rules that take no part although they are on, and why. Where there are any, outcomes may be others in truth. */
    public List<ProjectProblem> problems() {
        return problems;
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
        return new History(this);
    }

    private static Answer alone(PreparedRule rule) {
        boolean beyond =
                rule.rule().limit().isPresent() && rule.rule().limit().get().over();
        return beyond ? Answer.NO : rule.rates().isEmpty() ? Answer.YES : Answer.UNKNOWN;
    }

    Outcome simulate(Packet packet, Answers answers) {
        List<PolicyRule> counted = List.of();
        List<PolicyRule> unknown = List.of();
        RuleIndex.Candidates candidates = index.candidates(packet);
        for (int i = candidates.next(0); i >= 0; i = candidates.next(i + 1)) {
            PreparedRule rule = rules.get(i);
            if (!rule.test().holds(packet)) {
                continue;
            }
            switch (answers.of(rule)) {
                case NO -> {}
                case UNKNOWN -> unknown = with(unknown, rule);
                case YES -> {
                    if (rule.rule().decides()) {
                        return new Outcome(rule.rule().action(), Optional.of(rule.rule()), counted, unknown);
                    }
                    counted = with(counted, rule);
                }
            }
        }
        return new Outcome(policy.defaultAction(), Optional.empty(), counted, unknown);
    }

    /** Most packets meet no such rule, so that there is a list only for those that do. */
    private static List<PolicyRule> with(List<PolicyRule> rules, PreparedRule another) {
        List<PolicyRule> all = rules.isEmpty() ? new ArrayList<>() : rules;
        all.add(another.rule());
        return all;
    }

    /** How each rule that takes part looks at a packet by itself, also those behind the one that decides. */
    public List<Trace> trace(Packet packet) {
        List<Trace> traces = new ArrayList<>();
        boolean reached = true;
        for (PreparedRule rule : rules) {
            Answer answer = rule.test().holds(packet) ? alone(rule) : Answer.NO;
            List<Trace.Seen> seen = new ArrayList<>();
            rule.expression().ifPresent(expression -> Sight.collect(expression, packet, tests, seen));
            boolean holds = answer == Answer.YES;
            traces.add(new Trace(rule.rule(), rule.number(), holds, answer != Answer.UNKNOWN, reached, seen));
            reached &= !holds || !rule.rule().decides();
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
