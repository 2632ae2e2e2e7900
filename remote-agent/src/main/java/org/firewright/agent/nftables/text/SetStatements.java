package org.firewright.agent.nftables.text;

import static org.firewright.agent.nftables.text.Numbers.or0;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.firewright.agent.netlink.Text;
import org.firewright.agent.nftables.model.Step;
import org.firewright.agent.nftables.text.Statement.Comparison;

/** Statements about sets and maps: is it in one, what does it give, put it into one. */
final class SetStatements {
    private final TableContext table;
    private final Registers registers;

    SetStatements(TableContext table, Registers registers) {
        this.table = table;
        this.registers = registers;
    }

    private SetDescription set(String name) {
        SetDescription set = name == null ? null : table.sets().get(name);
        if (set == null) {
            throw new NotUnderstoodException();
        }
        return set;
    }

    /** Null where it only loads a register. */
    Statement lookup(Step.Lookup lookup) {
        SetDescription set = set(lookup.set());
        Term left = registers.get(lookup.source(), set.keyBits());
        Term.InSet right = new Term.InSet(set, 0, 0);
        if (lookup.target() != null) {
            Term.Mapped mapped = new Term.Mapped(left, right, DataTypes.INVALID_TYPE);
            if (lookup.target() == 0) {
                return new Statement.VerdictMap(mapped);
            }
            registers.set(lookup.target(), mapped);
            return null;
        }
        Comparison comparison = (or0(lookup.flags()) & 1) != 0 ? Comparison.NOT_EQUAL : Comparison.EQUAL;
        return new Statement.Relation(comparison, left, right);
    }

    Statement update(Step.SetUpdate update) {
        SetDescription set = set(update.set());
        Term key = registers.get(update.key());
        if (key.bits() < set.keyBits()) {
            key = joined(update.key(), set.keyBits(), set.key());
        }
        List<Statement> stateful = new ArrayList<>();
        if (update.expression() != null) {
            stateful.add(new Statement.Alone(update.expression()));
        }
        if (update.expressions() != null) {
            update.expressions().forEach(step -> stateful.add(new Statement.Alone(step)));
        }
        Term data = null;
        if (update.data() != null) {
            data = registers.get(update.data());
            if (set.data().size() == 1) {
                data = Terms.typed(
                        data,
                        set.data().getFirst().type(),
                        set.data().getFirst().order());
            } else if (data.bits() < set.dataBits()) {
                data = joined(update.data(), set.dataBits(), set.data());
            }
        }
        long timeout = update.timeout() == null ? 0 : update.timeout();
        return new Statement.Update(or0(update.operation()), set, key, timeout, List.copyOf(stateful), data);
    }

    /** The terms of several registers, with the types of a set's fields. */
    private Term joined(Integer register, int bits, List<SetDescription.Part> fields) {
        List<Term> typed = new ArrayList<>();
        for (Term term : registers.joined(register, bits).terms()) {
            boolean known = typed.size() < fields.size();
            SetDescription.Part field = known ? fields.get(typed.size()) : null;
            typed.add(known ? Terms.typed(term, field.type(), field.order()) : term);
        }
        return new Term.Joined(List.copyOf(typed));
    }

    Statement use(Step.ObjectUse use) {
        if (use.name() != null) {
            byte[] name = Text.bytes(use.name() + "\0");
            return new Statement.Use(
                    or0(use.type()),
                    new Term.Value(new BigInteger(1, name), 8 * name.length, DataTypes.TEXT, Order.HOST));
        }
        SetDescription set = set(use.set());
        Term key = registers.get(use.source(), set.keyBits());
        return new Statement.Use(
                or0(set.set().objectType()), new Term.Mapped(key, new Term.InSet(set, 0, 0), DataTypes.TEXT));
    }
}
