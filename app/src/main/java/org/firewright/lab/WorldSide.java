package org.firewright.lab;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import org.firewright.agent.linux.FileDescriptor;
import org.firewright.agent.linux.NativeBuffer;
import org.firewright.agent.linux.SystemCallException;
import org.firewright.agent.linux.SystemCalls;

/** Sends every customer's traffic, from one thread that wakes up every two milliseconds. */
final class WorldSide implements Runnable {
    private static final long TICK_NANOS = 2_000_000;

    /** After a longer sleep than this, what was not sent meanwhile is left out instead of sent at once. */
    private static final double MAX_CATCH_UP_SECONDS = 0.1;

    private final List<FileDescriptor> sockets = new ArrayList<>();
    private final List<FrameWriter> writers = new ArrayList<>();
    private final Counts counts;
    private final double[] due = new double[Lab.CUSTOMERS.size() * FlowClass.ALL.size()];
    private final ByteBuffer frame = NativeBuffer.allocate(FrameWriter.MAX_FRAME);

    private Rates rates = Rates.DEFAULT;
    private boolean running = true;
    private String lastFailure = "";

    /** Opens a socket for each customer, whose interface in the namespace has the customer's name. */
    WorldSide(Path namespace, AddressPool addresses, RandomGenerator random, Counts counts) throws IOException {
        this.counts = counts;
        for (int customer = 0; customer < Lab.CUSTOMERS.size(); customer++) {
            sockets.add(PacketSocket.sender(namespace, Lab.CUSTOMERS.get(customer)));
            writers.add(new FrameWriter(customer, addresses, random));
        }
    }

    synchronized void setRates(Rates changed) {
        rates = changed;
    }

    /** Once this returns false to running, nothing is sent any more. */
    synchronized void setRunning(boolean wanted) {
        running = wanted;
    }

    synchronized boolean isRunning() {
        return running;
    }

    @Override
    public void run() {
        long begin = System.nanoTime();
        long last = begin;
        while (true) {
            LockSupport.parkNanos(TICK_NANOS);
            long now = System.nanoTime();
            tick((now - begin) / 1e9, Math.min((now - last) / 1e9, MAX_CATCH_UP_SECONDS));
            last = now;
        }
    }

    private synchronized void tick(double time, double elapsed) {
        if (!running) {
            return;
        }
        for (int customer = 0; customer < Lab.CUSTOMERS.size(); customer++) {
            for (int flow = 0; flow < FlowClass.ALL.size(); flow++) {
                FlowClass kind = FlowClass.ALL.get(flow);
                int index = customer * FlowClass.ALL.size() + flow;
                double part = rates.lively() ? Liveliness.part(customer, kind, time) : 1;
                due[index] += rates.of(kind) * part * elapsed;
                for (; due[index] >= 1; due[index]--) {
                    send(customer, kind, flow);
                }
            }
        }
    }

    private void send(int customer, FlowClass kind, int flow) {
        long sequence = counts.send(customer, flow); // before it goes out, or it might arrive unsent
        writers.get(customer).write(kind, flow, sequence, frame);
        try {
            SystemCalls.send(sockets.get(customer), frame, 0, null);
        } catch (SystemCallException e) {
            // Somebody took the interface down, say. It is not sent, and the log tells of each new cause once.
            counts.unsend(customer, flow);
            if (!lastFailure.equals(e.getMessage())) {
                lastFailure = e.getMessage();
                System.err.println("Not sent to " + Lab.CUSTOMERS.get(customer) + ": " + lastFailure);
            }
        }
    }
}
