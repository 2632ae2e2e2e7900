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
import org.firewright.policy.Action;
import org.firewright.policy.Groups;
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
        Map<String, AddressRanges> lists = TypicalPolicy.lists();
        double[] typical = new double[runs];
        double[] alone = new double[runs];
        double[] crossing = new double[runs];
        double[] difference = new double[runs];
        int findings = 0;
        for (int run = 0; run < runs; run++) {
            Policy policy = TypicalPolicy.of(RULES, new Random(run));
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
            Difference changes = PolicyDifference.between(
                    new PolicyDifference.Sided(policy, Groups.NONE, lists),
                    new PolicyDifference.Sided(swapped(policy), Groups.NONE, lists));
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
}
