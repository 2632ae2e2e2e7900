package org.firewright.test.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.firewright.agent.api.AddressRanges;
import org.firewright.agent.api.Hook;
import org.firewright.agent.api.ListContent;
import org.firewright.agent.api.ListFile;
import org.firewright.compile.Compilation;
import org.firewright.compile.Compiler;
import org.firewright.compile.PolicySet;
import org.firewright.policy.Action;
import org.firewright.policy.Policy;
import org.firewright.policy.PolicyRule;

/**
 * How long it takes to compile rules, from their text to what hosts get: typical ones, and ones of which each needs an
 * eBPF program of its own. How long it takes to deploy 10,000 is told by {@code test/bench deploy}.
 */
public final class CompileBench {
    private static final int RULES = 1_000;
    private static final double BAR = 100;
    /** Before anything is measured, so that the virtual machine has compiled what it runs: a window runs for hours. */
    private static final int WARM_UP = 100;

    private CompileBench() {}

    /** Takes {@code --quick} for few runs. */
    public static void main(String[] arguments) throws IOException {
        int runs = List.of(arguments).contains("--quick") ? 5 : 21;
        Map<String, Optional<ListContent>> lists = contents();
        Report report = new Report("compile");
        List<Policy> typical = new ArrayList<>();
        List<Policy> programs = new ArrayList<>();
        for (int run = 0; run < runs; run++) {
            typical.add(TypicalPolicy.of(RULES, new Random(run)));
            programs.add(eachWithProgram(new Random(run)));
        }
        report.add("1,000 typical rules, cold", "ms", new double[] {measure(typical.getFirst(), lists)}, 0);
        warmUp(typical, lists);
        double[] elapsed = new double[runs];
        double[] alone = new double[runs];
        for (int run = 0; run < runs; run++) {
            long processor = processorNanos();
            elapsed[run] = measure(typical.get(run), lists);
            alone[run] = (processorNanos() - processor) / 1e6;
        }
        report.add("1,000 typical rules, warm", "ms", elapsed, BAR);
        report.add("the same, processor time alone", "ms", alone, 0);
        warmUp(programs, lists);
        report.add("1,000 rules with a program each, warm", "ms", measure(programs, lists), 0);
        List<Policy> large = List.of(TypicalPolicy.of(10 * RULES, new Random(1)));
        report.add("10,000 typical rules, warm", "ms", measure(large, lists), 0);
        report.publish();
        Compilation last = Compiler.compile(programs.getLast(), lists);
        System.out.printf(
                "(of the rules with a program each, %,d have one)%n",
                last.programs().size());
    }

    /** Of this thread: on a busy machine the elapsed time tells more about the others. */
    private static long processorNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static void warmUp(List<Policy> policies, Map<String, Optional<ListContent>> lists) {
        for (int i = 0; i < WARM_UP; i++) {
            measure(policies.get(i % policies.size()), lists);
        }
    }

    private static double[] measure(List<Policy> policies, Map<String, Optional<ListContent>> lists) {
        return policies.stream().mapToDouble(policy -> measure(policy, lists)).toArray();
    }

    /** Milliseconds until the ruleset is there, with its digest. */
    private static double measure(Policy policy, Map<String, Optional<ListContent>> lists) {
        long start = System.nanoTime();
        Compilation compilation = Compiler.compile(policy, lists);
        int rules = PolicySet.of(compilation)
                .ruleset("bench")
                .chains()
                .getFirst()
                .rules()
                .size();
        double millis = (System.nanoTime() - start) / 1e6;
        if (rules != policy.rules().size()) {
            throw new IllegalStateException(
                    rules + " rules were made of " + policy.rules().size());
        }
        return millis;
    }

    private static Map<String, Optional<ListContent>> contents() {
        Map<String, Optional<ListContent>> contents = new TreeMap<>();
        TypicalPolicy.lists().forEach((name, ranges) -> contents.put(name, Optional.of(content(name, ranges))));
        return contents;
    }

    private static ListContent content(String name, AddressRanges ranges) {
        return new ListContent(name, ListFile.of(ranges).digest(), ranges.count());
    }

    private static Policy eachWithProgram(Random random) {
        List<PolicyRule> rules = new ArrayList<>();
        while (rules.size() < RULES) {
            String network = "10." + random.nextInt(256) + "." + random.nextInt(256) + ".0/24";
            int port = 1 + random.nextInt(65_535);
            String when = switch (random.nextInt(4)) {
                case 0 -> "ip.src in {" + network + "} or tcp.dstport == " + port;
                case 1 -> "udp.dstport == " + port + " and udp.payload contains \"query " + rules.size() + "\"";
                case 2 -> "ip.frag and ip.dst in {" + network + " 2001:db8:" + Integer.toHexString(port) + "::/48}";
                default -> "tcp.dstport != " + port + " xor ip.src in {" + network + "}";
            };
            rules.add(new PolicyRule("rule " + rules.size(), when, Action.DROP, true, ""));
        }
        return new Policy("programs", Hook.PREROUTING, 0, Action.ACCEPT, rules);
    }
}
