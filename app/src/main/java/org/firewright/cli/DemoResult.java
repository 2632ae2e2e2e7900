package org.firewright.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.firewright.agent.api.Hello;
import org.firewright.agent.api.HostState;
import org.firewright.agent.api.ListState;
import org.firewright.agent.api.NamespaceState;
import org.firewright.agent.api.PreparedList;
import org.firewright.lab.FlowClass;
import org.firewright.lab.HostTraffic;
import org.firewright.lab.Lab;
import org.firewright.policy.Policy;

/**
 * What the demo has shown.
 *
 * @param ok whether every claim holds
 * @param seconds how long the counters were watched
 * @param kernel the lab's kernel
 * @param claims each with the figures that it rests on
 * @param traffic packets of each customer and kind since the deployment
 * @param memory bytes that all lists take on the host, each counted once
 */
record DemoResult(boolean ok, int seconds, String kernel, List<Claim> claims, List<Flow> traffic, long memory) {
    /** Something that must hold. */
    record Claim(String what, boolean holds, String figures) {}

    /** Packets of one customer and kind. */
    record Flow(String namespace, FlowClass kind, long sent, long arrived) {
        long missing() {
            return sent - arrived;
        }
    }

    /** How lists came to the host: at the first deployment, at the second, and what the kernel holds in the end. */
    record Shared(List<PreparedList> first, List<PreparedList> second, long memoryAfterFirst, HostState state) {}

    static DemoResult of(
            int seconds, Hello hello, Shared shared, HostTraffic before, HostTraffic after, Policy policy) {
        List<Flow> traffic = flows(before, after);
        List<Claim> claims = new ArrayList<>();
        for (String namespace : Demo.NAMESPACES) {
            claims.add(dropped(namespace, traffic, counter(shared.state, namespace, policy)));
            claims.add(othersArrived(namespace, traffic));
        }
        claims.add(untouched(traffic));
        claims.add(listsShared(shared));
        claims.add(new Claim(
                "no packet was overlooked",
                after.unseen() == before.unseen(),
                after.unseen() - before.unseen() + " unseen"));
        return new DemoResult(
                claims.stream().allMatch(Claim::holds),
                seconds,
                hello.kernel(),
                List.copyOf(claims),
                traffic,
                shared.state.memory());
    }

    private static List<Flow> flows(HostTraffic before, HostTraffic after) {
        List<Flow> flows = new ArrayList<>();
        for (String customer : Lab.CUSTOMERS) {
            for (FlowClass kind : FlowClass.values()) {
                HostTraffic.FlowCount from = before.customer(customer).flow(kind);
                HostTraffic.FlowCount to = after.customer(customer).flow(kind);
                flows.add(new Flow(customer, kind, to.sent() - from.sent(), to.arrived() - from.arrived()));
            }
        }
        return List.copyOf(flows);
    }

    /** What the policy's first rule has counted. */
    private static long counter(HostState state, String namespace, Policy policy) {
        String id = policy.id(policy.rules().getFirst());
        return state.namespaces().stream()
                .filter(each -> each.name().equals(namespace))
                .map(NamespaceState::rules)
                .flatMap(List::stream)
                .filter(rule -> rule.id().equals(id))
                .mapToLong(rule -> rule.packets())
                .sum();
    }

    private static Claim dropped(String namespace, List<Flow> traffic, long counted) {
        List<Flow> listed = traffic.stream()
                .filter(flow -> flow.namespace.equals(namespace) && flow.kind == FlowClass.LISTED_LOGIN)
                .toList();
        long sent = listed.stream().mapToLong(Flow::sent).sum();
        long arrived = listed.stream().mapToLong(Flow::arrived).sum();
        return new Claim(
                namespace + ": listed packets to login ports were dropped, and every one was counted",
                sent > 0 && arrived == 0 && counted == sent,
                Figures.number(sent) + " sent, " + Figures.number(arrived) + " arrived, the rule counted "
                        + Figures.number(counted));
    }

    private static Claim othersArrived(String namespace, List<Flow> traffic) {
        return allArrived(
                namespace + ": all others arrived",
                traffic.stream()
                        .filter(flow -> flow.namespace.equals(namespace) && flow.kind != FlowClass.LISTED_LOGIN)
                        .toList());
    }

    private static Claim untouched(List<Flow> traffic) {
        return allArrived(
                "initech, where nothing was deployed: everything arrived",
                traffic.stream()
                        .filter(flow -> !Demo.NAMESPACES.contains(flow.namespace))
                        .toList());
    }

    private static Claim allArrived(String what, List<Flow> flows) {
        long sent = flows.stream().mapToLong(Flow::sent).sum();
        long arrived = flows.stream().mapToLong(Flow::arrived).sum();
        boolean each = flows.stream().allMatch(flow -> flow.sent > 0 && flow.missing() == 0);
        return new Claim(what, each, Figures.number(arrived) + " of " + Figures.number(sent));
    }

    private static Claim listsShared(Shared shared) {
        boolean loadedOnce = shared.first.stream().allMatch(PreparedList::loaded)
                && shared.second.stream().noneMatch(PreparedList::loaded);
        boolean sameMaps = !shared.state.lists().isEmpty()
                && shared.state.lists().stream()
                        .map(ListState::namespaces)
                        .allMatch(namespaces -> namespaces.containsAll(Demo.NAMESPACES));
        boolean once = shared.memoryAfterFirst == shared.state.memory();
        return new Claim(
                "the second namespace shares the first one's lists",
                loadedOnce && sameMaps && once,
                "memory " + Figures.bytes(shared.memoryAfterFirst) + " after the first, "
                        + Figures.bytes(shared.state.memory()) + " after the second");
    }

    void print(Output output) {
        output.line("");
        Columns flows = new Columns("namespace", "packets", "sent", "arrived", "dropped");
        traffic.forEach(flow -> flows.row(
                flow.namespace,
                flow.kind.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                Figures.number(flow.sent),
                Figures.number(flow.arrived),
                flow.missing() == 0 ? Columns.NONE : Figures.number(flow.missing())));
        output.lines(flows.lines(0));
        output.line("");
        claims.forEach(
                claim -> output.line((claim.holds ? "yes  " : "NO   ") + claim.what + " (" + claim.figures + ")"));
        output.value(this);
    }
}
