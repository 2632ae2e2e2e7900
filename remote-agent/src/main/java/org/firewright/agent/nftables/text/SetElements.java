package org.firewright.agent.nftables.text;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.firewright.agent.netlink.Bytes;
import org.firewright.agent.netlink.Text;
import org.firewright.agent.nftables.model.Data;
import org.firewright.agent.nftables.model.Item;

/** The elements of a set in the order in which they are listed, with bounds joined into intervals. */
final class SetElements {
    /** An element: its key, what it came with, and what a map has for it (null in a set). */
    record Entry(Term key, Item.Element element, Term data) {}

    /** A bound or single value. */
    private record Point(Term.Value value, boolean end, Item.Element element) {}

    private final SetDescription set;
    private final int shift;
    private final int field;

    private SetElements(SetDescription set, int shift, int field) {
        this.set = set;
        this.shift = shift;
        this.field = field;
    }

    /**
     * The elements.
     *
     * @param shift by how many bits the keys stand too far left
     * @param field bits of the keys then, 0 for the set's own
     */
    static List<Entry> of(SetDescription set, int shift, int field) {
        SetElements elements = new SetElements(set, shift, field);
        List<Entry> entries =
                set.set().is(Item.Set.INTERVAL) && !set.isJoined() ? elements.intervals() : elements.single();
        List<Entry> all = new ArrayList<>(entries);
        for (Item.Element element : set.elements()) {
            if (element.is(Item.Element.CATCH_ALL)) {
                all.add(new Entry(new Term.Rest(), element, elements.data(element)));
            }
        }
        return all;
    }

    private List<Entry> single() {
        record Sorted(BigInteger by, Entry entry) {}
        List<Sorted> sorted = new ArrayList<>();
        boolean interval = set.set().is(Item.Set.INTERVAL);
        for (Item.Element element : set.elements()) {
            Bytes key = key(element.key());
            if (key == null || element.is(Item.Element.CATCH_ALL)) {
                continue;
            }
            Term term = set.isJoined() ? joined(key, key(element.keyEnd())) : bits(cut(value(key)));
            boolean backwards = set.isJoined() || set.keyType().isString();
            BigInteger by = backwards ? reversed(key) : order(cut(value(key)));
            sorted.add(new Sorted(by, new Entry(term, element, data(element))));
        }
        if (!interval) {
            Collections.reverse(sorted); // nft turns those around that are equal
            sorted.sort(Comparator.comparing(Sorted::by));
        }
        return sorted.stream().map(Sorted::entry).toList();
    }

    /** Several flags are sorted by the lowest of them. */
    private static BigInteger order(Term.Value value) {
        return value.type().isFlags() && value.number().signum() > 0
                ? BigInteger.ONE.shiftLeft(value.number().getLowestSetBit())
                : value.number();
    }

    private static Bytes key(Data data) {
        return data == null ? null : data.value();
    }

    /** Concatenations and texts are sorted from their last byte on, without what pads them. */
    private BigInteger reversed(Bytes key) {
        byte[] bytes = new byte[key.length()];
        int length = 0;
        int at = 0;
        for (SetDescription.Part part : set.key()) {
            for (int i = 0; i < part.bytes() && at + i < key.length(); i++) {
                bytes[length++] = (byte) key.at(at + i);
            }
            at += (part.bytes() + 3) / 4 * 4;
        }
        byte[] reversed = new byte[length];
        for (int i = 0; i < length; i++) {
            reversed[i] = bytes[length - 1 - i];
        }
        return new BigInteger(1, reversed);
    }

    private Term.Value value(Bytes key) {
        SetDescription.Part part = set.key().getFirst();
        // Bounds are in network order whatever the type, so that the kernel can sort them.
        Order order = set.set().is(Item.Set.INTERVAL) ? Order.NETWORK : part.order();
        return Terms.typed(Term.Value.raw(key), part.type(), order).in(part.order());
    }

    /** The key as it is without the mask under which it is looked for. */
    private Term.Value cut(Term.Value value) {
        int bits = set.key().getFirst().bits();
        if (field == 0 && bits % 8 != 0) {
            return new Term.Value(value.number(), bits, value.type(), value.order());
        }
        return field == 0
                ? value
                : new Term.Value(value.number().shiftRight(shift), field, value.type(), value.order());
    }

    private static Term bits(Term.Value value) {
        return Terms.bits(value);
    }

    private Term joined(Bytes key, Bytes end) {
        List<SetDescription.Part> parts = set.set().is(Item.Set.INTERVAL)
                ? set.key().stream().map(SetDescription.Part::inNetworkOrder).toList()
                : set.key();
        List<Term.Value> from = inOwnOrder(Terms.split(key, parts));
        List<Term.Value> to = end == null ? from : inOwnOrder(Terms.split(end, parts));
        List<Term> terms = new ArrayList<>();
        for (int i = 0; i < from.size(); i++) {
            terms.add(range(from.get(i), to.get(i)));
        }
        return new Term.Joined(List.copyOf(terms));
    }

    /** Values as they are outside of sets. */
    private List<Term.Value> inOwnOrder(List<Term.Value> values) {
        return IntStream.range(0, values.size())
                .mapToObj(i -> values.get(i).in(set.key().get(i).order()))
                .toList();
    }

    private static Term range(Term.Value from, Term.Value to) {
        if (from.number().equals(to.number())) {
            return bits(from);
        }
        Term prefix = Terms.prefix(from, to);
        if (prefix instanceof Term.Prefix(Term ignored, int length)
                && from.type().isString()
                && length % 8 == 0) {
            return new Term.Value(from.number().shiftRight(from.bits() - length), length, from.type(), from.order());
        }
        return from.type().prefix() ? prefix : new Term.Span(from, to);
    }

    /** An interval that data is; one address is a prefix, too. */
    private static Term interval(Term.Value from, Term.Value to) {
        return from.number().equals(to.number()) && from.type().prefix()
                ? new Term.Prefix(from, from.bits())
                : range(from, to);
    }

    private List<Entry> intervals() {
        List<Point> points = new ArrayList<>();
        for (Item.Element element : set.elements()) {
            Bytes key = key(element.key());
            if (key != null && !element.is(Item.Element.CATCH_ALL)) {
                points.add(new Point(value(key), element.is(Item.Element.INTERVAL_END), element));
            }
        }
        points.sort(
                Comparator.comparing((Point point) -> point.value().number()).thenComparing(point -> !point.end()));
        List<Entry> entries = new ArrayList<>();
        Point low = null;
        for (Point point : points) {
            if (low != null) {
                entries.add(interval(low, point.value().number().subtract(BigInteger.ONE)));
            }
            low = point.end() ? null : point;
        }
        if (low != null) {
            entries.add(interval(low, Terms.ones(low.value().bits())));
        }
        return entries;
    }

    private Entry interval(Point low, BigInteger last) {
        Term.Value from = cut(low.value());
        Term.Value to = cut(low.value().with(last));
        Term key = to.number().equals(from.number()) ? from : range(from, to);
        return new Entry(key, low.element(), data(low.element()));
    }

    private Term data(Item.Element element) {
        if (element.object() != null) {
            byte[] name = Text.bytes(element.object() + "\0");
            return new Term.Value(new BigInteger(1, name), 8 * name.length, DataTypes.TEXT, Order.HOST);
        }
        if (!set.isMap() || element.data() == null) {
            return null;
        }
        Data.Verdict verdict = element.data().verdict();
        if (verdict != null) {
            return new Term.Verdict(verdict.code() == null ? 0 : verdict.code(), verdict.chain());
        }
        Bytes value = element.data().value();
        if (value == null || set.data().isEmpty()) {
            return null;
        }
        boolean intervals = set.hasIntervals()
                && Integer.valueOf(value.length()).equals(set.set().dataLength());
        int half = value.length() / 2;
        if (intervals && set.data().size() == 1 && set.data().getFirst().order() == Order.HOST) {
            return turned(value.slice(half, value.length()), value.slice(0, half));
        }
        List<Term.Value> from = data(intervals ? value.slice(0, half) : value);
        List<Term.Value> to = intervals ? data(value.slice(half, value.length())) : from;
        if (from.size() == 1) {
            return intervals ? interval(from.getFirst(), to.getFirst()) : bits(from.getFirst());
        }
        List<Term> terms = new ArrayList<>();
        for (int i = 0; i < from.size(); i++) {
            terms.add(range(from.get(i), to.get(i)));
        }
        return new Term.Joined(List.copyOf(terms));
    }

    /** nft 1.0.6 lists an interval of numbers in the host's order with its bounds and their bytes turned around. */
    private Term turned(Bytes from, Bytes to) {
        DataType type = set.data().getFirst().type();
        return range(
                Terms.typed(Term.Value.raw(from), type, Order.NETWORK),
                Terms.typed(Term.Value.raw(to), type, Order.NETWORK));
    }

    private List<Term.Value> data(Bytes value) {
        if (set.data().size() == 1) {
            SetDescription.Part part = set.data().getFirst();
            return List.of(Terms.typed(Term.Value.raw(value), part.type(), part.order()));
        }
        return Terms.split(value, set.data());
    }
}
