package org.firewright.agent.nftables.text;

import java.util.List;
import org.firewright.agent.nftables.model.Step;

/** A piece of a rule as a person writes it. */
sealed interface Statement {
    /** Ends the rule unless both sides compare so. */
    record Relation(Comparison comparison, Term left, Term right) implements Statement {}

    /** Ends the rule unless the flags under the mask are these, or are not. */
    record Flags(boolean negated, Term left, Term mask, Term value) implements Statement {}

    /** Does what a map of verdicts has for the key. */
    record VerdictMap(Term.Mapped mapped) implements Statement {}

    /** Decides, or goes to another chain. */
    record Decision(int code, String chain) implements Statement {}

    /** Writes into the packet. */
    record SetPacket(Term.Packet target, Term value) implements Statement {}

    /** Sets what the kernel knows of the packet. */
    record SetMeta(int key, Term value) implements Statement {}

    /** Sets what the kernel knows of the connection. */
    record SetConnection(int key, int direction, Term value) implements Statement {}

    /** Writes into an option. */
    record SetExtension(Term.Extension target, Term value) implements Statement {}

    /** Takes an option out. */
    record Strip(Term.Extension option) implements Statement {}

    /**
     * Translates addresses.
     *
     * @param action snat, dnat, masquerade or redirect
     * @param family printed where it is not 0
     */
    record Nat(String action, int family, Term address, Term port, int flags) implements Statement {}

    /** Hands to a local socket. */
    record Tproxy(int family, Term address, Term port) implements Statement {}

    /** Sends a copy. */
    record Duplicate(Term to, Term device) implements Statement {}

    /** Sends out of another interface. */
    record Forward(int family, Term device, Term address) implements Statement {}

    /** Hands to a program. */
    record Queue(Term number, int flags) implements Statement {}

    /** Changes a set. */
    record Update(int operation, SetDescription set, Term key, long timeout, List<Statement> stateful, Term data)
            implements Statement {}

    /** Uses an object. */
    record Use(int type, Term name) implements Statement {}

    /** Refuses with an answer. */
    record Reject(int type, int code, int family, boolean whole) implements Statement {}

    /** A step that is a statement by itself. */
    record Alone(Step step) implements Statement {}

    /** Whether it only looks at the packet. */
    default boolean isTest() {
        return this instanceof Relation || this instanceof Flags || this instanceof VerdictMap;
    }

    /** How two sides are compared; the first six are numbered as NFT_CMP_*. */
    enum Comparison {
        EQUAL("=="),
        NOT_EQUAL("!="),
        LESS("<"),
        LESS_OR_EQUAL("<="),
        GREATER(">"),
        GREATER_OR_EQUAL(">="),
        ANY(""),
        NONE("!");

        final String sign;

        Comparison(String sign) {
            this.sign = sign;
        }
    }
}
