package org.firewright.agent.api;

/**
 * Where a problem is, as far as is known.
 *
 * @param namespace empty where it is about the whole host
 * @param rule {@link Rule#number}, 0 where it is about no single rule
 * @param ruleName the rule's name, empty where there is none
 * @param condition the condition in the rule from 1 on, 0 where it is about no single one
 */
public record Place(String namespace, int rule, String ruleName, int condition) {
    /** The whole host. */
    public static final Place HOST = new Place("", 0, "", 0);

    /** A whole namespace. */
    public static Place namespace(String namespace) {
        return new Place(namespace, 0, "", 0);
    }

    /** Such as "acme, rule 3 (Bad actors), condition 2"; empty for the whole host. */
    public String text() {
        StringBuilder text = new StringBuilder(namespace);
        if (rule > 0) {
            text.append(text.isEmpty() ? "" : ", ").append("rule ").append(rule);
            text.append(ruleName.isEmpty() ? "" : " (" + ruleName + ")");
        }
        if (condition > 0) {
            text.append(", condition ").append(condition);
        }
        return text.toString();
    }
}
