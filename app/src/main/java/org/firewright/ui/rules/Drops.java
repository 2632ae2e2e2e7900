package org.firewright.ui.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.firewright.expression.Expression;
import org.firewright.expression.Expressions;
import org.firewright.expression.Field;
import org.firewright.expression.Operand;
import org.firewright.expression.ValueType;
import org.firewright.policy.Action;
import org.firewright.policy.Policy;
import org.firewright.policy.PolicyRule;
import org.firewright.policy.Project;
import org.firewright.ui.Texts;

/** What dropping something somewhere comes to. The keyboard does the same things through it. */
final class Drops {
    private final Project project;
    private final Policy policy;

    /** Drops onto the rules of a policy of a project. */
    Drops(Project project, Policy policy) {
        this.project = project;
        this.policy = policy;
    }

    /**
     * The plan.
     *
     * @param copy whether what is dragged shall stay where it is, too
     */
    DropPlan plan(Carried carried, DropPlace place, boolean copy) {
        return switch (carried) {
            case Carried.Block(String label, String text) -> condition(Conditions.single(text), place);
            case Carried.AddressList(String list) -> list(list, place);
            case Carried.OfAction(Action action) -> action(action, place);
            case Carried.OfLimit() -> limit(place);
            case Carried.OfJump() -> jump(place);
            case Carried.Rules rules -> rules(rules, place, copy);
            case Carried.Condition from -> moved(from, place, copy);
        };
    }

    private DropPlan list(String name, DropPlace place) {
        if (place instanceof DropPlace.OnChip chip) {
            Optional<Field> address =
                    Conditions.at(rule(chip.index()).when(), chip.place()).flatMap(Drops::address);
            if (address.isPresent()) {
                return condition(Conditions.single(address.get().text() + " in $" + name), place);
            }
        }
        return condition(Conditions.single(Field.IP_SRC.text() + " in $" + name), place);
    }

    /** The address that a condition is about. */
    private static Optional<Field> address(Expression condition) {
        Operand operand = switch (condition) {
            case Expression.Not(Expression inner, var span) -> null;
            case Expression.InList in -> in.operand();
            case Expression.InSet set -> set.operand();
            case Expression.Comparison comparison -> comparison.operand();
            default -> null;
        };
        return condition instanceof Expression.Not(Expression inner, var span)
                ? address(inner)
                : operand instanceof Operand.OfField(Field field, var span) && field.type() == ValueType.ADDRESS
                        ? Optional.of(field)
                        : Optional.empty();
    }

    private DropPlan condition(Expression condition, DropPlace place) {
        String chip = Chip.of(condition).text();
        return switch (place) {
            case DropPlace.Gap(int index) -> begin(index, Expressions.print(condition), Action.COUNT, chip);
            case DropPlace.OnRule(int index) -> {
                PolicyRule rule = rule(index);
                Optional<DropPlan> refusal = refusal(rule, index, condition, true);
                yield refusal.orElseGet(() -> {
                    String when = Conditions.and(rule.when(), condition);
                    var edited = Conditions.blocks(when)
                            .map(blocks -> new Conditions.Place(blocks.blocks().size() - 1, 0));
                    return changed(
                            Texts.text("drop.and", index + 1, chip),
                            Texts.text("edit.condition.add", index + 1),
                            index,
                            rule.withWhen(when),
                            edited.orElse(null));
                });
            }
            case DropPlace.OnChip onChip -> {
                int index = onChip.index();
                PolicyRule rule = rule(index);
                Optional<DropPlan> refusal = refusal(rule, index, condition, false);
                yield refusal.orElseGet(() -> changed(
                        Texts.text(
                                "drop.or",
                                Conditions.at(rule.when(), onChip.place())
                                        .map(Chip::of)
                                        .map(Chip::text)
                                        .orElse(""),
                                chip),
                        Texts.text("edit.condition.or", index + 1),
                        index,
                        rule.withWhen(Conditions.or(rule.when(), onChip.place(), condition)),
                        new Conditions.Place(onChip.block(), onChip.alternative() + 1)));
            }
            case DropPlace.OnNamespace ignored -> new DropPlan.Refusal(Texts.text("drop.no.namespace"));
        };
    }

    /** Why a condition cannot join a rule. */
    private static Optional<DropPlan> refusal(PolicyRule rule, int index, Expression condition, boolean and) {
        if (!rule.when().isBlank() && Conditions.expression(rule.when()).isEmpty()) {
            return Optional.of(new DropPlan.Refusal(Texts.text("drop.no.text", index + 1)));
        }
        String text = Expressions.print(condition);
        boolean there = Conditions.blocks(rule.when()).stream()
                .flatMap(blocks -> blocks.blocks().stream())
                .flatMap(block -> block.alternatives().stream())
                .anyMatch(other -> Expressions.print(other).equals(text));
        if (there) {
            return Optional.of(new DropPlan.Refusal(Texts.text("drop.no.there", index + 1)));
        }
        return and
                ? Transport.clash(rule.when(), condition)
                        .map(words -> new DropPlan.Refusal(Texts.text("drop.no.never", index + 1, words)))
                : Optional.empty();
    }

    private DropPlan action(Action action, DropPlace place) {
        String word = Texts.text("action." + action.name().toLowerCase(Locale.ROOT));
        return switch (place) {
            case DropPlace.Gap(int index) -> begin(index, "", action, word);
            case DropPlace.OnRule(int index) -> action(action, word, index);
            case DropPlace.OnChip chip -> action(action, word, chip.index());
            case DropPlace.OnNamespace ignored -> new DropPlan.Refusal(Texts.text("drop.no.namespace"));
        };
    }

    private DropPlan action(Action action, String word, int index) {
        PolicyRule rule = rule(index);
        return rule.action() == action
                ? new DropPlan.Refusal(Texts.text("drop.no.action", index + 1, word))
                : changed(
                        Texts.text("drop.action", index + 1, word),
                        Texts.text("edit.action", index + 1),
                        index,
                        rule.withAction(action),
                        null);
    }

    private DropPlan limit(DropPlace place) {
        return switch (place) {
            case DropPlace.Gap ignored -> new DropPlan.Refusal(Texts.text("drop.no.limit"));
            case DropPlace.OnRule(int index) -> limit(index);
            case DropPlace.OnChip chip -> limit(chip.index());
            case DropPlace.OnNamespace ignored -> new DropPlan.Refusal(Texts.text("drop.no.namespace"));
        };
    }

    /** The limit that is there, or one to begin with, is edited at once. */
    private DropPlan limit(int index) {
        PolicyRule rule = rule(index);
        PolicyRule limited = rule.withLimit(rule.limit().or(() -> Optional.of(LimitDraft.FIRST)));
        List<PolicyRule> rules = new ArrayList<>(policy.rules());
        rules.set(index, limited);
        return new DropPlan.Change(
                Texts.text("drop.limit", index + 1),
                Texts.text("edit.limit", index + 1),
                project.with(with(policy, rules)),
                List.of(index),
                null,
                DropPlan.Asked.LIMIT);
    }

    private DropPlan jump(DropPlace place) {
        return switch (place) {
            case DropPlace.Gap(int index) -> asking(begin(index, "", Action.COUNT, Texts.text("drop.jump.what")));
            case DropPlace.OnRule(int index) -> jump(index);
            case DropPlace.OnChip chip -> jump(chip.index());
            case DropPlace.OnNamespace ignored -> new DropPlan.Refusal(Texts.text("drop.no.namespace"));
        };
    }

    /** Nothing changes before the group is known. */
    private DropPlan jump(int index) {
        return asking(new DropPlan.Change(Texts.text("drop.jump", index + 1), "", project, List.of(index), null));
    }

    private static DropPlan asking(DropPlan.Change change) {
        return new DropPlan.Change(
                change.words(), change.name(), change.after(), change.selected(), null, DropPlan.Asked.GROUP);
    }

    private DropPlan moved(Carried.Condition from, DropPlace place, boolean copy) {
        boolean valid = from.policy().equals(policy.name())
                && from.index() < policy.rules().size()
                && Conditions.at(rule(from.index()).when(), from.place()).isPresent();
        if (!valid) {
            return new DropPlan.Refusal(Texts.text("drop.no.gone"));
        }
        boolean sameRule = place instanceof DropPlace.OnRule(int index) && index == from.index();
        boolean sameChip = place instanceof DropPlace.OnChip onto
                && onto.index() == from.index()
                && onto.place().equals(from.place());
        boolean same = sameRule || sameChip;
        if (same) {
            return new DropPlan.Refusal(Texts.text("drop.no.here"));
        }
        if (copy) {
            return condition(Conditions.single(from.condition()), place);
        }
        List<PolicyRule> rules = new ArrayList<>(policy.rules());
        PolicyRule source = rule(from.index());
        if (place instanceof DropPlace.OnChip chip && chip.index() == from.index()) {
            return new DropPlan.Refusal(Texts.text("drop.no.same"));
        }
        rules.set(from.index(), source.withWhen(Conditions.remove(source.when(), from.place())));
        Project without = project.with(with(policy, rules));
        return new Drops(without, with(policy, rules)).condition(Conditions.single(from.condition()), place);
    }

    private DropPlan rules(Carried.Rules carried, DropPlace place, boolean copy) {
        boolean valid = carried.policy().equals(policy.name())
                && carried.indices().stream()
                        .allMatch(index -> index < policy.rules().size());
        if (!valid) {
            return new DropPlan.Refusal(Texts.text("drop.no.gone"));
        }
        return switch (place) {
            case DropPlace.Gap(int index) -> copy ? copy(carried, index) : move(carried.indices(), index);
            case DropPlace.OnRule ignored -> new DropPlan.Refusal(Texts.text("drop.no.between"));
            case DropPlace.OnChip ignored -> new DropPlan.Refusal(Texts.text("drop.no.between"));
            case DropPlace.OnNamespace(String namespace, List<String> others) -> send(carried, namespace, others, copy);
        };
    }

    /** Moves rules before the rule of an index. */
    DropPlan move(List<Integer> indices, int before) {
        List<PolicyRule> moved = indices.stream().map(policy.rules()::get).toList();
        Set<Integer> away = Set.copyOf(indices);
        List<PolicyRule> rules = new ArrayList<>();
        int first = 0;
        for (int i = 0; i <= policy.rules().size(); i++) {
            if (i == before) {
                first = rules.size();
                rules.addAll(moved);
            }
            if (i < policy.rules().size() && !away.contains(i)) {
                rules.add(policy.rules().get(i));
            }
        }
        if (rules.equals(policy.rules())) {
            return new DropPlan.Refusal(Texts.text("drop.no.here"));
        }
        String name = moved.size() == 1
                ? Texts.text("edit.move", indices.getFirst() + 1)
                : Texts.text("edit.move.many", moved.size());
        return new DropPlan.Change(
                Texts.count("drop.move", moved.size(), first + 1),
                name,
                project.with(with(policy, rules)),
                range(first, moved.size()),
                null);
    }

    private DropPlan copy(Carried.Rules carried, int before) {
        return insert(
                carried.indices().stream().map(policy.rules()::get).toList(),
                before,
                Texts.count("drop.copy", carried.indices().size(), before + 1),
                Texts.count("edit.copy", carried.indices().size()));
    }

    /** Inserts copies of rules before the rule of an index, with names of their own. */
    DropPlan insert(List<PolicyRule> copies, int before, String words, String name) {
        List<PolicyRule> rules = new ArrayList<>(policy.rules());
        rules.addAll(before, RuleNames.unlike(policy.rules(), copies));
        return new DropPlan.Change(words, name, project.with(with(policy, rules)), range(before, copies.size()), null);
    }

    /** Sends rules to the policy of a namespace that is most like this one: at the same hook, or else the first. */
    private DropPlan send(Carried.Rules carried, String namespace, List<String> names, boolean copy) {
        if (names.contains(policy.name())) {
            return new DropPlan.Refusal(Texts.text("drop.no.samepolicy", namespace, policy.name()));
        }
        List<Policy> others =
                names.stream().flatMap(each -> project.policy(each).stream()).toList();
        Optional<Policy> other = others.stream()
                .filter(each -> each.entry()
                        .map(Policy.Entry::hook)
                        .equals(policy.entry().map(Policy.Entry::hook)))
                .findFirst()
                .or(() -> others.stream().findFirst());
        if (other.isEmpty()) {
            return new DropPlan.Refusal(Texts.text("drop.no.policy", namespace));
        }
        String otherName = other.get().name();
        int count = carried.indices().size();
        List<PolicyRule> sent =
                carried.indices().stream().map(policy.rules()::get).toList();
        List<PolicyRule> there = new ArrayList<>(other.get().rules());
        there.addAll(RuleNames.unlike(other.get().rules(), sent));
        Project after = project.with(with(other.get(), there));
        if (!copy) {
            List<PolicyRule> here = new ArrayList<>(policy.rules());
            here.removeAll(Set.copyOf(sent));
            after = after.with(with(policy, here));
        }
        String what = copy ? "copy" : "move";
        return new DropPlan.Change(
                Texts.count("drop.send." + what, count, otherName, namespace),
                Texts.count("edit.send." + what, count, otherName),
                after,
                copy ? carried.indices() : List.of(),
                null);
    }

    private DropPlan.Change begin(int index, String when, Action action, String what) {
        PolicyRule rule = RuleChange.begun(RuleNames.free(policy.rules()), when, action);
        List<PolicyRule> rules = new ArrayList<>(policy.rules());
        rules.add(index, rule);
        return new DropPlan.Change(
                Texts.text("drop.new", index + 1, what),
                Texts.text("edit.add", index + 1),
                project.with(with(policy, rules)),
                List.of(index),
                when.isEmpty() ? null : new Conditions.Place(0, 0));
    }

    private DropPlan changed(String words, String name, int index, PolicyRule rule, Conditions.Place edited) {
        List<PolicyRule> rules = new ArrayList<>(policy.rules());
        rules.set(index, rule);
        return new DropPlan.Change(words, name, project.with(with(policy, rules)), List.of(index), edited);
    }

    private PolicyRule rule(int index) {
        return policy.rules().get(index);
    }

    /** The policy with other rules. */
    static Policy with(Policy policy, List<PolicyRule> rules) {
        return policy.withRules(rules);
    }

    private static List<Integer> range(int first, int count) {
        return IntStream.range(first, first + count).boxed().toList();
    }
}
