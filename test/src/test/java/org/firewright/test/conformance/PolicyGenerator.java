package org.firewright.test.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.firewright.agent.api.Hook;
import org.firewright.expression.Expressions;
import org.firewright.expression.IpAddress;
import org.firewright.expression.Value;
import org.firewright.policy.Action;
import org.firewright.policy.Policy;
import org.firewright.policy.PolicyRule;
import org.firewright.policy.RateLimit;

/** Random policies over all fields whose values a packet shows, weighted to the corners. */
final class PolicyGenerator {
    /** The name of the first rule, which counts every packet. */
    static final String ALL = "All";

    /** Before connections would be tracked, and up to where the comparison lets no packet go on. */
    private static final int LOWEST = -400;

    private static final int HIGHEST = 100;

    private static final List<Action> ACTIONS =
            Stream.of(Action.values()).filter(action -> action != Action.JUMP).toList();

    private static final List<String> PORTS = List.of("tcp.srcport", "tcp.dstport", "udp.srcport", "udp.dstport");
    private static final List<String> PROTOCOLS =
            List.of("tcp", "udp", "icmp", "icmpv6", "gre", "esp", "ah", "sctp", "253", "59");
    private static final List<String> ORDERS = List.of("==", "<", "<=", ">", ">=", "!=");
    private static final List<String> BYTES = List.of(
            "ip.ttl", "ip.opt.type", "ip6.nexthdr", "icmp.type", "icmp.code", "tcp.flags", "ip.dscp", "ip.hdr_len");
    private static final List<String> FLAGS = List.of(
            "ip.frag",
            "ip6.hopopts",
            "ip6.routing",
            "ip6.fragment",
            "ip6.dstopts",
            "tcp.flags.syn",
            "tcp.flags.ack",
            "tcp.flags.fin",
            "tcp.flags.reset",
            "tcp.flags.push",
            "tcp.flags.urg",
            "tcp.flags.ecn",
            "tcp.flags.cwr");
    private static final List<String> NAMES = List.of(
            "iif == \"lo\"", "iif != \"lo\"", "iif in {\"lo\" \"eth0\"}", "iif starts_with \"l\"", "oif != \"x\"");
    private static final List<String> PATTERNS = List.of(
            "G[Ee]T",
            "^GET",
            "a+b",
            "(aa|ab)+$",
            "\\r\\n",
            "[^a-z]x",
            "^$",
            "HTTP/1\\.[01]",
            "(?i)get /",
            "\\xff",
            "[\"a]b",
            "\\d+\\s",
            "a.*x");

    private final RandomGenerator random;

    PolicyGenerator(RandomGenerator random) {
        this.random = random;
    }

    /**
     * Policies of one namespace, in order, mostly one, and behind them groups to which rules jump; each rule has a name that
     * no other has.
     */
    List<Policy> next() {
        // A third of all policies stay simple, so that nftables alone is tried too.
        int depth = random.nextInt(3);
        int count = Math.max(1, random.nextInt(-2, 4));
        List<Integer> priorities = random.ints(LOWEST, HIGHEST)
                .distinct()
                .limit(count)
                .sorted()
                .boxed()
                .toList();
        List<Policy> policies = new ArrayList<>();
        List<String> groups = IntStream.range(0, Math.max(0, random.nextInt(-2, 4)))
                .mapToObj(i -> "group " + i)
                .toList();
        for (int i = 0; i < count; i++) {
            policies.add(policy(i, count == 1 ? 0 : priorities.get(i), depth, groups));
        }
        for (int i = 0; i < groups.size(); i++) {
            // A group jumps only to later ones, so never in a circle.
            List<String> further = groups.subList(i + 1, groups.size());
            policies.add(Policy.group(groups.get(i), rules("g" + i, List.of(), depth, further), variables()));
        }
        return policies;
    }

    private Policy policy(int number, int priority, int depth, List<String> groups) {
        List<PolicyRule> first = number == 0 ? List.of(new PolicyRule(ALL, "", Action.COUNT, true, "")) : List.of();
        List<PolicyRule> rules = rules(Integer.toString(number), first, depth, groups);
        Action fallback = random.nextBoolean() ? Action.ACCEPT : Action.DROP;
        return new Policy("random " + number, Hook.PREROUTING, priority, fallback, rules, variables());
    }

    private List<PolicyRule> rules(String of, List<PolicyRule> first, int depth, List<String> groups) {
        List<PolicyRule> rules = new ArrayList<>(first);
        for (int i = random.nextInt(1, 8); i > 0; i--) {
            Action action = Pool.pick(random, ACTIONS);
            String when = rule(depth);
            PolicyRule rule =
                    new PolicyRule("Rule " + of + "." + rules.size(), when, action, random.nextInt(10) > 0, "");
            // With a rate there is a rule for each family, so a limit would be kept twice and is refused.
            Optional<RateLimit> limit = when.contains("rate(") ? Optional.empty() : limit();
            boolean jumps = !groups.isEmpty() && random.nextInt(3) == 0;
            PolicyRule does = jumps ? rule.withJump(Pool.pick(random, groups)) : rule;
            rules.add(does.withObserve(random.nextInt(4) == 0).withLimit(limit));
        }
        return rules;
    }

    /** So wide that nothing ever goes beyond, or by the day, so that no time passes for it. */
    private Optional<RateLimit> limit() {
        RateLimit.Unit unit = Pool.pick(random, List.of(RateLimit.Unit.values()));
        boolean over = random.nextBoolean();
        return switch (random.nextInt(12)) {
            case 0 -> Optional.of(new RateLimit(over, 1_000_000_000L, unit, RateLimit.Period.SECOND, 1_000_000_000L));
            case 1 -> {
                long burst = random.nextInt(1, unit == RateLimit.Unit.BYTES ? 3_000 : 50);
                yield Optional.of(new RateLimit(over, 1, unit, RateLimit.Period.DAY, burst));
            }
            default -> Optional.empty();
        };
    }

    /** Likewise of each address by itself. */
    private String rate() {
        String key = random.nextBoolean() ? "ip.src" : "ip.dst";
        String rate = random.nextInt(4) == 0 ? "1000000, 1" : random.nextInt(1, 5) + ", 86400";
        return (random.nextBoolean() ? "not " : "") + "rate(" + key + ", " + rate + ")";
    }

    private Map<String, String> variables() {
        String nets =
                IntStream.range(0, random.nextInt(4)).mapToObj(i -> item()).collect(Collectors.joining(" "));
        return Map.of("port", Integer.toString(Pool.port(random)), "nets", nets);
    }

    /** Conditions that must all hold; only here may names of interfaces stand, which no program sees. */
    private String rule(int depth) {
        String conditions = IntStream.rangeClosed(0, random.nextInt(3))
                .mapToObj(i -> expression(depth))
                .collect(Collectors.joining(" and "));
        return switch (random.nextInt(24)) {
            case 0, 1 -> Pool.pick(random, NAMES) + " and " + conditions;
            case 2 -> rate() + " and " + conditions;
            case 3 -> conditions + " and " + rate();
            case 4 -> rate();
            default -> conditions;
        };
    }

    private String expression(int depth) {
        if (depth == 0 || random.nextBoolean()) {
            return random.nextInt(4) == 0 ? "not " + condition() : condition();
        }
        String logic = Pool.pick(random, List.of(" and ", " or ", " or ", " xor "));
        String parts = IntStream.rangeClosed(0, random.nextInt(1, 4))
                .mapToObj(i -> expression(depth - 1))
                .collect(Collectors.joining(logic));
        return (random.nextInt(4) == 0 ? "not (" : "(") + parts + ")";
    }

    private String condition() {
        return switch (random.nextInt(16)) {
            case 0 -> "ip.src in $pool";
            case 1 -> "ip.dst in $pool";
            case 2, 3 -> address();
            case 4 -> protocol();
            case 5, 6, 7 -> port();
            case 8, 9 -> number(Pool.pick(random, BYTES), 256);
            case 10 -> number("ip.len", 120);
            case 11 -> Pool.pick(random, FLAGS);
            case 12 -> slice();
            case 13 -> country();
            case 14 -> asNumber();
            default -> payload();
        };
    }

    private String address() {
        String field = random.nextBoolean() ? "ip.src" : "ip.dst";
        return random.nextInt(3) == 0
                ? field + " " + Pool.pick(random, ORDERS) + " " + any().text()
                : IntStream.range(0, random.nextInt(12))
                        .mapToObj(i -> random.nextInt(20) == 0 ? "@nets" : item())
                        .collect(Collectors.joining(" ", field + " in {", "}"));
    }

    private String item() {
        IpAddress one = any();
        int length = random.nextInt(one.bits() + 1);
        return switch (random.nextInt(3)) {
            case 0 -> one.text();
            case 1 -> one.network(length).text() + "/" + length;
            default -> {
                IpAddress other = Pool.address(random, one.v6());
                yield one.compareTo(other) <= 0 ? one.text() + ".." + other.text() : other.text() + ".." + one.text();
            }
        };
    }

    private IpAddress any() {
        return Pool.address(random, random.nextInt(5) < 2);
    }

    private String protocol() {
        String name = "\"" + Pool.pick(random, PROTOCOLS) + "\"";
        return random.nextBoolean()
                ? "ip.proto " + (random.nextInt(3) == 0 ? "!=" : "==") + " " + name
                : "ip.proto in {\"" + Pool.pick(random, PROTOCOLS) + "\" " + name + "}";
    }

    private String port() {
        String field = Pool.pick(random, PORTS);
        int port = Pool.port(random);
        return switch (random.nextInt(4)) {
            case 0 -> field + " " + Pool.pick(random, ORDERS) + " " + port;
            case 1 -> field + " == " + (random.nextInt(3) == 0 ? "@port" : port);
            case 2 -> field + " & " + (1 << random.nextInt(16));
            default -> field + " in {" + port + " " + port / 2 + ".." + port + " " + Pool.port(random) + "}";
        };
    }

    private String number(String field, int bound) {
        int number = field.equals("tcp.flags") ? Pool.pick(random, Pool.FLAGS) : small(bound);
        return switch (random.nextInt(4)) {
            case 0 -> field + " == " + number;
            case 1 -> field + " & " + number;
            case 2 -> field + " in {" + number + " " + number / 2 + ".." + number + " " + small(bound) + "}";
            default -> field + " " + Pool.pick(random, ORDERS) + " " + number;
        };
    }

    private int small(int bound) {
        return random.nextBoolean() ? random.nextInt(bound) : random.nextInt(9);
    }

    private String country() {
        String field = Pool.pick(random, List.of("ip.src.country", "ip.dst.country", "ip.geoip.country"));
        String code = "\"" + Pool.pick(random, PoolFacts.COUNTRIES) + "\"";
        return switch (random.nextInt(4)) {
            case 0 -> field + " != " + code;
            case 1 -> field + " " + Pool.pick(random, List.of("==", "<", ">=", "starts_with", "matches")) + " " + code;
            case 2 -> field + " matches \"[A-" + (char) ('A' + random.nextInt(26)) + "]$\"";
            default -> field + " in {" + code + " \"" + Pool.pick(random, PoolFacts.COUNTRIES) + "\"}";
        };
    }

    private String asNumber() {
        String field = random.nextBoolean() ? "ip.src.asnum" : "ip.dst.asnum";
        long number = Pool.pick(random, PoolFacts.AS_NUMBERS) + random.nextInt(2);
        return switch (random.nextInt(3)) {
            case 0 -> field + " " + Pool.pick(random, ORDERS) + " " + number;
            case 1 -> field + " & " + (1L << random.nextInt(32));
            default -> field + " in {" + number + " " + number / 2 + ".." + number + "}";
        };
    }

    private String slice() {
        String header = Pool.pick(random, List.of("ip", "tcp", "udp", "icmp"));
        int start = random.nextInt(random.nextInt(4) == 0 ? 400 : 160);
        int length = random.nextBoolean() ? 8 * random.nextInt(1, 5) : random.nextInt(1, 33);
        int from = random.nextBoolean() ? start / 8 * 8 : start;
        long value = random.nextLong(1L << Math.min(length, random.nextInt(1, 33)));
        return "bit_slice(" + header + ", " + from + ", " + (from + length) + ") "
                + Pool.pick(random, List.of("==", "!=", "<", ">=", "&")) + " " + value;
    }

    private String payload() {
        String field = random.nextBoolean() ? "tcp.payload" : "udp.payload";
        String relation =
                Pool.pick(random, List.of("==", "!=", "<", ">=", "contains", "starts_with", "ends_with", "matches"));
        if (relation.equals("matches")) {
            return field + " matches \"" + Pool.pick(random, PATTERNS) + "\"";
        }
        String text = Pool.text(random);
        String shorter = text.substring(0, Math.min(text.length(), relation.equals("contains") ? 40 : 100));
        return field + " " + relation + " " + Expressions.print(new Value.Text(shorter));
    }
}
