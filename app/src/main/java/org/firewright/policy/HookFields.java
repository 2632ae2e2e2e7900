package org.firewright.policy;

import java.util.Locale;
import java.util.Optional;
import org.firewright.agent.api.Hook;
import org.firewright.expression.Field;

/** What packets have at a hook beside their bytes, whatever packets they are. */
public final class HookFields {
    /** NF_IP_PRI_CONNTRACK in linux/netfilter_ipv4.h: from there on packets belong to connections. */
    public static final int TRACKING = -200;

    private HookFields() {}

    /** Why no packet has the field at the hook, as a sentence; empty where packets can have it. */
    public static Optional<String> missing(Field field, Hook hook) {
        boolean before = hook == Hook.PREROUTING || hook == Hook.INPUT;
        if (field == Field.OIF && before) {
            return Optional.of("At the hook " + word(hook)
                    + " no packet has an oif: only at forward, output and postrouting is known where it leaves.");
        }
        if (field == Field.IIF && hook == Hook.OUTPUT) {
            return Optional.of("At the hook output no packet has an iif: it was made here and came in nowhere.");
        }
        return Optional.empty();
    }

    /** Whether packets meet the policy before their connections are tracked. */
    public static boolean isBeforeTracking(Policy policy) {
        return (policy.hook() == Hook.PREROUTING || policy.hook() == Hook.OUTPUT) && policy.priority() < TRACKING;
    }

    /** The hook as a project's file has it. */
    public static String word(Hook hook) {
        return hook.name().toLowerCase(Locale.ROOT);
    }
}
