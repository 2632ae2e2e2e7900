package org.firewright.agent.nftables;

import java.util.ArrayList;
import java.util.List;
import org.firewright.agent.api.Limit;
import org.firewright.agent.api.Rule;
import org.firewright.agent.nftables.model.Data;
import org.firewright.agent.nftables.model.Item;
import org.firewright.agent.nftables.model.Step;

/** What happens to packets that meet a rule's conditions, as nft writes it for the inet family. */
final class ActionSteps {
    /** NFT_LIMIT_PKT_BYTES and NFT_LIMIT_F_INV. */
    private static final int LIMIT_OF_BYTES = 1;

    private static final int LIMIT_INVERTED = 1;

    /** NF_LOG_PREFIXLEN with its final zero. */
    private static final int MAX_PREFIX = 127;

    /** NFT_REJECT_ICMPX_UNREACH and NFT_REJECT_ICMPX_PORT_UNREACH: of the packet's own family. */
    private static final int ICMPX_UNREACHABLE = 2;

    private static final int PORT_UNREACHABLE = 1;

    private ActionSteps() {}

    static List<Step> of(Rule rule) {
        List<Step> steps = new ArrayList<>();
        if (rule.limit() != null) {
            steps.add(limit(rule.limit()));
        }
        steps.add(new Step.ObjectUse(Item.Shared.COUNTER, rule.counter(), null, null, null));
        if (rule.log()) {
            steps.add(log(rule.name()));
        }
        switch (rule.verdict()) {
            case ACCEPT -> steps.add(verdict(NfTables.ACCEPT));
            case DROP -> steps.add(verdict(NfTables.DROP));
            case REJECT -> steps.add(new Step.Reject(ICMPX_UNREACHABLE, PORT_UNREACHABLE));
            case JUMP -> steps.add(new Step.Immediate(0, Data.of(NfTables.JUMP, rule.jump())));
            case COUNT -> {}
        }
        return List.copyOf(steps);
    }

    /** Ends what is done with the packet; the code is NF_ACCEPT or NF_DROP. */
    static Step verdict(int code) {
        return new Step.Immediate(0, Data.of(code, null));
    }

    /** Ends the rule for packets beyond the rate, or within it. */
    static Step limit(Limit limit) {
        return new Step.Limit(
                limit.amount(),
                limit.seconds(),
                (int) limit.burst(),
                limit.bytes() ? LIMIT_OF_BYTES : 0,
                limit.over() ? LIMIT_INVERTED : 0);
    }

    /** Writes a line to the kernel's log that begins with the rule's name. */
    private static Step log(String ruleName) {
        String prefix = UserData.cut("firewright " + ruleName, MAX_PREFIX - 2) + ": ";
        return new Step.Log(prefix, null, null, null, null, null);
    }
}
