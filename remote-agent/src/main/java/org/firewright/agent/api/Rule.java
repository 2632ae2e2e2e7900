package org.firewright.agent.api;

import java.util.List;

/**
 * One rule: one rule in the kernel too, with one counter. Only with a {@link Condition.Rate} it is one for each family
 * of addresses, as {@link Family#of} says, and what is told of its counter is their sum.
 *
 * @param id stable identity, 1 to 36 characters of [A-Za-z0-9-]; kept in the kernel as the rule's user data
 * @param number place in the policy from 1 on, as people count
 * @param name the rule's name, for people; kept in the kernel as the rule's comment, cut to 128 bytes
 * @param conditions all must hold; none means that every packet matches
 * @param limit holds for packets that meet the conditions, null where there is none
 * @param log whether packets that meet conditions and limit become lines of the kernel's log
 * @param verdict what then happens
 */
public record Rule(
        String id, int number, String name, List<Condition> conditions, Limit limit, boolean log, Verdict verdict) {
    /** A rule without limit and log. */
    public Rule(String id, int number, String name, List<Condition> conditions, Verdict verdict) {
        this(id, number, name, conditions, null, false, verdict);
    }
}
