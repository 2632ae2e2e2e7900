package org.firewright.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.firewright.agent.api.Hook;
import org.firewright.expression.IpAddress;
import org.firewright.expression.Protocols;
import org.firewright.policy.Action;
import org.firewright.policy.Policy;
import org.firewright.policy.PolicyRule;
import org.firewright.policy.RateLimit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Packets one behind the other: rates of addresses, and limits. */
class HistoryTest {
    private static Packet packet(String source, int port) {
        IpAddress from = IpAddress.parse(source).orElseThrow();
        IpAddress to = IpAddress.parse(from.v6() ? "2001:db8::9" : "192.0.2.9").orElseThrow();
        return Packet.of(PacketForm.of(from, to, Protocols.UDP, 1000, port).bytes(), Packet.Surroundings.NONE);
    }

    private static Simulator simulator(String when, Optional<RateLimit> limit) {
        PolicyRule rule = new PolicyRule("r", when, Action.DROP, true, "").withLimit(limit);
        return Simulator.of(new Policy("p", Hook.FORWARD, 0, Action.ACCEPT, List.of(rule)), Map.of());
    }

    /** Times in tenths of seconds at which packets of one address come, and what becomes of each: Drop or Accept. */
    @ParameterizedTest
    @CsvSource({
        "'rate(ip.src, 3, 1)', '0 0 0 0 0', AAADD",
        "'rate(ip.src, 3, 1)', '0 0 0 3 4 4 7', AAADADA",
        "'rate(ip.src, 2, 1)', '0 5 10 15 20', AAAAA",
        "'rate(ip.src, 2, 1)', '0 0 10 10 10 20 20', AAAADAA",
        "'rate(ip.src, 1, 10)', '0 99 100 101 199 200', ADADDA",
        "'not rate(ip.src, 3, 1)', '0 0 0 0 0', DDDAA",
        "'udp.dstport == 53 and rate(ip.src, 1, 1)', '0 0 0', ADD",
        "'udp.dstport == 54 and rate(ip.src, 1, 1)', '0 0 0', AAA",
        "'not (udp.dstport == 54 or rate(ip.src, 2, 1))', '0 0 0', DDA",
        "'rate(ip.src, 1, 1) and not rate(ip.dst, 1, 1)', '0 0 0', ADA",
        "'rate(ip.src, 2, 1)', '5 0 0 3', AADD", // what is told to be earlier comes together with the one before
    })
    void ratesCountByTime(String when, String times, String expected) {
        assertThat(play(simulator(when, Optional.empty()), times)).isEqualTo(expected);
    }

    /** The packet has 28 bytes. */
    @ParameterizedTest
    @CsvSource({
        "2 packets/second burst 2, '0 0 0 5 5 10', DDADAD",
        "over 2 packets/second burst 2, '0 0 0 5 5 10', AADADA",
        "over 10 packets/minute burst 1, '0 0 59 60', ADDA",
        "28 bytes/second burst 28, '0 0 0 9 10', DDAAD",
        "over 56 bytes/second burst 1, '0 0 0 5', AADA",
    })
    void limitsCountByTime(String limit, String times, String expected) {
        assertThat(play(simulator("", RateLimit.parse(limit)), times)).isEqualTo(expected);
    }

    private static String play(Simulator simulator, String times) {
        History history = simulator.history();
        StringBuilder ends = new StringBuilder();
        for (String time : times.split(" ", -1)) {
            long nanos = TimeUnit.MILLISECONDS.toNanos(100 * Long.parseLong(time));
            ends.append(history.simulate(packet("192.0.2.1", 53), nanos)
                    .action()
                    .name()
                    .charAt(0));
        }
        return ends.toString();
    }

    @Test
    void eachAddressIsCountedByItself() {
        History history = simulator("rate(ip.src, 1, 60)", Optional.empty()).history();
        for (String address : List.of("192.0.2.1", "192.0.2.2", "2001:db8::1", "2001:db8::2", "::192.0.2.1")) {
            assertThat(history.simulate(packet(address, 1), 0).action()).isEqualTo(Action.ACCEPT);
        }
        for (String address : List.of("192.0.2.1", "192.0.2.2", "2001:db8::1", "2001:db8::2", "::192.0.2.1")) {
            assertThat(history.simulate(packet(address, 1), 1).action()).isEqualTo(Action.DROP);
        }
    }

    @Test
    void aPacketByItselfDoesNotTellItsRate() {
        Simulator simulator = simulator("udp.dstport == 53 and rate(ip.src, 1, 1)", Optional.empty());
        assertThat(simulator.problems()).isEmpty();
        Outcome asked = simulator.simulate(packet("192.0.2.1", 53));
        assertThat(asked.unknown()).extracting(RulePlace::name).containsExactly("r");
        assertThat(asked.action()).isEqualTo(Action.ACCEPT);
        assertThat(simulator.simulate(packet("192.0.2.1", 54)).unknown()).isEmpty();
        Trace trace = simulator.trace(packet("192.0.2.1", 53)).getFirst();
        assertThat(trace.known()).isFalse();
        assertThat(trace.conditions().getLast().value()).isEqualTo(Trace.UNKNOWN);
        assertThat(simulator.trace(packet("192.0.2.1", 54)).getFirst().known()).isTrue();
    }

    @Test
    void aRateInAnOrCannotBeCounted() {
        assertThat(simulator("udp.dstport == 53 or rate(ip.src, 1, 1)", Optional.empty())
                        .problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.text()).contains("joined to the rest by and"));
    }

    /** What the language's description promises of any packets. */
    @Test
    void neverBeyondUpToTheRateAndAlwaysBeyondTwice() {
        Random random = new Random(5);
        int beyond = 0;
        for (int run = 0; run < 300; run++) {
            int packets = random.nextInt(1, 6);
            int seconds = random.nextInt(1, 4);
            History history = simulator("rate(ip.src, " + packets + ", " + seconds + ")", Optional.empty())
                    .history();
            long[] times = random.longs(60, 0, TimeUnit.SECONDS.toNanos(random.nextInt(1, 60)))
                    .sorted()
                    .toArray();
            boolean[] dropped = new boolean[times.length];
            for (int i = 0; i < times.length; i++) {
                dropped[i] = history.simulate(packet("192.0.2.1", 1), times[i]).action() == Action.DROP;
                beyond += dropped[i] ? 1 : 0;
            }
            long window = TimeUnit.SECONDS.toNanos(seconds);
            for (int i = 0; i < times.length; i++) {
                long start = times[i];
                int within = 0;
                for (int j = i; j < times.length && times[j] - start <= window; j++) {
                    within += dropped[j] ? 0 : 1;
                }
                assertThat(within).isLessThanOrEqualTo(2 * packets);
            }
            int most = Arrays.stream(times)
                    .mapToInt(end -> (int) Arrays.stream(times)
                            .filter(time -> time <= end && end - time < window)
                            .count())
                    .max()
                    .orElseThrow();
            if (most <= packets) {
                assertThat(dropped).doesNotContain(true);
            }
        }
        assertThat(beyond).isGreaterThan(100);
    }

    @Test
    void noMoreAddressesAreKnownThanTheKernelKnows() {
        History history = simulator("rate(ip.src, 1, 60)", Optional.empty()).history();
        for (int i = 0; i < 65_535; i++) {
            history.simulate(packet(IpAddress.v4(i).text(), 1), 0);
        }
        Packet further = packet("192.0.2.1", 1);
        assertThat(history.simulate(further, 1).action()).isEqualTo(Action.ACCEPT);
        assertThat(history.simulate(further, 1).action()).isEqualTo(Action.ACCEPT);
        long later = TimeUnit.SECONDS.toNanos(61);
        assertThat(history.simulate(further, later).action()).isEqualTo(Action.ACCEPT);
        assertThat(history.simulate(further, later).action()).isEqualTo(Action.DROP);
    }
}
