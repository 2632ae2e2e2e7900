package org.firewright.agent.nftables.text;

import static org.firewright.agent.nftables.text.DataTypes.INET_PROTO;
import static org.firewright.agent.nftables.text.DataTypes.INTEGER;
import static org.firewright.agent.nftables.text.DataTypes.IPV6_ADDR;
import static org.firewright.agent.nftables.text.DataTypes.MH_TYPE;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.firewright.agent.nftables.text.Header.Field;

/**
 * Extension headers of IPv6 (RFC 8200, 6275, 8754), options of TCP (RFC 793, 1323, 2018, 2385, 7413, 8684) and IPv4
 * (RFC 791, 2113), and chunks of SCTP (RFC 4960), by the numbers that the kernel looks for.
 */
final class Options {
    /** NFT_EXTHDR_OP_*. */
    static final int IPV6 = 0;

    static final int TCP = 1;
    static final int IPV4 = 2;
    static final int SCTP = 3;

    /**
     * An option.
     *
     * @param number as in enum exthdr_desc_id of nft's exthdr.h, which nft stores with sets
     * @param fields counted as nft counts them: from 0, with null where a number is not in use
     */
    record Option(int number, int type, String name, List<Field> fields) {
        Field at(int offset, int bits) {
            for (Field field : fields) {
                if (field != null && field.offset() == offset && field.bits() == bits) {
                    return field;
                }
            }
            return null;
        }

        Field field(int index) {
            return index >= 0 && index < fields.size() ? fields.get(index) : null;
        }
    }

    private static final Option HBH =
            option(1, 0, "hbh", null, field("nexthdr", 0, 8, INET_PROTO), field("hdrlength", 8, 8));
    private static final Option RT = option(
            2,
            43,
            "rt",
            null,
            field("nexthdr", 0, 8, INET_PROTO),
            field("hdrlength", 8, 8),
            field("type", 16, 8),
            field("seg-left", 24, 8));
    private static final Option RT0 = option(
            3,
            43,
            "rt0",
            null,
            field("reserved", 32, 32),
            field("addr[1]", 64, 128, IPV6_ADDR),
            field("addr[2]", 192, 128, IPV6_ADDR));
    private static final Option RT2 =
            option(4, 43, "rt2", null, field("reserved", 32, 32), field("addr", 64, 128, IPV6_ADDR));
    private static final Option SRH = option(
            5,
            43,
            "srh",
            null,
            field("last-entry", 32, 8),
            field("flags", 40, 8),
            field("tag", 48, 16),
            field("sid[1]", 64, 128, IPV6_ADDR),
            field("sid[2]", 192, 128, IPV6_ADDR));
    private static final Option FRAG = option(
            6,
            44,
            "frag",
            null,
            field("nexthdr", 0, 8, INET_PROTO),
            field("reserved", 8, 8),
            field("frag-off", 16, 13),
            field("reserved2", 29, 2),
            field("more-fragments", 31, 1),
            field("id", 32, 32));
    private static final Option DST =
            option(7, 60, "dst", null, field("nexthdr", 0, 8, INET_PROTO), field("hdrlength", 8, 8));
    private static final Option MH = option(
            8,
            135,
            "mh",
            null,
            field("nexthdr", 0, 8, INET_PROTO),
            field("hdrlength", 8, 8),
            field("type", 16, 8, MH_TYPE),
            field("reserved", 24, 8),
            field("checksum", 32, 16));
    private static final List<Option> HEADERS = List.of(HBH, RT, SRH, RT0, RT2, FRAG, DST, MH);

    private static final Field KIND = field("kind", 0, 8);
    private static final Field LENGTH = field("length", 8, 8);
    private static final Map<Integer, Option> TCP_OPTIONS = Map.of(
            0, option(0, 0, "eol", KIND),
            1, option(0, 1, "nop", KIND),
            2, option(0, 2, "maxseg", KIND, LENGTH, field("size", 16, 16)),
            3, option(0, 3, "window", KIND, LENGTH, field("count", 16, 8)),
            4, option(0, 4, "sack-perm", KIND, LENGTH),
            5,
                    option(
                            0,
                            5,
                            "sack",
                            KIND,
                            LENGTH,
                            field("left", 16, 32),
                            field("right", 48, 32),
                            field("left", 80, 32),
                            field("right", 112, 32),
                            field("left", 144, 32),
                            field("right", 176, 32),
                            field("left", 208, 32),
                            field("right", 240, 32)),
            8, option(0, 8, "timestamp", KIND, LENGTH, field("tsval", 16, 32), field("tsecr", 48, 32)),
            19, option(0, 19, "md5sig", KIND, LENGTH),
            30, option(0, 30, "mptcp", KIND, LENGTH, field("subtype", 16, 4)),
            34, option(0, 34, "fastopen", KIND, LENGTH));

    private static final Map<Integer, Option> IP_OPTIONS = Map.of(
            7,
            source(7, "rr"),
            131,
            source(131, "lsrr"),
            137,
            source(137, "ssrr"),
            148,
            option(0, 148, "ra", null, field("type", 0, 8), LENGTH, field("value", 16, 16)));

    private static final Map<Integer, Option> CHUNKS = Map.ofEntries(
            chunk(
                    0,
                    "data",
                    field("tsn", 32, 32),
                    field("stream", 64, 16),
                    field("ssn", 80, 16),
                    field("ppid", 96, 32)),
            chunk(1, "init", initiation()),
            chunk(2, "init-ack", initiation()),
            chunk(
                    3,
                    "sack",
                    field("cum-tsn-ack", 32, 32),
                    field("a-rwnd", 64, 32),
                    field("num-gap-ack-blocks", 96, 16),
                    field("num-dup-tsns", 112, 16)),
            chunk(4, "heartbeat"),
            chunk(5, "heartbeat-ack"),
            chunk(6, "abort"),
            chunk(7, "shutdown", field("cum-tsn-ack", 32, 32)),
            chunk(8, "shutdown-ack"),
            chunk(9, "error"),
            chunk(10, "cookie-echo"),
            chunk(11, "cookie-ack"),
            chunk(12, "ecne", field("lowest-tsn", 32, 32)),
            chunk(13, "cwr", field("lowest-tsn", 32, 32)),
            chunk(14, "shutdown-complete"),
            chunk(128, "asconf-ack", field("seqno", 32, 32)),
            chunk(192, "forward-tsn", field("new-cum-tsn", 32, 32)),
            chunk(193, "asconf", field("seqno", 32, 32)));

    private Options() {}

    /** What the kernel looks for, null where it has no name. */
    static Option of(int operation, int type, int offset, int bits) {
        if (operation == IPV6) {
            Option first = null;
            for (Option header : HEADERS) {
                if (header.type() == type) {
                    first = first == null ? header : first;
                    if (header.at(offset, bits) != null) {
                        return header;
                    }
                }
            }
            return first;
        }
        return byType(operation, type);
    }

    /** An option by what nft stores with sets: of IPv6 its number there, otherwise its type. */
    static Option stored(int operation, int number) {
        return operation == IPV6
                ? HEADERS.stream()
                        .filter(header -> header.number() == number)
                        .findFirst()
                        .orElse(null)
                : byType(operation, number);
    }

    private static Option byType(int operation, int type) {
        return switch (operation) {
            case TCP -> TCP_OPTIONS.get(type);
            case IPV4 -> IP_OPTIONS.get(type);
            case SCTP -> CHUNKS.get(type);
            default -> null;
        };
    }

    private static Option source(int type, String name) {
        return option(
                0, type, name, null, field("type", 0, 8), LENGTH, null, field("ptr", 16, 8), field("addr", 24, 32));
    }

    private static Field[] initiation() {
        return new Field[] {
            field("init-tag", 32, 32),
            field("a-rwnd", 64, 32),
            field("num-outbound-streams", 96, 16),
            field("num-inbound-streams", 112, 16),
            field("initial-tsn", 128, 32)
        };
    }

    private static Map.Entry<Integer, Option> chunk(int type, String name, Field... more) {
        List<Field> fields =
                new ArrayList<>(List.of(field("type", 0, 8), field("flags", 8, 8), field("length", 16, 16)));
        fields.addAll(Arrays.asList(more));
        return Map.entry(type, new Option(0, type, name, fields));
    }

    private static Option option(int number, int type, String name, Field... fields) {
        return new Option(number, type, name, new ArrayList<>(Arrays.asList(fields)));
    }

    private static Field field(String name, int offset, int bits) {
        return field(name, offset, bits, INTEGER);
    }

    private static Field field(String name, int offset, int bits, DataType type) {
        return new Field(name, offset, bits, type, -1);
    }

    /** Some bits of an extension header that have no name: nft does not name the field that they are of either. */
    static Term.Extension unknown(Term.Extension header) {
        Option first = HEADERS.stream()
                .filter(each -> each.type() == header.kind())
                .findFirst()
                .orElse(null);
        return new Term.Extension(
                header.operation(), header.kind(), header.offset(), header.bits(), false, first, null);
    }

    /** What stands at a place of an option or extension header; both may be unknown. */
    static Term.Extension extension(int operation, int type, int offset, int bits, boolean present) {
        Options.Option option = of(operation, type, offset, bits);
        Field field = option == null ? null : option.at(offset, bits);
        return new Term.Extension(operation, type, offset, bits, present, option, field);
    }
}
