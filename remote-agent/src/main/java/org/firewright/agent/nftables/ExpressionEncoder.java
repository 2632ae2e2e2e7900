package org.firewright.agent.nftables;

import static org.firewright.agent.nftables.ExpressionAttributes.*;

import org.firewright.agent.netlink.Bytes;
import org.firewright.agent.netlink.MessageWriter;

/** Writes expressions as the kernel reads them, attributes in the order in which it lists them. */
final class ExpressionEncoder {
    private ExpressionEncoder() {}

    /** One expression: its name and its attributes. */
    static void write(MessageWriter out, Expression expression) {
        out.text(NAME, name(expression));
        switch (expression) {
            case Expression.Unknown unknown -> out.bytes(CONTENT | 0x8000, unknown.content());
            default -> out.nest(CONTENT, () -> content(out, expression));
        }
    }

    private static String name(Expression expression) {
        return switch (expression) {
            case Expression.Payload ignored -> PAYLOAD;
            case Expression.Meta ignored -> META;
            case Expression.Bitwise ignored -> BITWISE;
            case Expression.Compare ignored -> COMPARE;
            case Expression.Range ignored -> RANGE;
            case Expression.Lookup ignored -> LOOKUP;
            case Expression.Match ignored -> MATCH;
            case Expression.Counter ignored -> COUNTER;
            case Expression.Immediate ignored -> IMMEDIATE;
            case Expression.Decide ignored -> IMMEDIATE;
            case Expression.Unknown unknown -> unknown.name();
        };
    }

    private static void content(MessageWriter out, Expression expression) {
        switch (expression) {
            case Expression.Payload(int register, int base, int offset, int length) ->
                out.u32(PAYLOAD_REGISTER, register)
                        .u32(PAYLOAD_BASE, base)
                        .u32(PAYLOAD_OFFSET, offset)
                        .u32(PAYLOAD_LENGTH, length);
            case Expression.Meta(int key, int register) ->
                out.u32(META_KEY, key).u32(META_REGISTER, register);
            case Expression.Bitwise(int source, int target, int length, Bytes mask, Bytes flip) -> {
                out.u32(BITWISE_SOURCE, source).u32(BITWISE_TARGET, target).u32(BITWISE_LENGTH, length);
                value(out.u32(BITWISE_OPERATION, 0), BITWISE_MASK, mask);
                value(out, BITWISE_FLIP, flip);
            }
            case Expression.Compare(int register, Expression.Comparison comparison, Bytes value) ->
                value(
                        out.u32(COMPARE_REGISTER, register).u32(COMPARE_OPERATION, comparison.number()),
                        COMPARE_VALUE,
                        value);
            case Expression.Range(int register, boolean inverted, Bytes from, Bytes to) -> {
                value(out.u32(RANGE_REGISTER, register).u32(RANGE_OPERATION, inverted ? 1 : 0), RANGE_FROM, from);
                value(out, RANGE_TO, to);
            }
            case Expression.Lookup(int register, String set, int setId, boolean inverted) -> {
                out.text(LOOKUP_SET, set).u32(LOOKUP_REGISTER, register);
                if (setId != 0) {
                    out.u32(LOOKUP_SET_ID, setId);
                }
                out.u32(LOOKUP_FLAGS, inverted ? 1 : 0);
            }
            case Expression.Match(String extension, int revision, Bytes info) ->
                out.text(MATCH_EXTENSION, extension)
                        .u32(MATCH_REVISION, revision)
                        .bytes(MATCH_INFO, info);
            case Expression.Counter(long packets, long bytes) ->
                out.u64(COUNTER_BYTES, bytes).u64(COUNTER_PACKETS, packets);
            case Expression.Immediate(int register, Bytes value) ->
                value(out.u32(IMMEDIATE_REGISTER, register), IMMEDIATE_DATA, value);
            case Expression.Decide(int code, String chain) ->
                out.u32(IMMEDIATE_REGISTER, 0)
                        .nest(IMMEDIATE_DATA, () -> out.nest(NfTables.DATA_VERDICT, () -> verdict(out, code, chain)));
            case Expression.Unknown ignored -> throw new IllegalStateException("Unknown content is written as it is.");
        }
    }

    private static void verdict(MessageWriter out, int code, String chain) {
        out.u32(VERDICT_CODE, code);
        if (!chain.isEmpty()) {
            out.text(VERDICT_CHAIN, chain);
        }
    }

    private static void value(MessageWriter out, int type, Bytes value) {
        out.nest(type, () -> out.bytes(NfTables.DATA_VALUE, value));
    }
}
