package org.firewright.test.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.firewright.agent.api.AddressRanges;
import org.firewright.agent.api.ProblemException;
import org.firewright.expression.AddressRange;
import org.firewright.expression.IpAddress;
import org.firewright.iplist.RangeCollector;
import org.firewright.policy.Policy;
import org.firewright.policy.PolicyRule;

/** Random policies and random packets: does the kernel do what the simulator says? */
public final class KernelConformance {
    private static final int PACKETS = 250;

    /** What the language says and nftables cannot: told to whoever reads the figures. */
    private static final List<String> UNSUPPORTED = List.of(
            "a negated condition on a port or protocol, asked of a packet that ends before it",
            "a condition on a port, asked of a later fragment");

    private KernelConformance() {}

    /**
     * Compares and writes test/target/conformance/kernel.json.
     *
     * @param arguments how many pairs of policy and packet, by default 100,000; and the seed, by default 1
     */
    public static void main(String[] arguments) throws IOException, ProblemException {
        long pairs = arguments.length > 0 ? Long.parseLong(arguments[0].replace("_", "")) : 100_000;
        long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : 1;
        Optional<KernelComparison.Difference> difference = compare(pairs, seed);
        difference.map(KernelConformance::text).ifPresent(System.out::println);
        System.out.printf(
                "%,d pairs of policy and packet, seed %d: %s%n",
                pairs, seed, difference.isEmpty() ? "all agree" : "different");
        String json = "{\"agreed\":%d,\"different\":%d,\"unsupported\":[\"%s\"]}%n"
                .formatted(
                        difference.isEmpty() ? pairs : 0,
                        difference.isEmpty() ? 0 : 1,
                        String.join("\",\"", UNSUPPORTED));
        Path folder = Files.createDirectories(Path.of("test/target/conformance"));
        Files.writeString(folder.resolve("kernel.json"), json);
        System.exit(difference.isEmpty() ? 0 : 1);
    }

    /** Compares so many pairs; ends at the first difference and gives its smallest form. */
    static Optional<KernelComparison.Difference> compare(long pairs, long seed) throws IOException, ProblemException {
        try (KernelComparison kernel = new KernelComparison(pool())) {
            for (long policy = 0; policy < (pairs + PACKETS - 1) / PACKETS; policy++) {
                Random random = new Random(seed * 1_000_003 + policy);
                PacketGenerator generator = new PacketGenerator(random);
                // Odd packets meet only conditions that nftables can answer for them.
                int kind = random.nextInt(3);
                Policy next = new PolicyGenerator(random, kind == 0, kind < 2).next();
                List<byte[]> packets = new ArrayList<>();
                while (packets.size() < PACKETS) {
                    packets.add(
                            switch (kind) {
                                case 0 -> generator.whole();
                                case 1 -> generator.perhapsCut();
                                default -> generator.any();
                            });
                }
                Optional<KernelComparison.Difference> difference = kernel.compare(next, packets);
                if (difference.isPresent()) {
                    return difference;
                }
            }
            return Optional.empty();
        }
    }

    /** A difference as a person can follow it. */
    static String text(KernelComparison.Difference difference) {
        StringBuilder text = new StringBuilder("The kernel and the simulator differ.\n");
        for (PolicyRule rule : difference.policy().rules()) {
            text.append("  ").append(rule.name()).append(": ").append(rule.when());
            text.append(" -> ")
                    .append(rule.action())
                    .append(rule.enabled() ? "" : " (off)")
                    .append('\n');
        }
        difference.packets().stream()
                .limit(3)
                .forEach(packet -> text.append("  packet ")
                        .append(HexFormat.of().formatHex(packet))
                        .append('\n'));
        text.append("  simulator: ").append(difference.expected()).append('\n');
        return text.append("  kernel:    ").append(difference.counted()).toString();
    }

    private static AddressRanges pool() {
        RangeCollector collector = new RangeCollector();
        Stream.of("10.0.0.1", "192.0.2.127", "198.51.100.7", "::1", "2001:db8:0:1::")
                .map(text -> IpAddress.parse(text).orElseThrow())
                .forEach(address -> collector.add(new AddressRange(address, address)));
        Stream.of("10.0.1.0/24", "2001:db8::/64")
                .map(text -> text.split("/", 2))
                .forEach(parts -> collector.add(
                        AddressRange.prefix(IpAddress.parse(parts[0]).orElseThrow(), Integer.parseInt(parts[1]))));
        return collector.ranges();
    }
}
