package org.firewright.compile;

import static org.firewright.compile.ebpf.Register.R0;
import static org.firewright.compile.ebpf.Register.R1;
import static org.firewright.compile.ebpf.Register.R10;
import static org.firewright.compile.ebpf.Register.R2;
import static org.firewright.compile.ebpf.Register.R3;
import static org.firewright.compile.ebpf.Register.R6;
import static org.firewright.compile.ebpf.Register.R9;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.firewright.agent.api.AddressRanges;
import org.firewright.agent.api.Condition;
import org.firewright.agent.api.ProgramContent;
import org.firewright.compile.ebpf.Arithmetic;
import org.firewright.compile.ebpf.Assembler;
import org.firewright.compile.ebpf.Jump;
import org.firewright.compile.ebpf.Label;
import org.firewright.compile.ebpf.Size;
import org.firewright.expression.Field;
import org.firewright.expression.Relation;
import org.firewright.expression.Span;

/** A formula as an eBPF program that returns 1 for packets for which it holds, and 0 for others. */
final class ProgramWriter {
    private static final int V4 = 4;
    private static final int V6 = 6;
    private static final int SLOTS = -248; // behind what payloads need of the stack
    private static final int MOST_SLOTS = 16;

    private final Assembler out = new Assembler();
    private final PacketCode packet = new PacketCode(out);
    private final FieldCode fields = new FieldCode(out, packet);
    private final RangeCode ranges = new RangeCode(out);
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();
    private final PayloadCode payload = new PayloadCode(out, packet, data);
    private final List<Condition.InList> lists = new ArrayList<>();
    private final List<Constraint> searches = new ArrayList<>();

    private ProgramWriter() {}

    /**
     * Writes a program.
     *
     * @throws Refusal when a program cannot tell whether the formula holds
     */
    static ProgramContent write(Formula formula) throws Refusal {
        List<Formula.Leaf> leaves = Formula.leaves(formula);
        for (Formula.Leaf leaf : leaves) {
            ProgramRefusals.check(leaf);
        }
        ProgramWriter writer = new ProgramWriter();
        writer.out.apply(Arithmetic.MOVE, R6, R1);
        writer.lookUp(leaves);
        writer.packet.begin(leaves.stream().anyMatch(leaf -> FieldCode.isBehindAddresses(leaf.constraint())));
        writer.search(leaves);
        Label yes = new Label();
        Label no = new Label();
        writer.formula(formula, yes, no);
        writer.end(yes, 1);
        writer.end(no, 0);
        if (writer.out.size() > Assembler.MOST) {
            throw new Refusal(
                    leaves.getFirst().span(),
                    "The eBPF program would have " + writer.out.size() + " instructions, more than jumps can reach.",
                    "Put the addresses into a list, or split the rule.");
        }
        String instructions = writer.out.text();
        String bytes = HexFormat.of().formatHex(writer.data.toByteArray());
        return ProgramContent.of(instructions, bytes, writer.lists);
    }

    private void end(Label label, int result) {
        out.bind(label);
        out.number(R0, result);
        out.exit();
    }

    private void formula(Formula formula, Label yes, Label no) {
        switch (formula) {
            case Formula.Constant(boolean truth) -> out.jump(truth ? yes : no);
            case Formula.Leaf(Constraint constraint, Span ignored) -> leaf(constraint, yes, no);
            case Formula.All(List<Formula> parts) -> {
                for (Formula part : parts.subList(0, parts.size() - 1)) {
                    Label next = new Label();
                    formula(part, next, no);
                    out.bind(next);
                }
                formula(parts.getLast(), yes, no);
            }
            case Formula.Any(List<Formula> parts) -> {
                for (Formula part : parts.subList(0, parts.size() - 1)) {
                    Label next = new Label();
                    formula(part, yes, next);
                    out.bind(next);
                }
                formula(parts.getLast(), yes, no);
            }
            case Formula.Odd(List<Formula> parts) -> odd(parts, yes, no);
        }
    }

    /** Twice the code for each part but the first: whether the number so far is odd is where the program is. */
    private void odd(List<Formula> parts, Label yes, Label no) {
        Label even = no;
        Label odd = yes;
        Label evenSoFar = new Label();
        Label oddSoFar = new Label();
        formula(parts.getFirst(), oddSoFar, evenSoFar);
        for (int i = 1; i < parts.size(); i++) {
            boolean last = i == parts.size() - 1;
            Label nextEven = last ? even : new Label();
            Label nextOdd = last ? odd : new Label();
            out.bind(oddSoFar);
            formula(parts.get(i), nextEven, nextOdd);
            out.bind(evenSoFar);
            formula(parts.get(i), nextOdd, nextEven);
            evenSoFar = nextEven;
            oddSoFar = nextOdd;
        }
    }

    private void leaf(Constraint constraint, Label yes, Label no) {
        switch (constraint) {
            case Constraint.OfAddress address -> address(address, yes, no);
            case Constraint.OfNumber number -> {
                number(number.quantity(), number.whenMissing() ? yes : no);
                ranges.numbers(number.values(), yes, no);
            }
            case Constraint.OfBits(Quantity quantity, long mask, boolean inverted) -> {
                Label some = inverted ? no : yes;
                Label none = inverted ? yes : no;
                number(quantity, none);
                out.jump(Jump.COMMON_BITS, R1, mask & quantity.bits(), R2, some);
                out.jump(none);
            }
            case Constraint.OfFlag(Field field, boolean inverted) ->
                fields.flag(field, inverted ? no : yes, inverted ? yes : no);
            case Constraint.OfList list -> list(list, yes, no);
            case Constraint.OfPayload test -> payload(test, test.inverted() ? no : yes, test.inverted() ? yes : no);
            case Constraint.OfInterface ignored -> throw new IllegalStateException("Interfaces are refused before.");
            case Constraint.OfState ignored -> throw new IllegalStateException("States are refused before.");
            case Constraint.OfRate ignored -> throw new IllegalStateException("Rates are refused before.");
        }
    }

    private void address(Constraint.OfAddress address, Label yes, Label no) {
        boolean source = address.direction() == Condition.Direction.SOURCE;
        AddressRanges values = address.values();
        Label v4 = new Label();
        out.jump(Jump.EQUAL, R9, V4, R1, v4);
        packet.requireVersion(V6, no);
        int at = source ? 8 : 24;
        packet.header(Size.DOUBLE, R1, at);
        packet.header(Size.DOUBLE, R2, at + 8);
        ranges.v6(values.v6(), yes, no);
        out.bind(v4);
        packet.header(Size.WORD, R1, source ? 12 : 16);
        ranges.v4(values.v4(), yes, no);
    }

    private void list(Constraint.OfList list, Label yes, Label no) {
        out.load(Size.DOUBLE, R1, R10, slot(lists.indexOf(lookup(list))));
        out.jump(Jump.NOT_EQUAL, R1, 0, R2, yes);
        out.jump(no);
    }

    private static Condition.InList lookup(Constraint.OfList list) {
        return new Condition.InList(list.direction(), list.list().digest(), list.inverted());
    }

    private static Optional<Condition.InList> lookup(Constraint constraint) {
        return constraint instanceof Constraint.OfList list
                ? Optional.of(lookup(list))
                : constraint.table().map(Quantity.OfTable::lookup);
    }

    private static int slot(int index) {
        return SLOTS - Size.DOUBLE.bytes() * index;
    }

    /**
     * Looks into all lists, before anything else: the verifier follows the code of a list for each state that it is
     * called in, and here there is only one. What they say waits on the stack.
     */
    private void lookUp(List<Formula.Leaf> leaves) throws Refusal {
        for (Formula.Leaf leaf : leaves) {
            Optional<Condition.InList> asked = lookup(leaf.constraint());
            if (asked.isEmpty() || lists.contains(asked.get())) {
                continue;
            }
            if (lists.size() == MOST_SLOTS) {
                throw new Refusal(
                        leaf.span(),
                        "More than " + MOST_SLOTS + " lists stand together in one or.",
                        "Join lists, or split the rule.");
            }
            out.apply(Arithmetic.MOVE, R1, R6);
            out.program(lists.size());
            packet.blur(R0);
            // A function's result is as wide as a number of a table, and nothing is said of the register's upper half.
            out.apply(Arithmetic.SHIFT_LEFT, R0, Integer.SIZE);
            out.apply(Arithmetic.SHIFT_RIGHT, R0, Integer.SIZE);
            out.store(Size.DOUBLE, R10, slot(lists.size()), R0);
            lists.add(asked.get());
        }
    }

    /** Searches in payloads, each once, for the same reason. */
    private void search(List<Formula.Leaf> leaves) throws Refusal {
        for (Formula.Leaf leaf : leaves) {
            if (leaf.constraint() instanceof Constraint.OfPayload test
                    && isSearch(test)
                    && !searches.contains(positive(test))) {
                if (lists.size() + searches.size() == MOST_SLOTS) {
                    throw new Refusal(
                            leaf.span(),
                            "More than " + MOST_SLOTS + " lists and searches stand together in one rule.",
                            "Join lists and patterns, or split the rule.");
                }
                payload.search(test, slot(lists.size() + searches.size()));
                searches.add(positive(test));
            }
        }
    }

    private static boolean isSearch(Constraint.OfPayload test) {
        return test.relation() == Relation.CONTAINS || test.relation() == Relation.MATCHES;
    }

    private static Constraint positive(Constraint.OfPayload test) {
        return test.inverted() ? test.negated() : test;
    }

    private void payload(Constraint.OfPayload test, Label yes, Label no) {
        if (isSearch(test)) {
            out.load(Size.DOUBLE, R1, R10, slot(lists.size() + searches.indexOf(positive(test))));
            out.jump(Jump.EQUAL, R1, 0, R2, yes);
            out.jump(no);
        } else {
            payload.test(test, yes, no);
        }
    }

    /** A number in R1. */
    private void number(Quantity quantity, Label missing) {
        if (!(quantity instanceof Quantity.OfTable table)) {
            fields.number(quantity, missing);
            return;
        }
        out.load(Size.DOUBLE, R3, R10, slot(lists.indexOf(table.lookup())));
        // What comparisons tell of the number must not be known of the slot: paths would never meet again.
        packet.blur(R3);
        out.apply(Arithmetic.MOVE, R1, R3);
        out.jump(Jump.EQUAL, R1, 0, R2, missing);
    }
}
