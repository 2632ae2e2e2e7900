package org.firewright.agent.nftables.text;

import java.util.ArrayList;
import java.util.List;
import org.firewright.agent.nftables.model.Userdata;

/** Reads what nft noted down about where a set's keys come from: the words behind {@code typeof}. */
final class TermMemory {
    /** Numbers of enum expr_types in nft's expression.h. */
    private static final int PACKET = 7;

    private static final int EXTENSION = 8;
    private static final int META = 9;
    private static final int SOCKET = 10;
    private static final int OSF = 11;
    private static final int CONNECTION = 12;
    private static final int JOINED = 13;
    private static final int NUMBER = 23;
    private static final int HASH = 24;
    private static final int ROUTE = 25;
    private static final int FIB = 26;
    private static final int IPSEC = 27;

    private TermMemory() {}

    /** The term in an entry, null where there is none that we understand. */
    static Term read(Userdata userdata, int entry) {
        return userdata.has(entry) ? term(userdata.nested(entry)) : null;
    }

    private static Term term(Userdata note) {
        Userdata content = note.nested(1);
        return switch (note.number(0, 0)) {
            case PACKET -> carried(content, packet(content));
            case EXTENSION -> extension(content);
            case META -> new Term.Meta(content.number(0, 0));
            case SOCKET -> Keys.socket(content.number(0, 0), 0);
            case OSF -> new Term.Source("osf name", DataTypes.TEXT, 128, Order.HOST);
            case CONNECTION -> connection(content.number(0, 0), content.number(1, -1));
            case JOINED -> joined(content);
            case NUMBER -> Terms.number(content.number(0, 0), content.number(1, 0), content.number(2, 0));
            case HASH -> new Term.Source("symhash", DataTypes.INTEGER, 32, Order.HOST);
            case ROUTE -> Keys.route(content.number(0, 0));
            case FIB -> Terms.fib(content.number(1, 0), content.number(0, 0));
            case IPSEC -> Keys.ipsec(content.number(0, 0), content.number(2, 0), content.number(1, 0));
            default -> null;
        };
    }

    private static Term joined(Userdata content) {
        List<Term> terms = new ArrayList<>();
        for (int i = 0; content.has(i); i++) {
            Term term = term(content.nested(i));
            if (term == null) {
                return null;
            }
            terms.add(term);
        }
        return terms.isEmpty() ? null : new Term.Joined(List.copyOf(terms));
    }

    private static Term connection(int key, int direction) {
        Keys.Key known = Keys.connection(key);
        return new Term.Connection(key, direction, known.type(), known.bits(), "");
    }

    /** The packet's bytes, or those of what a tunnel carries. */
    private static Term carried(Userdata content, Term packet) {
        Tunnel tunnel = Tunnel.noted(content.number(5, 0));
        return tunnel == null || packet == null ? packet : new Term.Carried(tunnel, packet);
    }

    private static Term packet(Userdata content) {
        Header header = Headers.of(content.number(0, 0));
        if (header == null) {
            return Term.Packet.raw(content.number(2, 1) - 1, content.number(3, 0), content.number(4, 0));
        }
        return header.field(content.number(1, 0)) == null ? null : Term.Packet.of(header, content.number(1, 0));
    }

    private static Term extension(Userdata content) {
        int operation = content.number(2, Options.IPV6);
        int number = content.number(0, 0);
        Options.Option option = Options.stored(operation, number);
        if (option == null) {
            return operation == Options.TCP ? new Term.Extension(operation, number, 0, 8, false, null, null) : null;
        }
        Header.Field field = option.field(content.number(1, 0));
        return field == null
                ? null
                : new Term.Extension(operation, option.type(), field.offset(), field.bits(), false, option, field);
    }
}
