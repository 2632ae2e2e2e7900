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
import org.firewright.agent.api.Hook;
import org.firewright.agent.api.ProblemException;
import org.firewright.expression.AddressRange;
import org.firewright.expression.IpAddress;
import org.firewright.iplist.RangeCollector;
import org.firewright.policy.Action;
import org.firewright.policy.Policy;
import org.firewright.policy.PolicyRule;

/** Random policies and random packets: does the kernel do what the simulator says? */
public final class KernelConformance {
    private static final int PACKETS = 250;

    /** What is not among the random policies, and where it is tested instead. */
    private static final List<String> UNSUPPORTED = List.of(
            "ct.state: where connections are tracked, fragments are put together before any rule sees them",
            "rates and limits that fill again between packets: depend on time",
            "sip and dns: refused by the compiler");

    private KernelConformance() {}

    /** How a comparison went. */
    record Result(Optional<KernelComparison.Difference> difference, long asked, long askedOfNft) {}

    /**
     * Compares and writes test/target/conformance/kernel.json.
     *
     * @param arguments how many pairs of policy and packet, by default 100,000; and the seed, by default 1
     */
    public static void main(String[] arguments) throws IOException, ProblemException {
        long pairs = arguments.length > 0 ? Long.parseLong(arguments[0].replace("_", "")) : 100_000;
        long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : 1;
        Result result = compare(pairs, seed);
        result.difference().map(KernelConformance::text).ifPresent(System.out::println);
        boolean same = result.difference().isEmpty();
        System.out.printf(
                "%,d pairs of policy and packet, %,d of them by nft too, seed %d: %s%n",
                result.asked(), result.askedOfNft(), seed, same ? "all agree" : "different");
        String json = "{\"agreed\":%d,\"agreed_by_nft\":%d,\"different\":%d,\"unsupported\":[\"%s\"]}%n"
                .formatted(
                        same ? result.asked() : 0,
                        same ? result.askedOfNft() : 0,
                        same ? 0 : 1,
                        String.join("\",\"", UNSUPPORTED));
        Path folder = Files.createDirectories(Path.of("test/target/conformance"));
        Files.writeString(folder.resolve("kernel.json"), json);
        System.exit(same ? 0 : 1);
    }

    /** Compares so many pairs; ends at the first difference and gives its smallest form. */
    static Result compare(long pairs, long seed) throws IOException, ProblemException {
        try (KernelComparison kernel = new KernelComparison(pool())) {
            for (long policy = 0; policy < (pairs + PACKETS - 1) / PACKETS; policy++) {
                Random random = new Random(seed * 1_000_003 + policy);
                List<Policy> next = new PolicyGenerator(random).next();
                PacketGenerator generator = new PacketGenerator(random);
                List<byte[]> packets =
                        Stream.generate(generator::next).limit(PACKETS).toList();
                Optional<KernelComparison.Difference> difference = kernel.compare(next, packets);
                if (difference.isPresent()) {
                    KernelComparison.Difference smallest = new Shrinking(kernel).smallest(difference.get());
                    return new Result(Optional.of(smallest), kernel.asked(), kernel.askedOfNft());
                }
            }
            return new Result(Optional.empty(), kernel.asked(), kernel.askedOfNft());
        }
    }

    /** Compares cases that once differed: lines of a packet in hexadecimal digits and an expression. */
    static List<String> compare(List<String> cases) throws IOException, ProblemException {
        List<String> different = new ArrayList<>();
        try (KernelComparison kernel = new KernelComparison(pool())) {
            for (String line : cases) {
                String[] parts = line.split(" ", 2);
                PolicyRule all = new PolicyRule(PolicyGenerator.ALL, "", Action.COUNT, true, "");
                PolicyRule rule = new PolicyRule("Rule", parts[1], Action.COUNT, true, "");
                Policy policy = new Policy("case", Hook.PREROUTING, 0, Action.ACCEPT, List.of(all, rule));
                kernel.compare(List.of(policy), List.of(HexFormat.of().parseHex(parts[0])))
                        .map(KernelConformance::text)
                        .ifPresent(different::add);
            }
        }
        return different;
    }

    /** A difference as a person can follow it, and as lines for the cases that are always tried. */
    static String text(KernelComparison.Difference difference) {
        StringBuilder text = new StringBuilder("The simulator and " + difference.who() + " differ.\n");
        difference.policies().forEach(policy -> text.append(text(policy)));
        text.append("  simulator: ").append(difference.expected()).append('\n');
        text.append("  ").append(difference.who()).append(": ").append(difference.counted());
        for (byte[] packet : difference.packets().stream().limit(3).toList()) {
            difference.policies().stream()
                    .flatMap(policy -> policy.rules().stream())
                    .filter(rule -> !rule.name().equals(PolicyGenerator.ALL))
                    .forEach(rule -> text.append("\n  case: ")
                            .append(HexFormat.of().formatHex(packet))
                            .append(' ')
                            .append(rule.when()));
        }
        return text.toString();
    }

    private static String text(Policy policy) {
        StringBuilder text = new StringBuilder();
        text.append(policy.name());
        policy.entry()
                .ifPresent(entry -> text.append(", priority ")
                        .append(entry.priority())
                        .append(", otherwise ")
                        .append(entry.defaultAction()));
        text.append('\n');
        for (PolicyRule rule : policy.rules()) {
            text.append("  ").append(rule.name()).append(": ").append(rule.when());
            text.append(" -> ")
                    .append(rule.action())
                    .append(' ')
                    .append(rule.to())
                    .append(rule.observe() ? " (observe)" : "");
            text.append(rule.enabled() ? "" : " (off)").append('\n');
        }
        return text.toString();
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
