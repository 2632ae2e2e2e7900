package org.firewright.agent.nftables.text;

import java.util.List;
import org.firewright.agent.nftables.text.Term.Operation;

/** Gives terms their names and types, and takes out what they imply. */
final class TermSimplifier {
    private final Walk walk;
    /** Whether masks are left out at once. */
    private boolean withoutMasks;

    TermSimplifier(Walk walk) {
        this.walk = walk;
    }

    /** The same with every mask left out at once, since nothing else could leave it out. */
    Term unmasked(Term term) {
        boolean before = withoutMasks;
        withoutMasks = true;
        Term simple = term(term);
        withoutMasks = before;
        return simple;
    }

    /** Names and types of a term that stands by itself. */
    Term term(Term term) {
        return switch (term) {
            case Term.Mapped mapped -> mapped(mapped);
            case Term.Joined(List<Term> terms) ->
                new Term.Joined(terms.stream().map(this::unmasked).toList());
            case Term.Swapped(Term inner) -> new Term.Swapped(term(inner));
            case Term.Binary binary -> binary(binary);
            case Term.Packet packet -> {
                Term.Packet complete = walk.fields().complete(packet);
                walk.dependencies().releaseBy(complete);
                yield complete;
            }
            case Term.Carried(Tunnel through, Term carried) -> {
                Tunnel before = walk.tunnel();
                walk.look(through);
                Term simple = through.through(term(carried));
                walk.look(before);
                yield simple;
            }
            case Term.Value value -> Terms.bits(value);
            case Term.Span(Term from, Term to) -> new Term.Span(term(from), term(to));
            case Term.Prefix(Term value, int length) -> new Term.Prefix(value, length);
            case Term.Extension extension -> {
                releaseBy(extension);
                yield extension;
            }
            case Term.Connection connection -> typed(connection);
            case Term.Hash(Term source, String rest) -> new Term.Hash(term(source), rest);
            case Term.Source source -> source;
            case Term.Meta meta -> meta;
            case Term.InSet set -> set;
            case Term.Verdict verdict -> verdict;
            case Term.Alternatives alternatives -> alternatives;
            case Term.Rest rest -> rest;
        };
    }

    private void releaseBy(Term.Extension extension) {
        switch (extension.operation()) {
            case Options.TCP -> walk.dependencies().release(3);
            case Options.IPV4, Options.IPV6 -> walk.dependencies().release(2);
            default -> {}
        }
    }

    private Term mapped(Term.Mapped mapped) {
        Term key = mapped.key();
        Term.InSet map = mapped.map();
        if (key instanceof Term.Binary(Operation operation, Term.Packet packet, Term.Value mask)
                && operation == Operation.AND) {
            Fields.Trimmed trimmed = walk.fields().trim(packet, mask);
            if (trimmed != null) {
                key = trimmed.term();
                map = new Term.InSet(map.set(), trimmed.shift(), key.bits());
            }
        }
        return new Term.Mapped(term(key), map, mapped.type());
    }

    private Term binary(Term.Binary binary) {
        Term left = term(binary.left());
        Term right = binary.right();
        switch (binary.operation()) {
            case LEFT, RIGHT -> right = Terms.typed(right, DataTypes.INTEGER, Order.HOST);
            case AND -> {
                right = Terms.typed(right, left.type(), left.order());
                if (withoutMasks && left instanceof Term.Packet packet && right instanceof Term.Value mask) {
                    Fields.Trimmed trimmed = walk.fields().trim(packet, mask);
                    if (trimmed == null) {
                        return new Term.Binary(binary.operation(), left, right);
                    }
                    return term(trimmed.term());
                }
            }
            default -> right = Terms.typed(right, left.type(), left.order());
        }
        return new Term.Binary(binary.operation(), left, term(right));
    }

    private Term.Connection typed(Term.Connection connection) {
        Header network = walk.protocol().at(Header.NETWORK);
        return switch (connection.key()) {
            case Keys.CT_SADDR, Keys.CT_DADDR -> {
                if (Headers.IP.equals(network)) {
                    yield new Term.Connection(connection.key(), connection.direction(), DataTypes.IPV4_ADDR, 32, "ip");
                }
                yield Headers.IP6.equals(network)
                        ? new Term.Connection(connection.key(), connection.direction(), DataTypes.IPV6_ADDR, 128, "ip6")
                        : connection;
            }
            case Keys.CT_SPORT, Keys.CT_DPORT ->
                walk.protocol().at(Header.TRANSPORT) == null
                        ? connection
                        : new Term.Connection(connection.key(), connection.direction(), DataTypes.INET_SERVICE, 16, "");
            default -> connection;
        };
    }
}
