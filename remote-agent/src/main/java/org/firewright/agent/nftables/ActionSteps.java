package org.firewright.agent.nftables;

import org.firewright.agent.api.Limit;
import org.firewright.agent.netlink.Bytes;
import org.firewright.agent.netlink.MessageWriter;

/**
 * The steps of a rule that limit, log and reject, as nft writes them for the inet family. Attributes are those of
 * linux/netfilter/nf_tables.h.
 */
final class ActionSteps {
    private static final int LIMIT_RATE = 1;
    private static final int LIMIT_UNIT = 2;
    private static final int LIMIT_BURST = 3;
    private static final int LIMIT_TYPE = 4;
    private static final int LIMIT_FLAGS = 5;
    /** NFT_LIMIT_PKT_BYTES and NFT_LIMIT_F_INV. */
    private static final int LIMIT_OF_BYTES = 1;

    private static final int LIMIT_INVERTED = 1;

    private static final int LOG_PREFIX = 2;
    /** NF_LOG_PREFIXLEN with its final zero. */
    private static final int MAX_PREFIX = 127;

    private static final int REJECT_TYPE = 1;
    private static final int REJECT_CODE = 2;
    /** NFT_REJECT_ICMPX_UNREACH and NFT_REJECT_ICMPX_PORT_UNREACH: of the packet's own family. */
    private static final int ICMPX_UNREACHABLE = 2;

    private static final int PORT_UNREACHABLE = 1;

    private static final int ATTRIBUTE_HEADER = 4;

    private ActionSteps() {}

    /** Ends the rule for packets beyond the rate, or within it. */
    static Expression limit(Limit limit) {
        return step(
                "limit",
                out -> out.u64(LIMIT_RATE, limit.amount())
                        .u64(LIMIT_UNIT, limit.seconds())
                        .u32(LIMIT_BURST, (int) limit.burst())
                        .u32(LIMIT_TYPE, limit.bytes() ? LIMIT_OF_BYTES : 0)
                        .u32(LIMIT_FLAGS, limit.over() ? LIMIT_INVERTED : 0));
    }

    /** Writes a line to the kernel's log that begins with the rule's name. */
    static Expression log(String ruleName) {
        String prefix = UserData.cut("firewright " + ruleName, MAX_PREFIX - 2) + ": ";
        return step("log", out -> out.text(LOG_PREFIX, prefix));
    }

    /** Drops the packet and answers: to TCP with a reset, to others that the port cannot be reached. */
    static Expression reject() {
        return step("reject", out -> out.u32(REJECT_TYPE, ICMPX_UNREACHABLE).u8(REJECT_CODE, PORT_UNREACHABLE));
    }

    /** What a step's attributes are. */
    interface Content {
        void write(MessageWriter out);
    }

    /** A step by its name in the kernel and its attributes. */
    static Expression step(String name, Content content) {
        MessageWriter out = new MessageWriter();
        out.nest(ExpressionAttributes.CONTENT, () -> content.write(out));
        Bytes nest = out.toBytes();
        return new Expression.Unknown(name, nest.slice(ATTRIBUTE_HEADER, nest.length()));
    }
}
