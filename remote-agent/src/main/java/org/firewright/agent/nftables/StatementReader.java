package org.firewright.agent.nftables;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.firewright.agent.netlink.Bytes;
import org.firewright.agent.nftables.Expression.Comparison;

/**
 * Folds a rule's expressions into statements: what was loaded into registers is remembered until something compares
 * it. Expressions that do not fit together that way become {@link Statement.Opaque}.
 */
final class StatementReader {
    private static final int SLOT = 4;

    /** NFT_DATA_VALUE_MAXLEN. */
    private static final int MAX_KEY = 64;

    private final Map<String, KernelSet> sets;
    private final Map<Integer, Loaded> registers = new HashMap<>();
    private final List<Statement> statements = new ArrayList<>();

    private StatementReader(Map<String, KernelSet> sets) {
        this.sets = sets;
    }

    /** A set with its elements. */
    record KernelSet(NftSet set, List<NftElement> elements) {}

    private record Loaded(Statement.Source source, int length, Bytes mask) {}

    /**
     * The statements of a rule.
     *
     * @param sets by name, those whose elements are known
     */
    static List<Statement> read(List<Expression> expressions, Map<String, KernelSet> sets) {
        StatementReader reader = new StatementReader(sets);
        expressions.forEach(reader::read);
        return reader.statements;
    }

    private void read(Expression expression) {
        switch (expression) {
            case Expression.Payload(int register, int base, int offset, int length) ->
                registers.put(
                        slot(register), new Loaded(new Statement.Source.Payload(base, offset, length), length, null));
            case Expression.Meta(int key, int register) ->
                registers.put(slot(register), new Loaded(new Statement.Source.Meta(key), 0, null));
            case Expression.Bitwise bitwise -> mask(bitwise);
            case Expression.Compare(int register, Comparison comparison, Bytes value) -> {
                Loaded loaded = registers.get(slot(register));
                Statement.Values values = loaded != null && loaded.mask() != null
                        ? new Statement.Values.Masked(loaded.mask(), value)
                        : new Statement.Values.One(value);
                test(loaded, comparison, values, "cmp");
            }
            case Expression.Range(int register, boolean inverted, Bytes from, Bytes to) ->
                test(
                        unmasked(registers.get(slot(register))),
                        inverted ? Comparison.NOT_EQUAL : Comparison.EQUAL,
                        new Statement.Values.Interval(from, to),
                        "range");
            case Expression.Lookup lookup -> lookup(lookup);
            case Expression.Match match ->
                statements.add(match.pin()
                        .<Statement>map(Statement.Program::new)
                        .orElseGet(() -> new Statement.Extension(match.extension())));
            case Expression.Counter(long packets, long bytes) -> statements.add(new Statement.Count(packets, bytes));
            case Expression.Decide(int code, String chain) -> statements.add(new Statement.Decision(code, chain));
            case Expression.Immediate ignored -> statements.add(new Statement.Opaque("immediate"));
            case Expression.Unknown(String name, Bytes ignored) -> statements.add(new Statement.Opaque(name));
        }
    }

    private void mask(Expression.Bitwise bitwise) {
        Loaded loaded = unmasked(registers.get(slot(bitwise.source())));
        boolean selects = bitwise.flip().equals(Bytes.of(new byte[bitwise.flip().length()]));
        if (loaded == null || !selects) {
            registers.remove(slot(bitwise.target()));
            statements.add(new Statement.Opaque("bitwise"));
        } else {
            registers.put(slot(bitwise.target()), new Loaded(loaded.source(), loaded.length(), bitwise.mask()));
        }
    }

    private void test(Loaded loaded, Comparison comparison, Statement.Values values, String name) {
        boolean sound = switch (values) {
            case Statement.Values.Masked(Bytes mask, Bytes value) -> mask.length() == value.length();
            case Statement.Values.Interval(Bytes from, Bytes to) -> from.length() == to.length();
            default -> true;
        };
        statements.add(
                loaded == null || !sound
                        ? new Statement.Opaque(name)
                        : new Statement.Test(List.of(loaded.source()), comparison, values));
    }

    private void lookup(Expression.Lookup lookup) {
        Comparison comparison = lookup.inverted() ? Comparison.NOT_EQUAL : Comparison.EQUAL;
        KernelSet set = sets.get(lookup.set());
        Loaded first = unmasked(registers.get(slot(lookup.register())));
        if (set == null || first == null || !isSound(set)) {
            statements.add(new Statement.Opaque("lookup"));
            return;
        }
        List<Statement.Source> sources = new ArrayList<>();
        int slot = slot(lookup.register());
        int end = slot + set.set().keyLength();
        while (slot < end) {
            Loaded loaded = unmasked(registers.get(slot));
            if (loaded == null) {
                statements.add(new Statement.Opaque("lookup"));
                return;
            }
            sources.add(loaded.source());
            slot += loaded.length() == 0 ? SLOT : (loaded.length() + SLOT - 1) & -SLOT;
        }
        boolean anonymous = (set.set().flags() & NftSet.ANONYMOUS) != 0;
        Statement.Values values = anonymous
                ? several(set, sources.size() > 1)
                : new Statement.Values.Named(set.set().name());
        statements.add(new Statement.Test(List.copyOf(sources), comparison, values));
    }

    /** Whether all keys are as long as the set says, so that they can be taken apart. */
    private static boolean isSound(KernelSet set) {
        int length = set.set().keyLength();
        return length > 0
                && length <= MAX_KEY
                && set.elements().stream()
                        .allMatch(element -> element.key().length() == length
                                && (element.keyEnd().length() == 0
                                        || element.keyEnd().length() == length));
    }

    private static Statement.Values several(KernelSet set, boolean concatenation) {
        // nft sorts concatenations as if all their bytes were one little-endian number. Where one plain interval ends
        // and the next one starts, the end comes first.
        Comparator<NftElement> order = concatenation
                ? Comparator.comparing(element -> reversed(element.key()))
                : Comparator.comparing(NftElement::key).thenComparing(element -> !element.end());
        List<NftElement> sorted = set.elements().stream()
                .sorted(order.thenComparing(NftElement::keyEnd))
                .toList();
        boolean plain = (set.set().flags() & (NftSet.INTERVAL | NftSet.CONCATENATION)) == NftSet.INTERVAL;
        List<Statement.Values.Interval> intervals = new ArrayList<>();
        for (int i = 0; i < sorted.size(); i++) {
            NftElement element = sorted.get(i);
            if (element.end()) {
                continue;
            }
            Bytes to = element.keyEnd().length() > 0 ? element.keyEnd() : element.key();
            if (plain) {
                to = i + 1 < sorted.size()
                        ? before(sorted.get(i + 1).key())
                        : highest(element.key().length());
            }
            intervals.add(new Statement.Values.Interval(element.key(), to));
        }
        return new Statement.Values.Several(List.copyOf(intervals));
    }

    private static Bytes reversed(Bytes value) {
        byte[] bytes = new byte[value.length()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) value.at(bytes.length - 1 - i);
        }
        return Bytes.of(bytes);
    }

    private static Bytes before(Bytes value) {
        byte[] bytes = value.toArray();
        int i = bytes.length - 1;
        while (i >= 0 && bytes[i]-- == 0) {
            i--;
        }
        return Bytes.of(bytes);
    }

    private static Bytes highest(int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) 0xFF);
        return Bytes.of(bytes);
    }

    private static Loaded unmasked(Loaded loaded) {
        return loaded == null || loaded.mask() != null ? null : loaded;
    }

    /** Where a register starts, in bytes: 1 to 4 are the same memory as 8 to 23. */
    private static int slot(int register) {
        return register >= 8 ? (register - 8) * SLOT : (register - 1) * 4 * SLOT;
    }
}
