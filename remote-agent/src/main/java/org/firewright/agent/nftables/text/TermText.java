package org.firewright.agent.nftables.text;

import static java.util.stream.Collectors.joining;

import java.util.List;
import org.firewright.agent.nftables.text.Term.Operation;

/** Terms in nft's notation. */
final class TermText {
    private static final String[] BASES = {"ll", "nh", "th", "ih"};

    /** nft breaks the elements of a named set into lines below the first one. */
    private static final String BREAK = ",\n\t\t\t     ";

    private final Style style;
    private final RuleText rules;
    private final ValueText values;

    TermText(Style style, RuleText rules) {
        this.style = style;
        this.rules = rules;
        this.values = new ValueText(style);
    }

    String of(Term term) {
        return of(term, false);
    }

    private String of(Term term, boolean numeric) {
        return switch (term) {
            case Term.Value value -> values.of(value, numeric);
            case Term.Verdict(int code, String chain) -> RuleText.verdict(code, chain);
            case Term.Packet packet -> packet(packet);
            case Term.Meta(int key) -> meta(key);
            case Term.Carried(Tunnel tunnel, Term carried) -> carried(tunnel, carried);
            case Term.Connection c -> connection(c.key(), c.direction(), c.family());
            case Term.Extension extension -> extension(extension);
            case Term.Source(String text, DataType t, int b, Order o) -> text;
            case Term.Hash(Term source, String rest) -> "jhash " + of(source, numeric) + rest;
            case Term.Binary(Operation operation, Term left, Term right) ->
                argument(operation, left, numeric) + " " + operation.sign + " " + argument(operation, right, numeric);
            case Term.Swapped(Term inner) -> of(inner, numeric);
            case Term.Joined(List<Term> terms) ->
                terms.stream().map(each -> of(each, numeric)).collect(joining(" . "));
            case Term.Alternatives(List<Term> terms) ->
                terms.stream().map(each -> of(each, numeric)).collect(joining(","));
            case Term.Span(Term from, Term to) -> of(from, true) + "-" + of(to, true);
            case Term.Prefix(Term value, int length) -> of(value, numeric) + "/" + length;
            case Term.InSet set -> set(set);
            case Term.Mapped(Term key, Term.InSet map, DataType t) ->
                of(key, numeric) + (map.set().isVerdictMap() ? " vmap " : " map ") + set(map);
            case Term.Rest ignored -> "*";
        };
    }

    private String argument(Operation operation, Term term, boolean numeric) {
        boolean weaker = term instanceof Term.Binary inner && operation.strength < inner.operation().strength;
        return weaker ? "(" + of(term, numeric) + ")" : of(term, numeric);
    }

    private static String packet(Term.Packet packet) {
        if (packet.isKnown()) {
            return packet.header().name() + " " + packet.field().name();
        }
        String base = packet.base() >= 0 && packet.base() < BASES.length
                ? BASES[packet.base()]
                : Integer.toString(packet.base());
        return "@" + base + "," + packet.offset() + "," + packet.bits();
    }

    private String carried(Tunnel tunnel, Term carried) {
        boolean own = carried instanceof Term.Packet packet && packet.base() == Tunnel.OWN_HEADER && packet.isKnown();
        return (own ? "" : tunnel.word() + " ") + of(carried);
    }

    static String meta(int key) {
        Keys.Key known = Keys.meta(key);
        return known.plain() ? known.name() : "meta " + known.name();
    }

    static String connection(int key, int direction, String family) {
        String way = switch (direction) {
            case 0 -> "original ";
            case 1 -> "reply ";
            default -> "";
        };
        return "ct " + way + (direction < 0 || family.isEmpty() ? "" : family + " ")
                + Keys.connection(key).name();
    }

    static String extension(Term.Extension extension) {
        String name = extension.option() == null
                ? "unknown-exthdr"
                : extension.option().name();
        String field = extension.field() == null ? "unknown" : extension.field().name();
        return switch (extension.operation()) {
            case Options.TCP -> {
                if (extension.option() == null) {
                    yield extension.offset() == 0 && extension.present()
                            ? "tcp option " + extension.kind()
                            : "tcp option @" + extension.kind() + "," + extension.offset() + "," + extension.bits();
                }
                int number = extension.offset() / 64;
                yield "tcp option " + name + (extension.present() ? "" : (number == 0 ? "" : number) + " " + field);
            }
            case Options.IPV4 -> "ip option " + name + (extension.present() ? "" : " " + field);
            case Options.SCTP -> "sctp chunk " + name + (extension.present() ? "" : " " + field);
            default -> extension.present() ? "exthdr " + name : name + " " + field;
        };
    }

    private String set(Term.InSet set) {
        if (set.set().isMeter()) {
            return set.set().name();
        }
        return set.set().isAnonymous()
                ? elements(set.set(), set.shift(), set.field())
                : "@" + set.set().name();
    }

    /** The elements of a set in braces. */
    String elements(SetDescription set, int shift, int field) {
        StringBuilder text = new StringBuilder("{ ");
        int inLine = 0;
        boolean first = true;
        int most = set.isAnonymous() ? Integer.MAX_VALUE : perLine(set);
        for (SetElements.Entry entry : SetElements.of(set, shift, field)) {
            if (!first) {
                inLine++;
                if (inLine < most) {
                    text.append(", ");
                } else {
                    inLine = 0;
                    text.append(BREAK);
                }
            }
            first = false;
            text.append(entry(entry));
        }
        return text.append(" }").toString();
    }

    /** A set's elements one by one. */
    List<String> each(SetDescription set) {
        return SetElements.of(set, 0, 0).stream().map(this::entry).toList();
    }

    /** How many elements nft prints in a line. */
    static int perLine(SetDescription set) {
        if (set.isJoined()) {
            return 1;
        }
        return switch (set.keyType().number()) {
            case 2, 4, 11, 12, 13, 15, 16, 19, 20, 23, 24, 25, 27 -> 5;
            case 7, 26, 28, 31 -> 2;
            default -> 1;
        };
    }

    private String entry(SetElements.Entry entry) {
        StringBuilder text = new StringBuilder(of(entry.key()));
        rules.appendElement(text, entry.element(), style);
        if (entry.data() != null) {
            text.append(" : ").append(of(entry.data()));
        }
        return text.toString();
    }
}
