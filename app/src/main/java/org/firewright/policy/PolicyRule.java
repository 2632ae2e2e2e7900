package org.firewright.policy;

import java.nio.charset.StandardCharsets;
import org.firewright.agent.api.ListFile;

/**
 * A rule as a person wrote it.
 *
 * @param name unique in its policy
 * @param when the expression's text; empty matches every packet
 * @param action what happens to packets that match
 * @param enabled a rule that is off is not deployed
 * @param note free text, may be empty
 */
public record PolicyRule(String name, String when, Action action, boolean enabled, String note) {
    /** The rule's identity in the kernel: twelve hexadecimal digits that stay the same while its name does. */
    public String id() {
        return ListFile.sha256(name.getBytes(StandardCharsets.UTF_8)).substring(0, 12);
    }
}
