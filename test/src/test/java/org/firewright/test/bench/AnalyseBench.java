package org.firewright.test.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.firewright.agent.api.AddressRanges;
import org.firewright.agent.api.Hook;
import org.firewright.analyse.Analysis;
import org.firewright.analyse.Difference;
import org.firewright.analyse.PolicyAnalysis;
import org.firewright.analyse.PolicyDifference;
import org.firewright.iplist.RangeCollector;
import org.firewright.policy.Action;
import org.firewright.policy.Policy;
import org.firewright.policy.PolicyRule;

/** How long it takes to analyse a thousand rules, and to compare them with a changed copy. */
public final class AnalyseBench {
    private static final int RULES = 1_000;
    private static final double BAR = 2_000;

    private AnalyseBench() {}

    /** Takes {@code --quick} for few runs. */
    public static void main(String[] arguments) throws IOException {
        int runs = List.of(arguments).contains("--quick") ? 2 : 7;
        Report report = new Report("analyse");
        Map<String, AddressRanges> lists = Map.of("blocked", list(120_000, 1), "partners", list(2_000, 2));
        double[] typical = new double[runs];
        double[] alone = new double[runs];
        double[] crossing = new double[runs];
        double[] difference = new double[runs];
        int findings = 0;
        for (int run = 0; run < runs; run++) {
            Policy policy = typical(new Random(run));
            long start = System.nanoTime();
            long processor = processorNanos();
            Analysis analysis = PolicyAnalysis.of(policy, lists);
            typical[run] = (System.nanoTime() - start) / 1e6;
            alone[run] = (processorNanos() - processor) / 1e6;
            findings += analysis.findings().size();
            start = System.nanoTime();
            PolicyAnalysis.of(crossing(new Random(run)), lists);
            crossing[run] = (System.nanoTime() - start) / 1e6;
            start = System.nanoTime();
            Difference changes = PolicyDifference.between(policy, lists, swapped(policy), lists);
            difference[run] = (System.nanoTime() - start) / 1e6;
            findings += changes.changes().size();
        }
        report.add("1,000 typical rules and two lists", "ms", typical, BAR);
        report.add("the same, processor time alone", "ms", alone, 0);
        report.add("1,000 rules from any to any network", "ms", crossing, 0);
        report.add("difference to a changed copy", "ms", difference, BAR);
        report.publish();
        System.out.println("(" + findings + " findings and changes in all runs)");
    }

    /** Of this thread: on a busy machine the elapsed time tells more about the others. */
    private static long processorNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    /** As in a data centre: services by address and port, management, countries' lists, a few exceptions first. */
    private static Policy typical(Random random) {
        List<PolicyRule> rules = new ArrayList<>();
        rules.add(rule(rules, "ip.src in $blocked", Action.DROP));
        rules.add(rule(rules, "ip.src in $partners and tcp.dstport in {22 443}", Action.ACCEPT));
        while (rules.size() < RULES - 1) {
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

    /** Every rule from a network of its own to another one: as many ways to overlap as there can be. */
    private static Policy crossing(Random random) {
        List<PolicyRule> rules = new ArrayList<>();
        while (rules.size() < RULES) {
            String source = "10." + random.nextInt(256) + ".0.0/" + 16;
            String target = "192.168." + random.nextInt(256) + ".0/24";
            String when = "ip.src in {" + source + "} and ip.dst in {" + target + "} and tcp.dstport == "
                    + (1 + random.nextInt(50));
            rules.add(rule(rules, when, random.nextBoolean() ? Action.DROP : Action.ACCEPT));
        }
        return new Policy("crossing", Hook.PREROUTING, 0, Action.DROP, rules);
    }

    private static Policy swapped(Policy policy) {
        List<PolicyRule> rules = new ArrayList<>(policy.rules());
        rules.add(10, rules.remove(700));
        rules.remove(500);
        return new Policy(policy.name(), policy.hook(), policy.priority(), policy.defaultAction(), rules);
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
