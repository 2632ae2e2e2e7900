package org.firewright.lab;

import java.util.List;

/**
 * What was sent through a host and what came out, since its traffic started.
 *
 * @param host such as lab1
 * @param running false while it is paused
 * @param unseen packets that arrived but that the counting socket had no room for; while this is 0, what was sent
 *     and did not arrive was dropped on the way
 * @param customers in the order of {@link Lab#CUSTOMERS}
 */
public record HostTraffic(String host, boolean running, long unseen, List<CustomerTraffic> customers) {
    public HostTraffic {
        customers = List.copyOf(customers);
    }

    /** The counts of one customer; IllegalArgumentException when the host has none of that name. */
    public CustomerTraffic customer(String name) {
        return customers.stream()
                .filter(customer -> customer.customer().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no customer " + name + " on " + host + "."));
    }

    /**
     * One customer's part.
     *
     * @param customer also the name of its network namespace
     * @param flows one for each {@link FlowClass}, in its order
     */
    public record CustomerTraffic(String customer, List<FlowCount> flows) {
        public CustomerTraffic {
            flows = List.copyOf(flows);
        }

        /** The counts of one kind; NoSuchElementException when they are not among the flows. */
        public FlowCount flow(FlowClass flow) {
            return flows.stream()
                    .filter(count -> count.flow() == flow)
                    .findFirst()
                    .orElseThrow();
        }

        /** Packets of all kinds that were sent. */
        public long sent() {
            return flows.stream().mapToLong(FlowCount::sent).sum();
        }

        /** Packets of all kinds that arrived. */
        public long arrived() {
            return flows.stream().mapToLong(FlowCount::arrived).sum();
        }
    }

    /**
     * Packets of one kind.
     *
     * @param sent by the world's side
     * @param arrived at the origin's side
     */
    public record FlowCount(FlowClass flow, long sent, long arrived) {
        /** Packets that are on their way or were dropped; once the traffic is paused, those that were dropped. */
        public long missing() {
            return sent - arrived;
        }
    }
}
