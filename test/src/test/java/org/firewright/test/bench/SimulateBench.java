package org.firewright.test.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.firewright.expression.IpAddress;
import org.firewright.expression.Protocols;
import org.firewright.policy.Action;
import org.firewright.policy.Policy;
import org.firewright.simulate.Packet;
import org.firewright.simulate.PacketForm;
import org.firewright.simulate.Simulator;

/** How many packets a second the simulator takes through a thousand rules, on one thread, from their bytes on. */
public final class SimulateBench {
    private static final int RULES = 1_000;
    private static final int PACKETS = 50_000;
    /** Microseconds, which are 100,000 packets a second. */
    private static final double BAR = 10;

    private static final List<Integer> PORTS = List.of(22, 25, 53, 80, 123, 443, 5432, 8080, 8050, 40_000);

    private SimulateBench() {}

    /** Takes {@code --quick} for few runs. */
    public static void main(String[] arguments) throws IOException {
        int runs = List.of(arguments).contains("--quick") ? 3 : 11;
        Report report = new Report("simulate");
        Policy policy = TypicalPolicy.of(RULES, new Random(1));
        Simulator simulator = Simulator.of(policy, TypicalPolicy.lists());
        List<byte[]> packets = packets();
        run(simulator, packets, new EnumMap<>(Action.class));
        double[] rates = new double[runs];
        Map<Action, Integer> outcomes = new EnumMap<>(Action.class);
        for (int i = 0; i < runs; i++) {
            rates[i] = run(simulator, packets, outcomes);
        }
        report.add("packets a second, 1,000 typical rules", "1/s", rates, 0);
        report.add(
                "for one packet",
                "µs",
                Arrays.stream(rates).map(rate -> 1e6 / rate).toArray(),
                BAR);
        report.publish();
        System.out.println("(what became of the packets: " + outcomes + ")");
    }

    /** Packets a second. */
    private static double run(Simulator simulator, List<byte[]> packets, Map<Action, Integer> outcomes) {
        long start = System.nanoTime();
        for (byte[] packet : packets) {
            outcomes.merge(
                    simulator
                            .simulate(Packet.of(packet, Packet.Surroundings.NONE))
                            .action(),
                    1,
                    Integer::sum);
        }
        return packets.size() / ((System.nanoTime() - start) / 1e9);
    }

    /** Traffic of the data centre that the rules are for: half of it is decided by no rule but the last. */
    private static List<byte[]> packets() {
        Random random = new Random(7);
        List<byte[]> packets = new ArrayList<>();
        while (packets.size() < PACKETS) {
            int protocol = List.of(Protocols.TCP, Protocols.TCP, Protocols.UDP, Protocols.ICMP)
                    .get(random.nextInt(4));
            int source = (172 << 24) | ((16 + random.nextInt(16)) << 16) | random.nextInt(1 << 16);
            int target = (10 << 24) | random.nextInt(4 << 16);
            packets.add(PacketForm.of(
                            IpAddress.v4(source),
                            IpAddress.v4(target),
                            protocol,
                            random.nextInt(1024, 65_536),
                            PORTS.get(random.nextInt(PORTS.size())))
                    .bytes());
        }
        return packets;
    }
}
