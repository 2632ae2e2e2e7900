package org.firewright.compile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.firewright.agent.api.ListContent;
import org.firewright.agent.api.ProgramContent;
import org.firewright.agent.api.Rule;
import org.firewright.expression.Expression;
import org.firewright.expression.ExpressionError;
import org.firewright.expression.Expressions;
import org.firewright.expression.Parsed;
import org.firewright.expression.Span;
import org.firewright.policy.Groups;
import org.firewright.policy.JumpCheck;
import org.firewright.policy.Location;
import org.firewright.policy.Policy;
import org.firewright.policy.PolicyRule;
import org.firewright.policy.ProjectProblem;

/** Policies to what hosts enforce. */
public final class Compiler {
    private final Policy policy;
    private final Groups groups;
    private final Reducer reducer;
    private final Map<String, ListContent> contents = new LinkedHashMap<>();
    private final Map<String, ProgramContent> programs = new LinkedHashMap<>();
    private final List<ProjectProblem> problems = new ArrayList<>();

    private Compiler(Policy policy, Groups groups, Reducer reducer) {
        this.policy = policy;
        this.groups = groups;
        this.reducer = reducer;
    }

    /**
     * Compiles a policy. Nothing is thrown: what is wrong is among the problems, and the other rules are compiled all
     * the same. A rule that can never match is not deployed; a rule that is off is checked, but its errors are only
     * warnings.
     *
     * @param lists every list of the project by name, empty where it could not be read
     */
    public static Compilation compile(Policy policy, Map<String, Optional<ListContent>> lists) {
        return compile(policy, Groups.NONE, lists, Map.of());
    }

    /** As above, a policy or group that jumps to groups; with what is known of addresses, empty where it could not be read. */
    public static Compilation compile(
            Policy policy,
            Groups groups,
            Map<String, Optional<ListContent>> lists,
            Map<AddressTable.Kind, Optional<AddressTable>> tables) {
        return compile(policy, groups, new Reducer(lists, Map.of(), tables));
    }

    /** As above; lists for which a choice was made are held as it says, and the rules' explanations tell why. */
    static Compilation compile(Policy policy, Groups groups, Reducer reducer) {
        Compiler compiler = new Compiler(policy, groups, reducer);
        List<CompiledRule> rules = new ArrayList<>();
        for (PolicyRule rule : policy.rules()) {
            rules.add(compiler.compile(rule, rules.size() + 1));
        }
        return new Compilation(
                policy,
                rules,
                List.copyOf(compiler.contents.values()),
                List.copyOf(compiler.programs.values()),
                compiler.problems);
    }

    private CompiledRule compile(PolicyRule rule, int number) {
        reducer.takeReasons(); // what is left is of a rule that is not deployed
        Optional<JumpCheck.Fault> fault = JumpCheck.of(policy, rule, groups);
        if (fault.isPresent()) {
            report(
                    rule,
                    Location.InRule.rule(policy.name(), number, rule.name()),
                    fault.get().sentence(),
                    fault.get().remedy());
            return without(rule, number, fault.get().sentence());
        }
        if (rule.when().isBlank()) {
            return compiled(rule, number, new Emitter(), Formula.ALWAYS);
        }
        switch (Expressions.parse(rule.when(), policy.variables())) {
            case Parsed.Invalid(List<ExpressionError> errors) -> {
                errors.forEach(error -> report(rule, number, error.span(), error.sentence(), error.remedy()));
                return without(rule, number, "The expression has errors.");
            }
            case Parsed.Valid(Expression expression) -> {
                try {
                    Formula formula = Impossible.resolve(reducer.reduce(expression));
                    Emitter emitter = new Emitter();
                    emitter.emit(formula);
                    Advice.of(formula).forEach(advice -> problems.add(advice.at(whole(rule, number, expression))));
                    if (rule.limit().isPresent()) {
                        Rates.checkLimit(emitter.conditions(), expression.span());
                    }
                    return compiled(rule, number, emitter, formula);
                } catch (Refusal e) {
                    report(rule, number, e.span(), e.getMessage(), e.remedy());
                    return without(rule, number, e.getMessage());
                }
            }
        }
    }

    private CompiledRule compiled(PolicyRule rule, int number, Emitter emitter, Formula formula) {
        if (!rule.enabled()) {
            return without(rule, number, "The rule is off.");
        }
        if (formula.equals(Formula.NEVER)) {
            return without(rule, number, "No packet can match.");
        }
        emitter.lists().forEach(list -> contents.putIfAbsent(list.digest(), list));
        emitter.program().ifPresent(program -> programs.putIfAbsent(program.digest(), program));
        Rule wire = new Rule(
                policy.id(rule),
                number,
                rule.name(),
                emitter.conditions(),
                Actions.limit(rule),
                Actions.logs(rule),
                Actions.verdict(rule),
                Actions.jump(rule));
        List<String> explanation =
                new ArrayList<>(wire.conditions().isEmpty() ? List.of("Every packet matches.") : emitter.explanation());
        explanation.addAll(reducer.takeReasons());
        rule.limit().ifPresent(limit -> explanation.add("nftables keeps the rate, " + limit.text() + "."));
        if (rule.jumps()) {
            explanation.add("Packets that match go to the chain of the group " + rule.to()
                    + ", which is there once however many rules jump to it; those that no rule of it decides come back behind"
                    + " this rule.");
        }
        if (rule.observe()) {
            explanation.add("The rule only observes: packets that match are counted and go on.");
        }
        return new CompiledRule(rule, number, Optional.of(wire), NftText.rule(wire), explanation);
    }

    private static CompiledRule without(PolicyRule rule, int number, String why) {
        return new CompiledRule(rule, number, Optional.empty(), "", List.of(why));
    }

    private void report(PolicyRule rule, int number, Span span, String sentence, String remedy) {
        report(rule, at(rule, number, span), sentence, remedy);
    }

    private void report(PolicyRule rule, Location location, String sentence, String remedy) {
        problems.add(
                rule.enabled()
                        ? ProjectProblem.error(location, sentence, remedy)
                        : ProjectProblem.warning(location, sentence, remedy));
    }

    private Location whole(PolicyRule rule, int number, Expression expression) {
        return at(rule, number, expression.span());
    }

    private Location at(PolicyRule rule, int number, Span span) {
        return new Location.InRule(
                policy.name(), number, rule.name(), span.offset(), span.length(), span.line(), span.column());
    }
}
