package org.firewright.compile;

import java.nio.charset.StandardCharsets;
import org.firewright.agent.api.ListFile;
import org.firewright.policy.HookFields;
import org.firewright.policy.Policy;

/** Names of chains. */
public final class Chains {
    private static final int MOST_WORDS = 40;
    private static final int DIGITS = 6;

    private Chains() {}

    /**
     * The name of the chain that a policy or group becomes: {@code group_web-servers}, or a policy's hook and, unless it
     * is 0, its priority, as in {@code input_m300}.
     */
    public static String name(Policy policy) {
        if (policy.isGroup()) {
            return group(policy.name());
        }
        int priority = policy.priority();
        String number = (priority < 0 ? "m" : "") + Math.abs((long) priority);
        return HookFields.word(policy.hook()) + (priority == 0 ? "" : "_" + number);
    }

    /** Of a group by its name; where that has letters that no chain can have, digits of its digest tell it from others. */
    static String group(String name) {
        String plain = name.replaceAll("[^A-Za-z0-9_-]+", "_");
        if (plain.equals(name) && name.length() <= MOST_WORDS) {
            return "group_" + name;
        }
        String digest = ListFile.sha256(name.getBytes(StandardCharsets.UTF_8)).substring(0, DIGITS);
        return "group_" + plain.substring(0, Math.min(plain.length(), MOST_WORDS)) + "." + digest;
    }
}
