package org.firewright.analyse;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.firewright.agent.api.AddressRanges;
import org.firewright.agent.api.Hook;
import org.firewright.expression.AddressRange;
import org.firewright.expression.IpAddress;
import org.firewright.iplist.RangeCollector;
import org.firewright.policy.Action;
import org.firewright.policy.Policy;
import org.firewright.policy.PolicyRule;

/** Policies of few values, so that rules meet each other often. */
final class RandomPolicies {
    private static final List<String> ADDRESSES = List.of(
            "10.0.0.0/8",
            "10.1.0.0/16",
            "10.1.2.3",
            "10.1.2.0..10.1.2.9",
            "0.0.0.0/1",
            "2001:db8::/32",
            "2001:db8::1",
            "::/0",
            "0.0.0.0/0");
    private static final List<String> NUMBERS = List.of("0", "22", "80", "443", "1024..65535", "20..25", "65535");
    private static final List<String> RELATIONS = List.of("==", "!=", "<", "<=", ">", ">=", "&");
    private static final List<String> PORTS =
            List.of("tcp.srcport", "tcp.dstport", "udp.srcport", "udp.dstport", "bit_slice(tcp, 0, 16)");
    private static final List<String> FLAGS = List.of(
            "tcp.flags.syn",
            "tcp.flags.ack",
            "tcp.flags.reset",
            "ip.frag",
            "ip6.fragment",
            "ip6.hopopts",
            "ip6.routing");
    private static final List<String> SMALL = List.of(
            "tcp.flags",
            "icmp.type",
            "icmp.code",
            "ip.ttl",
            "ip.dscp",
            "ip.hdr_len",
            "ip.opt.type",
            "ip6.nexthdr",
            "bit_slice(ip, 0, 4)",
            "bit_slice(icmp, 8, 16)",
            "ip.len");
    private static final List<String> SMALL_VALUES =
            List.of("0", "1", "2", "4", "5", "6", "8", "18", "44", "64", "255");
    private static final List<String> TEXTS = List.of(
            "ip.proto == \"tcp\"",
            "ip.proto != \"udp\"",
            "ip.proto in {\"icmp\" \"icmpv6\"}",
            "ip.proto contains \"icmp\"",
            "iif == \"eth0\"",
            "iif in {\"eth0\" \"wan\"}",
            "oif != \"lo\"",
            "ct.state == \"new\"",
            "ct.state matches \"^est\"");
    private static final List<String> PAYLOADS =
            List.of("tcp.payload contains \"GET\"", "udp.payload starts_with 00:01", "tcp.payload == \"GET\"");

    private final Random random;

    RandomPolicies(Random random) {
        this.random = random;
    }

    static AddressRanges list() {
        RangeCollector collector = new RangeCollector();
        collector.add(range("10.1.0.0", "10.1.255.255"));
        collector.add(range("192.0.2.0", "192.0.2.255"));
        collector.add(range("2001:db8::", "2001:db8::ff"));
        return collector.ranges();
    }

    private static AddressRange range(String first, String last) {
        return new AddressRange(
                IpAddress.parse(first).orElseThrow(), IpAddress.parse(last).orElseThrow());
    }

    Policy policy(int rules, boolean payloads) {
        return policy(rules, payloads, Hook.PREROUTING, 0);
    }

    Policy policy(int rules, boolean payloads, Hook hook, int priority) {
        List<PolicyRule> made = new ArrayList<>();
        for (int i = 0; i < rules; i++) {
            String when = random.nextInt(30) == 0 ? "" : expression(2, payloads);
            made.add(new PolicyRule(
                    "r" + i,
                    when,
                    pick(List.of(Action.DROP, Action.ACCEPT, Action.REJECT, Action.COUNT, Action.LOG)),
                    random.nextInt(12) > 0,
                    ""));
        }
        Action end = random.nextBoolean() ? Action.ACCEPT : Action.DROP;
        return new Policy("random", hook, priority, end, made);
    }

    private String expression(int depth, boolean payloads) {
        if (depth == 0 || random.nextInt(3) == 0) {
            return condition(payloads);
        }
        String logic = pick(List.of(" and ", " and ", " or ", " xor "));
        StringBuilder text = new StringBuilder(expression(depth - 1, payloads));
        for (int i = random.nextInt(2); i >= 0; i--) {
            text.append(logic).append(expression(depth - 1, payloads));
        }
        return (random.nextInt(5) == 0 ? "not " : "") + "(" + text + ")";
    }

    private String condition(boolean payloads) {
        String condition = switch (random.nextInt(payloads ? 9 : 8)) {
            case 0, 1 -> pick(List.of("ip.src", "ip.dst")) + " in {" + pick(ADDRESSES) + " " + pick(ADDRESSES) + "}";
            case 2 ->
                pick(List.of("ip.src", "ip.dst")) + " " + pick(RELATIONS.subList(0, 6)) + " "
                        + pick(List.of("10.1.2.3", "0.0.0.0", "255.255.255.255", "2001:db8::1", "::"));
            case 3 -> pick(List.of("ip.src", "ip.dst")) + " in $list";
            case 4 -> pick(PORTS) + " in {" + pick(NUMBERS) + " " + pick(NUMBERS) + "}";
            case 5 -> pick(FLAGS);
            case 6 -> pick(SMALL) + " " + pick(RELATIONS) + " " + pick(SMALL_VALUES);
            case 7 -> pick(TEXTS);
            default -> pick(PAYLOADS);
        };
        return random.nextInt(6) == 0 ? "not " + condition : condition;
    }

    private <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
