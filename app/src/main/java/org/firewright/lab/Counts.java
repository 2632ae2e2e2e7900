package org.firewright.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import org.firewright.lab.HostTraffic.CustomerTraffic;
import org.firewright.lab.HostTraffic.FlowCount;

/** Packets sent and arrived, per customer and kind. One thread counts each side, any thread reads. */
final class Counts {
    private static final int FLOWS = FlowClass.ALL.size();

    private final AtomicLongArray sent = new AtomicLongArray(Lab.CUSTOMERS.size() * FLOWS);
    private final AtomicLongArray arrived = new AtomicLongArray(Lab.CUSTOMERS.size() * FLOWS);

    /** Counts a packet that goes out; returns how many there were before. */
    long send(int customer, int flow) {
        return sent.getAndIncrement(customer * FLOWS + flow);
    }

    /** Takes back what {@link #send} counted: the packet could not be sent. */
    void unsend(int customer, int flow) {
        sent.getAndDecrement(customer * FLOWS + flow);
    }

    void arrive(int customer, int flow) {
        arrived.getAndIncrement(customer * FLOWS + flow);
    }

    /** All figures; what arrived is read first, so that it is never more than what was sent. */
    List<CustomerTraffic> figures() {
        long[] there = new long[arrived.length()];
        for (int i = 0; i < there.length; i++) {
            there[i] = arrived.get(i);
        }
        List<CustomerTraffic> customers = new ArrayList<>();
        for (int customer = 0; customer < Lab.CUSTOMERS.size(); customer++) {
            List<FlowCount> flows = new ArrayList<>();
            for (int flow = 0; flow < FLOWS; flow++) {
                int index = customer * FLOWS + flow;
                flows.add(new FlowCount(FlowClass.ALL.get(flow), sent.get(index), there[index]));
            }
            customers.add(new CustomerTraffic(Lab.CUSTOMERS.get(customer), flows));
        }
        return customers;
    }
}
