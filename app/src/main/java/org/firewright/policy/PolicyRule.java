package org.firewright.policy;

import java.util.Optional;

/**
 * A rule as a person wrote it.
 *
 * @param name unique in its policy
 * @param when the expression's text; empty matches every packet
 * @param action what happens to packets that match
 * @param to the group that a jump goes to; empty for every other action
 * @param enabled a rule that is off is not deployed
 * @param observe whether packets that match are only counted, to see what the action would do, and go on
 * @param log whether each packet that matches also becomes a line of the kernel's log
 * @param limit the rate up to which, or beyond which, packets match at all
 * @param note free text, may be empty
 */
public record PolicyRule(
        String name,
        String when,
        Action action,
        String to,
        boolean enabled,
        boolean observe,
        boolean log,
        Optional<RateLimit> limit,
        String note) {
    public PolicyRule {
        to = action == Action.JUMP ? to : "";
    }

    /** A rule that does what its action says to all packets that match, without a line in the log. */
    public PolicyRule(String name, String when, Action action, boolean enabled, String note) {
        this(name, when, action, "", enabled, false, false, Optional.empty(), note);
    }

    /** Whether packets that match go to a group. */
    public boolean jumps() {
        return action == Action.JUMP && enabled && !observe;
    }

    /** Whether a packet that matches is asked about by no further rule. */
    public boolean decides() {
        return action.decides() && !observe;
    }

    /** The same rule with another name. */
    public PolicyRule withName(String newName) {
        return new PolicyRule(newName, when, action, to, enabled, observe, log, limit, note);
    }

    /** The same rule with another expression. */
    public PolicyRule withWhen(String newWhen) {
        return new PolicyRule(name, newWhen, action, to, enabled, observe, log, limit, note);
    }

    /** The same rule with another action, which is no jump. */
    public PolicyRule withAction(Action newAction) {
        return new PolicyRule(name, when, newAction, to, enabled, observe, log, limit, note);
    }

    /** The same rule, jumping to a group. */
    public PolicyRule withJump(String group) {
        return new PolicyRule(name, when, Action.JUMP, group, enabled, observe, log, limit, note);
    }

    /** The same rule on or off. */
    public PolicyRule withEnabled(boolean newEnabled) {
        return new PolicyRule(name, when, action, to, newEnabled, observe, log, limit, note);
    }

    /** The same rule, only to observe or not. */
    public PolicyRule withObserve(boolean newObserve) {
        return new PolicyRule(name, when, action, to, enabled, newObserve, log, limit, note);
    }

    /** The same rule, with lines in the log or without. */
    public PolicyRule withLog(boolean newLog) {
        return new PolicyRule(name, when, action, to, enabled, observe, newLog, limit, note);
    }

    /** The same rule with another limit. */
    public PolicyRule withLimit(Optional<RateLimit> newLimit) {
        return new PolicyRule(name, when, action, to, enabled, observe, log, newLimit, note);
    }

    /** The same rule with another note. */
    public PolicyRule withNote(String newNote) {
        return new PolicyRule(name, when, action, to, enabled, observe, log, limit, newNote);
    }
}
