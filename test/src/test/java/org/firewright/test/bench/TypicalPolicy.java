package org.firewright.test.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.firewright.agent.api.AddressRanges;
import org.firewright.agent.api.Hook;
import org.firewright.iplist.RangeCollector;
import org.firewright.policy.Action;
import org.firewright.policy.Policy;
import org.firewright.policy.PolicyRule;

/** Rules as in a data centre: services by address and port, management, lists, a few exceptions first. */
final class TypicalPolicy {
    private TypicalPolicy() {}

    /** The lists that it names, of 120,000 and of 2,000 addresses. */
    static Map<String, AddressRanges> lists() {
        return Map.of("blocked", list(120_000, 1), "partners", list(2_000, 2));
    }

    /** So many rules, at least three; the last one drops all that is left. */
    static Policy of(int number, Random random) {
        List<PolicyRule> rules = new ArrayList<>();
        rules.add(rule(rules, "ip.src in $blocked", Action.DROP));
        rules.add(rule(rules, "ip.src in $partners and tcp.dstport in {22 443}", Action.ACCEPT));
        while (rules.size() < number - 1) {
            String server = "10." + random.nextInt(4) + "." + random.nextInt(256) + "." + random.nextInt(256);
            String network = "172." + (16 + random.nextInt(16)) + "." + random.nextInt(256) + ".0/24";
            String port = List.of("22", "80", "443", "5432", "8080", "{8000..8099}", "{25 465 587}")
                    .get(random.nextInt(7));
            String ports = port.startsWith("{") ? " in " + port : " == " + port;
            String when = switch (random.nextInt(6)) {
                case 0 -> "ip.dst == " + server + " and tcp.dstport" + ports;
                case 1 -> "ip.src in {" + network + "} and ip.dst == " + server + " and tcp.dstport" + ports;
                case 2 -> "ip.src in {" + network + "} and udp.dstport in {53 123}";
                case 3 -> "ip.proto == \"icmp\" and ip.src in {" + network + "}";
                case 4 -> "ip.src in {" + network + "} and ip.ttl > 1 and not tcp.flags.syn and ip.proto == \"tcp\"";
                default ->
                    "ip.dst in {10." + random.nextInt(4) + "." + random.nextInt(256) + ".0/24} and tcp.dstport" + ports;
            };
            rules.add(rule(rules, when, random.nextInt(4) == 0 ? Action.DROP : Action.ACCEPT));
        }
        rules.add(rule(rules, "", Action.DROP));
        return new Policy("typical", Hook.PREROUTING, 0, Action.DROP, rules);
    }

    private static PolicyRule rule(List<PolicyRule> before, String when, Action action) {
        return new PolicyRule("rule " + before.size(), when, action, true, "");
    }

    private static AddressRanges list(int size, int seed) {
        Random random = new Random(seed);
        RangeCollector collector = new RangeCollector();
        for (int i = 0; i < size; i++) {
            int address = random.nextInt();
            collector.addV4(address, address);
        }
        return collector.ranges();
    }
}
