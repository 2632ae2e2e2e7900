package org.firewright.test.conformance;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Lookups that nobody wrote: in sets and maps, with names and without, of one to three fields, single values and intervals.
 * What nft refuses is no lookup.
 */
final class NftMadeSets {
    /** Fields whose values are numbers, with the greatest. */
    private static final List<Numbers> NUMBERS = Stream.of("""
            tcp dport 65535, udp sport 65535, th dport 65535, meta mark 4294967295, ct mark 4294967295,
            vlan id 4095, vlan pcp 7, ip dscp 63, ip6 dscp 63, ip ecn 3, ip length 65535, ip ttl 255,
            ip id 65535, ip version 15, ip hdrlength 15, ip protocol 255, meta l4proto 255, ip6 nexthdr 255,
            ip6 flowlabel 1048575, ip6 hoplimit 255, icmp type 255, icmp code 255, icmpv6 type 255,
            meta skuid 70000, meta skgid 70000, meta cpu 16, meta cgroup 2147483647, meta length 65535,
            meta iiftype 600, meta day 6, meta nfproto 10, meta pkttype 3, iif 9, iifgroup 9, frag id 4294967295,
            frag frag-off 8191, tcp window 65535, tcp sequence 4294967295, tcp doff 15, tcp flags 255,
            tcp option maxseg size 65535, tcp option window count 14, ah spi 4294967295, esp spi 4294967295,
            arp htype 600, arp operation 12, fib daddr type 8, rt classid 1000, ct zone 65535, ct id 4294967295,
            ct bytes 1099511627775, ct state 127, ct status 1023, ct direction 1, ct expiration 100000,
            socket mark 4294967295, dccp type 9, mh type 12, ether type 65535, meta protocol 65535""".split(",\\s+"))
            .map(String::strip)
            .map(text -> new Numbers(
                    text.substring(0, text.lastIndexOf(' ')),
                    Long.parseLong(text.substring(text.lastIndexOf(' ') + 1))))
            .toList();

    private static final List<String> IPV4 = List.of("ip saddr", "ip daddr", "arp saddr ip", "ct original ip saddr");
    private static final List<String> IPV6 = List.of("ip6 saddr", "ip6 daddr");
    private static final List<String> MAC = List.of("ether saddr", "ether daddr");
    private static final List<String> INTERFACES = List.of("iifname", "oifname", "meta sdifname");

    /** What is set to what a map has, and its type. */
    private static final List<Result> RESULTS = List.of(
            new Result("meta mark set", "meta mark", 0xFFFFFFFFL),
            new Result("ct mark set", "ct mark", 0xFFFFFFFFL),
            new Result("ct zone set", "ct zone", 0xFFFF),
            new Result("ip ttl set", "ip ttl", 255),
            new Result("ip dscp set", "ip dscp", 63),
            new Result("tcp dport set", "tcp dport", 0xFFFF),
            new Result("meta pkttype set", "meta pkttype", 3));

    private static final List<String> VERDICTS = List.of("accept", "drop", "return", "continue");
    private static final List<String> PROPERTIES =
            List.of("", "", "", "size 100; ", "comment \"made\"; ", "timeout 1h; ");

    private final Random random;

    /** One whose values are made, as an interval or not. */
    private record Field(String name, Function<Boolean, String> value) {}

    private record Numbers(String field, long most) {}

    private record Result(String statement, String type, long most) {}

    private NftMadeSets(Random random) {
        this.random = random;
    }

    /** So many lookups. */
    static List<NftMade> rules(int count, Random random) {
        NftMadeSets sets = new NftMadeSets(random);
        return Stream.generate(sets::lookup).limit(count).distinct().toList();
    }

    private NftMade lookup() {
        List<Field> fields =
                Stream.generate(this::field).limit(1 + random.nextInt(4) % 3).toList();
        boolean intervals = random.nextBoolean();
        String key = fields.stream().map(Field::name).collect(joining(" . "));
        String properties = (intervals ? "flags interval; " : "") + any(PROPERTIES);
        Result result = any(RESULTS);
        return switch (random.nextInt(6)) {
            case 0 -> new NftMade("", key + " " + elements(fields, intervals, null));
            case 1 -> new NftMade("", key + " vmap " + elements(fields, intervals, () -> any(VERDICTS)));
            case 2 ->
                new NftMade(
                        "",
                        result.statement() + " " + key + " map "
                                + elements(fields, intervals, () -> number(result.most())));
            case 3 ->
                new NftMade(
                        "set NAME { typeof " + key + "; " + properties + "elements = "
                                + elements(fields, intervals, null) + "; }",
                        key + (random.nextBoolean() ? " != @NAME" : " @NAME"));
            case 4 ->
                new NftMade(
                        "map NAME { typeof " + key + " : verdict; " + properties + "elements = "
                                + elements(fields, intervals, () -> any(VERDICTS)) + "; }",
                        key + " vmap @NAME");
            default ->
                new NftMade(
                        "map NAME { typeof " + key + " : " + result.type() + "; " + properties + "elements = "
                                + elements(fields, intervals, () -> number(result.most())) + "; }",
                        result.statement() + " " + key + " map @NAME");
        };
    }

    private Field field() {
        int kind = random.nextInt(10);
        if (kind >= 6) {
            Numbers numbers = any(NUMBERS);
            return new Field(numbers.field(), interval -> interval ? span(numbers.most()) : number(numbers.most()));
        }
        String name = any(kind < 2 ? IPV4 : kind < 4 ? IPV6 : kind < 5 ? MAC : INTERFACES);
        return new Field(name, interval -> value(name, interval));
    }

    private String value(String field, boolean interval) {
        if (IPV4.contains(field)) {
            String text = random.ints(4, 0, 256).mapToObj(Integer::toString).collect(joining("."));
            return text + (interval && random.nextBoolean() ? "/" + (8 + random.nextInt(25)) : "");
        }
        if (IPV6.contains(field)) {
            String text = "2001:db8:" + Integer.toHexString(random.nextInt(0x10000)) + "::"
                    + Integer.toHexString(random.nextInt(0x10000));
            return text + (interval && random.nextBoolean() ? "/" + (16 + random.nextInt(113)) : "");
        }
        if (MAC.contains(field)) {
            return random.ints(6, 0, 256).mapToObj("%02x"::formatted).collect(joining(":"));
        }
        return any(List.of("lo", "eth0", "d0", "wlan*", "veth12"));
    }

    private String span(long most) {
        long from = one(most);
        long to = one(most);
        return random.nextInt(3) > 0 || from == to
                ? Long.toString(from)
                : Math.min(from, to) + "-" + Math.max(from, to);
    }

    private String number(long most) {
        return Long.toString(one(most));
    }

    /** The ends more often than what is between them: there is most to be got wrong. */
    private long one(long most) {
        return switch (random.nextInt(6)) {
            case 0 -> random.nextInt(2);
            case 1 -> most - random.nextInt(2);
            default -> random.nextLong(most + 1);
        };
    }

    private String elements(List<Field> fields, boolean intervals, Supplier<String> data) {
        return IntStream.rangeClosed(0, random.nextInt(5))
                .mapToObj(i -> fields.stream()
                                .map(field -> field.value().apply(intervals))
                                .collect(joining(" . "))
                        + (data == null ? "" : " : " + data.get()))
                .distinct()
                .collect(joining(", ", "{ ", " }"));
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
