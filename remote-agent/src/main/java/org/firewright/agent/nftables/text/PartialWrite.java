package org.firewright.agent.nftables.text;

import java.math.BigInteger;
import org.firewright.agent.nftables.text.Term.Operation;

/** A write of a field that is no whole number of bytes: the bytes around it are read, masked and written back. */
final class PartialWrite {
    private PartialWrite() {}

    /** The write of the field alone, null where it is none. */
    static Statement.SetPacket of(Fields fields, Term.Packet target, Term.Binary written) {
        Term.Packet source;
        BigInteger mask;
        BigInteger value;
        int bits = target.bits();
        switch (written) {
            case Term.Binary(
                    Operation outer,
                    Term.Binary(Operation inner, Term.Packet p, Term.Value kept),
                    Term.Value set)
            when outer == Operation.OR && inner == Operation.AND -> {
                source = p;
                mask = Terms.ones(bits).xor(kept.number()).xor(set.number()).or(set.number());
                value = set.number();
            }
            case Term.Binary(Operation outer, Term.Packet p, Term.Value kept)
            when outer == Operation.AND -> {
                source = p;
                mask = Terms.ones(bits).xor(kept.number());
                value = BigInteger.ZERO;
            }
            case Term.Binary(Operation outer, Term.Packet p, Term.Value set)
            when outer == Operation.OR -> {
                source = p;
                mask = set.number();
                value = set.number();
            }
            default -> {
                return null;
            }
        }
        boolean same =
                source.base() == target.base() && source.offset() == target.offset() && source.bits() == target.bits();
        Fields.Trimmed trimmed =
                same ? fields.trim(source, new Term.Value(mask, bits, DataTypes.INTEGER, Order.NETWORK)) : null;
        if (trimmed == null) {
            return null;
        }
        Term.Packet field = fields.complete((Term.Packet) trimmed.term());
        if (!field.isKnown()) {
            return null;
        }
        return new Statement.SetPacket(
                field, new Term.Value(value.shiftRight(trimmed.shift()), field.bits(), field.type(), field.order()));
    }
}
