package org.firewright.compile;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.firewright.agent.api.Condition;
import org.firewright.agent.api.ListContent;
import org.firewright.agent.api.ProgramContent;

/**
 * A formula to the conditions of one rule: native ones first, because they cost least and spare the others most packets;
 * then lists, whose programs all rules share; then one program for all the rest.
 */
final class Emitter {
    private final Set<Condition> natives = new LinkedHashSet<>();
    private final Set<Condition> lookups = new LinkedHashSet<>();
    private final List<Condition> rates = new ArrayList<>();
    private final Set<ListContent> lists = new LinkedHashSet<>();
    private final List<Formula> rest = new ArrayList<>();
    private final List<String> explanation = new ArrayList<>();
    private Optional<ProgramContent> program = Optional.empty();

    /** Throws Refusal when neither nftables nor a program can tell. */
    void emit(Formula formula) throws Refusal {
        if (formula instanceof Formula.Constant) {
            return; // no condition is needed, or none would help
        }
        for (Formula part : Formula.conjuncts(formula)) {
            switch (part) {
                case Formula.Leaf(Constraint.OfList list, var ignored) -> emit(list);
                case Formula.Leaf(Constraint.OfRate rate, var ignored) -> rates.add(Rates.condition(rate));
                case Formula.Leaf(Constraint constraint, var ignored) ->
                    Natives.of(constraint)
                            .ifPresentOrElse(
                                    conditions -> {
                                        natives.addAll(conditions);
                                        explanation.add(Explanations.nativeCondition(constraint));
                                    },
                                    () -> rest.add(part));
                case Formula.Any(List<Formula> parts) ->
                    Natives.ofAny(parts)
                            .ifPresentOrElse(
                                    conditions -> {
                                        natives.addAll(conditions);
                                        explanation.add("nftables compares " + values(part)
                                                + " in one look, together with the protocol.");
                                    },
                                    () -> rest.add(part));
                default -> rest.add(part);
            }
        }
        if (!rest.isEmpty()) {
            writeProgram();
        }
        if (!rates.isEmpty()) {
            explanation.add(String.format(
                    Locale.ROOT,
                    "nftables counts packets that meet all other conditions, for each address by itself: it knows up to %,d"
                            + " addresses of each family at once, and the kernel has the rule once for each family.",
                    Condition.Rate.ADDRESSES));
        }
    }

    /** All conditions in the order in which they are tried. */
    List<Condition> conditions() {
        List<Condition> all = new ArrayList<>(natives);
        all.addAll(lookups);
        program.ifPresent(content -> all.add(new Condition.Program(content.digest())));
        all.addAll(rates); // last: whoever is asked for a rate is counted
        return all;
    }

    /** The lists that conditions and program name. */
    Set<ListContent> lists() {
        return lists;
    }

    /** The rule's own program, if it needs one. */
    Optional<ProgramContent> program() {
        return program;
    }

    List<String> explanation() {
        return explanation;
    }

    private void emit(Constraint.OfList list) {
        lists.add(list.list());
        lookups.add(new Condition.InList(list.direction(), list.list().digest(), list.inverted()));
        explanation.add("An eBPF program looks up " + Explanations.text(list.direction()) + " in $"
                + list.list().name() + " ("
                + Explanations.ranges(list.list().ranges())
                + "): a host holds the list once, and all of its namespaces share it.");
    }

    private void writeProgram() throws Refusal {
        Formula formula = rest.size() == 1 ? rest.getFirst() : new Formula.All(List.copyOf(rest));
        ProgramContent content = ProgramWriter.write(formula);
        program = Optional.of(content);
        for (Formula.Leaf leaf : Formula.leaves(formula)) {
            if (leaf.constraint() instanceof Constraint.OfList list) {
                lists.add(list.list());
            }
            leaf.constraint().table().ifPresent(table -> lists.add(table.table()));
        }
        int instructions = content.instructions().length() / ProgramContent.DIGITS;
        String reasons = rest.stream().map(Explanations::whyProgram).distinct().collect(Collectors.joining(" "));
        explanation.add(String.format(
                Locale.ROOT,
                "An eBPF program of %,d instructions, made for this rule, decides on %s. %s",
                instructions,
                values(formula),
                reasons));
    }

    /** Such as "ip.src and tcp.dstport". */
    private static String values(Formula formula) {
        List<String> names = Formula.leaves(formula).stream()
                .map(leaf -> Explanations.value(leaf.constraint()))
                .distinct()
                .toList();
        return names.size() == 1
                ? names.getFirst()
                : String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.getLast();
    }
}
