package org.firewright.compile;

import org.firewright.compile.ebpf.UnsupportedPatternException;
import org.firewright.expression.Span;

/** What no program can tell, with the reason. */
final class ProgramRefusals {
    private ProgramRefusals() {}

    /** Throws Refusal where a program cannot tell whether the condition holds. */
    static void check(Formula.Leaf leaf) throws Refusal {
        String alone = "Write a rule for each side of the or, with the same action.";
        switch (leaf.constraint()) {
            case Constraint.OfInterface names ->
                throw new Refusal(
                        leaf.span(),
                        names.field().text() + " is compared by nftables alone: an eBPF program does not see it, so it"
                                + " cannot stand in an or with another value.",
                        alone);
            case Constraint.OfState ignored ->
                throw new Refusal(
                        leaf.span(),
                        "ct.state is known to nftables alone: an eBPF program does not see it, so it cannot stand in an"
                                + " or with another value.",
                        alone);
            case Constraint.OfPayload test -> check(leaf.span(), test);
            case Constraint.OfRate ignored -> throw Rates.refusal(leaf.span());
            default -> {}
        }
    }

    private static void check(Span span, Constraint.OfPayload test) throws Refusal {
        try {
            switch (test.relation()) {
                case CONTAINS, MATCHES -> Payloads.search(test.relation(), test.bytes());
                case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> {
                    if (test.bytes().length() > Payloads.MOST_ORDERED) {
                        throw new Refusal(
                                span,
                                "At most " + Payloads.MOST_ORDERED + " bytes of a payload are compared in order.",
                                "Compare with fewer bytes.");
                    }
                }
                default -> {}
            }
        } catch (UnsupportedPatternException e) {
            throw new Refusal(span, e.getMessage(), "Use a simpler pattern, or contains.");
        }
    }
}
