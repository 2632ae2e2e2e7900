package org.firewright.agent.nftables.text;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.firewright.agent.nftables.text.Statement.Comparison;
import org.firewright.agent.nftables.text.Statement.Relation;
import org.firewright.agent.nftables.text.Term.Operation;

/** Makes of comparisons what a person would have written: fields, flags, prefixes and ranges. */
final class RelationSimplifier {
    private final Walk walk;
    private final TermSimplifier terms;

    RelationSimplifier(Walk walk, TermSimplifier terms) {
        this.walk = walk;
        this.terms = terms;
    }

    /** Of one at the line where the walk is. */
    void relation(Relation relation) {
        if (relation.left() instanceof Term.Packet packet) {
            packet(relation.comparison(), packet, relation.right());
            return;
        }
        Term left = terms.term(relation.left());
        Term right = typed(relation.right(), left);
        right = right instanceof Term.Joined ? right : terms.term(right);
        Relation simple = new Relation(relation.comparison(), left, right);
        walk.line().statement = simple;
        switch (left) {
            case Term.Connection connection -> key(simple, layer(connection), Protocol.isProtocol(connection));
            case Term.Meta(int key) -> {
                int layer = key == Keys.L4PROTO ? 2 : key == Keys.NFPROTO || key == Keys.PROTOCOL ? 1 : 0;
                key(simple, layer, layer > 0 || key == Keys.LINK_TYPE);
            }
            case Term.Binary binary -> masked(simple, binary);
            default -> {}
        }
    }

    private static Term typed(Term right, Term left) {
        if (right instanceof Term.Joined(List<Term> values)
                && left instanceof Term.Joined(List<Term> sources)
                && values.size() == sources.size()) {
            List<Term> typed = new ArrayList<>();
            for (int i = 0; i < values.size(); i++) {
                Term source = sources.get(i);
                Term value = Terms.typed(values.get(i), source.type(), source.order());
                typed.add(value instanceof Term.Value single ? Terms.bits(single) : value);
            }
            return new Term.Joined(List.copyOf(typed));
        }
        return Terms.typed(right, left.type(), left.order());
    }

    private static int layer(Term.Connection connection) {
        return switch (connection.key()) {
            case Keys.CT_SADDR, Keys.CT_DADDR, Keys.CT_PROTOCOL -> 2;
            case Keys.CT_SPORT, Keys.CT_DPORT -> 3;
            case Keys.CT_L3PROTO -> 1;
            default -> 0;
        };
    }

    private void key(Relation relation, int layer, boolean isProtocol) {
        boolean one = relation.comparison() == Comparison.EQUAL
                && !(relation.right() instanceof Term.Span)
                && !(relation.right() instanceof Term.InSet);
        if (!one) {
            return;
        }
        if (isProtocol) {
            walk.protocol().learn(relation.left(), relation.right());
        }
        if (layer < 3) {
            if (walk.dependencies().exists(layer) && walk.dependencies().mayReleaseBy(relation)) {
                walk.dependencies().release(layer);
            }
            if (isProtocol) {
                walk.dependencies().store(walk.line(), layer);
            }
        }
    }

    private void packet(Comparison comparison, Term.Packet packet, Term right) {
        boolean equality = comparison == Comparison.EQUAL || comparison == Comparison.NOT_EQUAL;
        if (equality && right instanceof Term.Value value) {
            expand(comparison, packet, value);
            return;
        }
        if (equality && right instanceof Term.InSet set && set.set().isAnonymous()) {
            learnMessage(packet, set);
        }
        Term.Packet complete = walk.fields().complete(packet);
        walk.line().statement =
                new Relation(comparison, complete, Terms.typed(right, complete.type(), complete.order()));
        walk.dependencies().releaseBy(complete);
    }

    /** A set of ICMP types tells which fields there are as its first element does. */
    private void learnMessage(Term.Packet packet, Term.InSet set) {
        Header header = walk.protocol().at(packet.base());
        boolean type = packet.base() == Header.TRANSPORT
                && packet.offset() == 0
                && packet.bits() == 8
                && walk.protocol().message() == 0
                && (Headers.ICMP.equals(header) || Headers.ICMPV6.equals(header));
        List<SetElements.Entry> entries = type ? SetElements.of(set.set(), 0, 0) : List.of();
        if (!entries.isEmpty() && entries.getFirst().key() instanceof Term.Value value) {
            walk.protocol().message(value.number().intValue());
        }
    }

    private void expand(Comparison comparison, Term.Packet packet, Term.Value value) {
        int layer = packet.base() + 1;
        int at = walk.lines().indexOf(walk.line());
        int left = value.bits();
        walk.lines().remove(at);
        for (Term.Packet part : walk.fields().expand(packet)) {
            left -= part.bits();
            BigInteger number = value.number().shiftRight(Math.max(left, 0)).and(Terms.ones(part.bits()));
            Term right = new Term.Value(number, part.bits(), part.type(), part.order());
            if (part.field() != null && part.bits() < part.field().bits()) {
                int missing = part.field().bits() - part.bits();
                right = new Term.Prefix(
                        new Term.Value(number.shiftLeft(missing), part.field().bits(), part.type(), part.order()),
                        part.bits());
            }
            Relation relation = new Relation(comparison, part, right);
            Header before = walk.protocol().at(packet.base());
            if (comparison == Comparison.EQUAL) {
                walk.protocol().learn(part, right);
            }
            Line next = new Line(relation, walk.tunnel());
            walk.lines().add(at, next);
            if (isStacked(before, relation)) {
                layer--;
            }
            int size = walk.lines().size();
            walk.dependencies().releaseBy(part);
            at += 1 - (size - walk.lines().size());
            if (comparison == Comparison.EQUAL && part.key()) {
                walk.dependencies().store(next, layer);
            }
        }
        walk.turn(null);
    }

    private static boolean isStacked(Header header, Relation relation) {
        if (header == null
                || relation.comparison() != Comparison.EQUAL
                || !(relation.left() instanceof Term.Packet packet)
                || !packet.key()
                || !(relation.right() instanceof Term.Value value)) {
            return false;
        }
        Header next = header.next(value.number().longValue());
        return next != null && next.base() == header.base();
    }

    private void masked(Relation relation, Term.Binary binary) {
        boolean equality = relation.comparison() == Comparison.EQUAL || relation.comparison() == Comparison.NOT_EQUAL;
        Term right = relation.right();
        if (right instanceof Term.InSet && right.type().isFlags()) {
            return; // flags in a set are not told apart from their mask
        }
        if (binary.operation() == Operation.AND
                && equality
                && right.type().isFlags()
                && !(right instanceof Term.Span)) {
            flags(relation, binary);
        } else if (binary.operation() == Operation.AND
                && binary.left().type().prefix()
                && right instanceof Term.Value
                && binary.right() instanceof Term.Value mask
                && Terms.isPrefix(mask.number(), mask.bits())) {
            walk.line().statement = new Relation(
                    relation.comparison(), binary.left(), new Term.Prefix(right, Terms.prefixLength(mask.number())));
        } else if (binary.operation() == Operation.AND && binary.right() instanceof Term.Value mask) {
            unmask(relation, binary.left(), mask);
        } else if (binary.operation() == Operation.RIGHT
                && binary.left() instanceof Term.Binary(Operation inner, Term source, Term.Value mask)
                && inner == Operation.AND
                && binary.right() instanceof Term.Value shift) {
            unshift(relation, source, mask, shift);
        }
    }

    private void flags(Relation relation, Term.Binary binary) {
        boolean equal = relation.comparison() == Comparison.EQUAL;
        Term mask = binary.right();
        Term right = relation.right();
        if (right instanceof Term.Value value && value.number().signum() == 0) {
            walk.line().statement =
                    new Relation(equal ? Comparison.NONE : Comparison.ANY, binary.left(), Terms.alternatives(mask));
        } else if (!(right instanceof Term.Value value
                && mask instanceof Term.Value same
                && value.number().equals(same.number()))) {
            walk.line().statement =
                    new Statement.Flags(!equal, binary.left(), Terms.alternatives(mask), Terms.alternatives(right));
        }
    }

    private void unmask(Relation relation, Term left, Term.Value mask) {
        Fields.Trimmed trimmed = trim(left, mask);
        if (trimmed == null) {
            if (left instanceof Term.Extension extension && extension.operation() == Options.IPV6) {
                Term part = new Term.Binary(Operation.AND, Options.unknown(extension), mask);
                walk.line().statement = new Relation(relation.comparison(), part, relation.right());
            }
            return;
        }
        Term right = shifted(relation.right(), trimmed);
        if (trimmed.term() instanceof Term.Packet packet) {
            packet(relation.comparison(), packet, right);
        } else {
            Term term = trimmed.term();
            walk.line().statement =
                    new Relation(relation.comparison(), term, Terms.typed(right, term.type(), term.order()));
        }
    }

    private static Term shifted(Term right, Fields.Trimmed trimmed) {
        return switch (right) {
            case Term.Value value ->
                new Term.Value(
                        value.number().shiftRight(trimmed.shift()),
                        trimmed.term().bits(),
                        value.type(),
                        value.order());
            case Term.Span(Term from, Term to) -> new Term.Span(shifted(from, trimmed), shifted(to, trimmed));
            case Term.InSet set ->
                new Term.InSet(set.set(), trimmed.shift(), trimmed.term().bits());
            default -> right;
        };
    }

    private void unshift(Relation relation, Term source, Term.Value mask, Term.Value shift) {
        Fields.Trimmed trimmed = trim(source, mask);
        if (trimmed == null || trimmed.shift() != shift.number().intValue()) {
            return;
        }
        Term complete = trimmed.term() instanceof Term.Packet packet ? terms.term(packet) : trimmed.term();
        DataType type = complete instanceof Term.Packet ? DataTypes.RAW : complete.type(); // as nft, without names
        Term right = Terms.typed(relation.right(), type, complete.order());
        walk.line().statement = new Relation(relation.comparison(), complete, right);
    }

    private Fields.Trimmed trim(Term source, Term.Value mask) {
        return switch (source) {
            case Term.Packet packet -> walk.fields().trim(packet, mask);
            case Term.Extension extension -> walk.fields().trim(extension, mask);
            default -> null;
        };
    }

    /** Two comparisons that make a range. */
    void joinRange() {
        Line previous = walk.dependencies().previous();
        if (previous == null
                || walk.line() == null
                || !(walk.line().statement instanceof Relation last)
                || !(previous.statement instanceof Relation first)
                || !unswapped(first.left())
                        .getClass()
                        .equals(unswapped(last.left()).getClass())) {
            return;
        }
        Comparison joined =
                first.comparison() == Comparison.GREATER_OR_EQUAL && last.comparison() == Comparison.LESS_OR_EQUAL
                        ? Comparison.EQUAL
                        : first.comparison() == Comparison.LESS && last.comparison() == Comparison.GREATER
                                ? Comparison.NOT_EQUAL
                                : null;
        if (joined != null) {
            Term from =
                    Terms.typed(first.right(), last.left().type(), last.left().order());
            walk.line().statement = new Relation(joined, last.left(), new Term.Span(from, last.right()));
            walk.lines().remove(previous);
        }
    }

    private static Term unswapped(Term term) {
        return term instanceof Term.Swapped(Term inner) ? inner : term;
    }
}
