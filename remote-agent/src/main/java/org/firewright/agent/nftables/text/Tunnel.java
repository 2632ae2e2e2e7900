package org.firewright.agent.nftables.text;

import java.util.List;
import java.util.function.UnaryOperator;
import org.firewright.agent.nftables.model.Step;

/**
 * What an inner expression looks through: NFT_INNER_VXLAN and NFT_INNER_GENEVE of linux/netfilter/nf_tables.h and the two
 * that nft adds to them. What a tunnel carries is a packet of its own, with headers of its own.
 */
enum Tunnel {
    VXLAN("vxlan", 1, 8, 0xF),
    GENEVE("geneve", 2, 8, 0xF),
    GRE("gre", 3, 4, 0xC),
    GRETAP("gretap", 4, 4, 0xE);

    /** NFT_PAYLOAD_TUN_HEADER: the tunnel's own header. */
    static final int OWN_HEADER = 4;

    private final String word;
    private final int type;
    private final int headerSize;
    private final int flags;

    /**
     * One.
     *
     * @param headerSize bytes of the tunnel's header
     * @param flags NFT_INNER_*: which headers there are to look at
     */
    Tunnel(String word, int type, int headerSize, int flags) {
        this.word = word;
        this.type = type;
        this.headerSize = headerSize;
        this.flags = flags;
    }

    /** By an expression of ours or somebody's. */
    static Tunnel of(Step.Inner step) {
        for (Tunnel tunnel : values()) {
            if (Numbers.or0(step.type()) == tunnel.type
                    && Numbers.or0(step.headerSize()) == tunnel.headerSize
                    && Numbers.or0(step.flags()) == tunnel.flags) {
                return tunnel;
            }
        }
        throw new NotUnderstoodException();
    }

    /** By the number that nft notes down with sets; null where it is no tunnel. */
    static Tunnel noted(int header) {
        return switch (header) {
            case 18 -> VXLAN;
            case 19 -> GENEVE;
            case 20 -> GRE;
            case 21 -> GRETAP;
            default -> null;
        };
    }

    String word() {
        return word;
    }

    /** Its header's fields, null where they are not looked at in this way. */
    Header own() {
        return switch (this) {
            case VXLAN -> Headers.VXLAN;
            case GENEVE -> Headers.GENEVE;
            case GRE, GRETAP -> null;
        };
    }

    /** The family whose packets begin as what it carries does. */
    int family() {
        return this == GRE ? TableContext.NETDEV : TableContext.BRIDGE;
    }

    /** Whether the tunnel's name in front of a test says what its own protocol is. */
    boolean isProtocol() {
        return this == GRE || this == GRETAP;
    }

    /** The tunnel through which all of a term is looked at; null where there is none, or not one. */
    static Tunnel of(Term term) {
        return switch (term) {
            case Term.Carried carried -> carried.tunnel();
            case Term.Binary binary -> of(binary.left());
            case Term.Swapped swapped -> of(swapped.term());
            default -> null;
        };
    }

    /** The term as it is within the tunnel. */
    static Term within(Term term) {
        return each(term, leaf -> leaf instanceof Term.Carried carried ? carried.term() : leaf);
    }

    /** The term as it is seen through the tunnel. */
    Term through(Term term) {
        return each(
                term,
                leaf -> leaf instanceof Term.Packet || leaf instanceof Term.Meta ? new Term.Carried(this, leaf) : leaf);
    }

    /** The statement as it is seen through the tunnel. */
    Statement through(Statement statement) {
        return switch (statement) {
            case Statement.Relation(Statement.Comparison comparison, Term left, Term right) ->
                new Statement.Relation(comparison, through(left), right);
            case Statement.Flags(boolean negated, Term left, Term mask, Term value) ->
                new Statement.Flags(negated, through(left), mask, value);
            default -> statement;
        };
    }

    private static Term each(Term term, UnaryOperator<Term> change) {
        return switch (term) {
            case Term.Binary(Term.Operation operation, Term left, Term right) ->
                new Term.Binary(operation, each(left, change), each(right, change));
            case Term.Swapped(Term inner) -> new Term.Swapped(each(inner, change));
            case Term.Joined(List<Term> terms) ->
                new Term.Joined(terms.stream().map(one -> each(one, change)).toList());
            default -> change.apply(term);
        };
    }
}
