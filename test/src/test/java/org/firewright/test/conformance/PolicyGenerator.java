package org.firewright.test.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.firewright.agent.api.Hook;
import org.firewright.expression.IpAddress;
import org.firewright.policy.Action;
import org.firewright.policy.Policy;
import org.firewright.policy.PolicyRule;

/** Random policies of what is compiled so far. */
final class PolicyGenerator {
    /** The name of the first rule, which counts every packet. */
    static final String ALL = "All";

    private static final List<String> PORTS = List.of("tcp.srcport", "tcp.dstport", "udp.srcport", "udp.dstport");
    private static final List<String> PROTOCOLS =
            List.of("tcp", "udp", "icmp", "icmpv6", "gre", "esp", "ah", "sctp", "253", "59");
    private static final List<String> ORDERS = List.of("==", "<", "<=", ">", ">=");

    private final RandomGenerator random;
    private final boolean negations;
    private final boolean ports;

    /**
     * Begins.
     *
     * @param negations whether conditions on ports and protocols may be negated
     * @param ports whether there may be conditions on ports
     */
    PolicyGenerator(RandomGenerator random, boolean negations, boolean ports) {
        this.random = random;
        this.negations = negations;
        this.ports = ports;
    }

    Policy next() {
        List<PolicyRule> rules = new ArrayList<>();
        rules.add(new PolicyRule(ALL, "", Action.COUNT, true, ""));
        for (int i = random.nextInt(1, 8); i > 0; i--) {
            Action action = Pool.pick(random, List.of(Action.values()));
            rules.add(new PolicyRule("Rule " + rules.size(), expression(), action, random.nextInt(10) > 0, ""));
        }
        Action fallback = random.nextBoolean() ? Action.ACCEPT : Action.DROP;
        return new Policy("random", Hook.PREROUTING, 0, fallback, rules);
    }

    private String expression() {
        return IntStream.rangeClosed(0, random.nextInt(3)).mapToObj(i -> part()).collect(Collectors.joining(" and "));
    }

    private String part() {
        return switch (random.nextInt(8)) {
            case 0 -> negatable("ip.src in $pool");
            case 1 -> negatable("ip.dst in $pool");
            case 2, 3 -> address();
            case 4 -> protocol();
            default -> ports ? port() : address();
        };
    }

    private String address() {
        String field = random.nextBoolean() ? "ip.src" : "ip.dst";
        return switch (random.nextInt(4)) {
            case 0 -> field + " " + Pool.pick(random, ORDERS) + " " + any().text();
            case 1 -> field + " != " + any().text();
            case 2 -> negatable(set(field, random.nextInt(4)));
            default -> "(" + set(field, 1) + " or " + set(field, 2) + ")";
        };
    }

    private String set(String field, int size) {
        return IntStream.range(0, size).mapToObj(i -> item()).collect(Collectors.joining(" ", field + " in {", "}"));
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
        String one = "ip.proto " + (negations && random.nextInt(4) == 0 ? "!=" : "==") + " " + name;
        return random.nextBoolean()
                ? one
                : negated("ip.proto in {\"" + Pool.pick(random, PROTOCOLS) + "\" " + name + "}");
    }

    private String port() {
        String field = Pool.pick(random, PORTS);
        int port = Pool.port(random);
        return switch (random.nextInt(5)) {
            case 0 -> field + " " + Pool.pick(random, ORDERS) + " " + port;
            case 1 -> field + " " + (negations ? "!=" : "==") + " " + port;
            case 2 -> "(" + field + " < " + port + " or " + field + " > " + Pool.port(random) + ")";
            case 3 -> negated(field + " & " + (1 << random.nextInt(16)));
            default -> negated(field + " in {" + port + " " + port / 2 + ".." + port + " " + Pool.port(random) + "}");
        };
    }

    private String negated(String condition) {
        return negations ? negatable(condition) : condition;
    }

    private String negatable(String condition) {
        return (random.nextInt(3) == 0 ? "not " : "") + condition;
    }
}
