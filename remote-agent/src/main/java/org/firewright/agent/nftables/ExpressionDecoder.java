package org.firewright.agent.nftables;

import static org.firewright.agent.nftables.ExpressionAttributes.*;

import java.util.Optional;
import org.firewright.agent.netlink.Attribute;
import org.firewright.agent.netlink.Attributes;
import org.firewright.agent.netlink.Bytes;
import org.firewright.agent.netlink.MalformedMessageException;

/**
 * Reads expressions. One with attributes or numbers that we have no place for becomes {@link Expression.Unknown}, so
 * that nothing of it is lost or guessed.
 */
final class ExpressionDecoder {
    private static final Bytes NOTHING = Bytes.EMPTY;

    private ExpressionDecoder() {}

    /** One element of a list of expressions. */
    static Expression read(Attributes expression) throws MalformedMessageException {
        String name = expression.get(NAME).text();
        Attribute content = expression.find(CONTENT);
        if (content == null) {
            return new Expression.Unknown(name, NOTHING);
        }
        Optional<Expression> known = switch (name) {
            case PAYLOAD -> payload(content.nested());
            case META -> meta(content.nested());
            case BITWISE -> bitwise(content.nested());
            case COMPARE -> compare(content.nested());
            case RANGE -> range(content.nested());
            case LOOKUP -> lookup(content.nested());
            case MATCH -> match(content.nested());
            case COUNTER -> counter(content.nested());
            case IMMEDIATE -> immediate(content.nested());
            default -> Optional.empty();
        };
        return known.orElseGet(() -> new Expression.Unknown(name, content.bytes()));
    }

    private static Optional<Expression> payload(Attributes in) throws MalformedMessageException {
        if (!in.only(PAYLOAD_REGISTER, PAYLOAD_BASE, PAYLOAD_OFFSET, PAYLOAD_LENGTH)) {
            return Optional.empty(); // a store has other attributes
        }
        return Optional.of(new Expression.Payload(
                in.get(PAYLOAD_REGISTER).i32(),
                in.get(PAYLOAD_BASE).i32(),
                in.get(PAYLOAD_OFFSET).i32(),
                in.get(PAYLOAD_LENGTH).i32()));
    }

    private static Optional<Expression> meta(Attributes in) throws MalformedMessageException {
        if (!in.only(META_KEY, META_REGISTER)) {
            return Optional.empty(); // a store has other attributes
        }
        return Optional.of(new Expression.Meta(
                in.get(META_KEY).i32(), in.get(META_REGISTER).i32()));
    }

    private static Optional<Expression> bitwise(Attributes in) throws MalformedMessageException {
        boolean mask = in.only(
                        BITWISE_SOURCE, BITWISE_TARGET, BITWISE_LENGTH, BITWISE_OPERATION, BITWISE_MASK, BITWISE_FLIP)
                && (!in.has(BITWISE_OPERATION) || in.get(BITWISE_OPERATION).i32() == 0);
        if (!mask) {
            return Optional.empty(); // shifts
        }
        Optional<Bytes> and = value(in.get(BITWISE_MASK));
        Optional<Bytes> flip = value(in.get(BITWISE_FLIP));
        if (and.isEmpty() || flip.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Expression.Bitwise(
                in.get(BITWISE_SOURCE).i32(),
                in.get(BITWISE_TARGET).i32(),
                in.get(BITWISE_LENGTH).i32(),
                and.get(),
                flip.get()));
    }

    private static Optional<Expression> compare(Attributes in) throws MalformedMessageException {
        if (!in.only(COMPARE_REGISTER, COMPARE_OPERATION, COMPARE_VALUE)) {
            return Optional.empty();
        }
        int register = in.get(COMPARE_REGISTER).i32();
        Optional<Expression.Comparison> comparison =
                Expression.Comparison.of(in.get(COMPARE_OPERATION).i32());
        Optional<Bytes> value = value(in.get(COMPARE_VALUE));
        if (comparison.isEmpty() || value.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Expression.Compare(register, comparison.get(), value.get()));
    }

    private static Optional<Expression> range(Attributes in) throws MalformedMessageException {
        int operation = in.get(RANGE_OPERATION).i32();
        if (!in.only(RANGE_REGISTER, RANGE_OPERATION, RANGE_FROM, RANGE_TO) || operation < 0 || operation > 1) {
            return Optional.empty();
        }
        int register = in.get(RANGE_REGISTER).i32();
        Optional<Bytes> from = value(in.get(RANGE_FROM));
        Optional<Bytes> to = value(in.get(RANGE_TO));
        if (from.isEmpty() || to.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Expression.Range(register, operation == 1, from.get(), to.get()));
    }

    private static Optional<Expression> lookup(Attributes in) throws MalformedMessageException {
        int flags = in.has(LOOKUP_FLAGS) ? in.get(LOOKUP_FLAGS).i32() : 0;
        if (!in.only(LOOKUP_SET, LOOKUP_REGISTER, LOOKUP_SET_ID, LOOKUP_FLAGS) || (flags & ~1) != 0) {
            return Optional.empty(); // maps have a target register
        }
        return Optional.of(new Expression.Lookup(
                in.get(LOOKUP_REGISTER).i32(),
                in.get(LOOKUP_SET).text(),
                in.has(LOOKUP_SET_ID) ? in.get(LOOKUP_SET_ID).i32() : 0,
                flags == 1));
    }

    private static Optional<Expression> match(Attributes in) throws MalformedMessageException {
        if (!in.only(MATCH_EXTENSION, MATCH_REVISION, MATCH_INFO)) {
            return Optional.empty();
        }
        return Optional.of(new Expression.Match(
                in.get(MATCH_EXTENSION).text(),
                in.get(MATCH_REVISION).i32(),
                in.get(MATCH_INFO).bytes()));
    }

    private static Optional<Expression> counter(Attributes in) throws MalformedMessageException {
        if (!in.only(COUNTER_BYTES, COUNTER_PACKETS, COUNTER_PADDING)) {
            return Optional.empty();
        }
        return Optional.of(new Expression.Counter(
                in.has(COUNTER_PACKETS) ? in.get(COUNTER_PACKETS).u64() : 0,
                in.has(COUNTER_BYTES) ? in.get(COUNTER_BYTES).u64() : 0));
    }

    private static Optional<Expression> immediate(Attributes in) throws MalformedMessageException {
        if (!in.only(IMMEDIATE_REGISTER, IMMEDIATE_DATA)) {
            return Optional.empty();
        }
        int register = in.get(IMMEDIATE_REGISTER).i32();
        Attributes data = in.get(IMMEDIATE_DATA).nested();
        if (register != 0) {
            return value(in.get(IMMEDIATE_DATA)).map(value -> new Expression.Immediate(register, value));
        }
        if (!data.only(NfTables.DATA_VERDICT)) {
            return Optional.empty();
        }
        Attributes verdict = data.get(NfTables.DATA_VERDICT).nested();
        if (!verdict.only(VERDICT_CODE, VERDICT_CHAIN)) {
            return Optional.empty();
        }
        String chain = verdict.has(VERDICT_CHAIN) ? verdict.get(VERDICT_CHAIN).text() : "";
        return Optional.of(new Expression.Decide(verdict.get(VERDICT_CODE).i32(), chain));
    }

    private static Optional<Bytes> value(Attribute data) throws MalformedMessageException {
        Attributes in = data.nested();
        return in.only(NfTables.DATA_VALUE) && in.has(NfTables.DATA_VALUE)
                ? Optional.of(in.get(NfTables.DATA_VALUE).bytes())
                : Optional.empty();
    }
}
