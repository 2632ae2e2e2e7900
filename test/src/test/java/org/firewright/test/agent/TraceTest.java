package org.firewright.test.agent;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.firewright.agent.api.TraceRequest;
import org.firewright.agent.api.TraceStep;
import org.firewright.test.RequiresRoot;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way of marked packets, against what nft tells of the same packets. */
@Tag("kernel")
@RequiresRoot
class TraceTest {
    private static final String RULES = """
            table ip t {
              counter hits { }
              chain guests { udp dport 9 counter return; }
              chain in {
                type filter hook input priority 0; policy accept;
                meta nftrace set 1
                iif lo ip saddr 127.0.0.1 counter name hits
                udp dport { 9, 10 } counter jump guests comment "guests first"
                udp dport 10 log prefix "x" drop
              }
            }
            table inet v { chain c { type filter hook input priority 10; tcp dport 80 reject; meta mark set 5; }; }
            """;

    /** Such as: trace id a8a93de4 ip t in rule udp dport 10 log prefix "x" drop (verdict drop). */
    private static final Pattern RULE =
            Pattern.compile("trace id ([0-9a-f]+) (\\S+ \\S+ \\S+) rule (.*) \\(verdict (.*)\\)\\s*");

    private static final Pattern POLICY = Pattern.compile("trace id ([0-9a-f]+) (\\S+ \\S+ \\S+) policy (\\S+).*");
    private static final Pattern PACKET =
            Pattern.compile("trace id ([0-9a-f]+) (\\S+ \\S+ \\S+) packet: iif \"(\\S+)\" .*ip length ([0-9]+) .*");

    private AgentFixture fixture;
    private AgentProcess agent;
    private Path told;

    @BeforeEach
    void mark(@TempDir Path folder) throws Exception {
        fixture = new AgentFixture(ScratchHost.with("acme"), folder);
        told = folder.resolve("nft");
        agent = fixture.agent();
        Files.writeString(folder.resolve("rules.nft"), RULES);
        fixture.host.run("ip netns exec acme nft -f " + folder.resolve("rules.nft"));
        fixture.host.run("ip netns exec acme stdbuf -oL nft monitor trace > " + told + " 2>&1 & echo $! > "
                + folder.resolve("pid"));
        agent.ask(service -> service.trace(new TraceRequest("acme")));
    }

    @AfterEach
    void removeHost() throws Exception {
        fixture.host.run("kill $(cat " + told.resolveSibling("pid") + ")");
        fixture.close();
    }

    @Test
    void everyStepIsAsNftTellsIt() throws Exception {
        await(() -> {
            send(); // nft does not say when it has begun to listen
            return !nft().isEmpty();
        });
        Set<String> before = new HashSet<>(nft().keySet());
        before.addAll(ours().keySet());
        send();
        await(() -> later(ours(), before).toString().contains("reject drop")
                && later(ours(), before).equals(later(nft(), before)));
        assertThat(later(ours(), before)).isEqualTo(later(nft(), before));
        assertThat(agent.traces).extracting(TraceStep::verdict).contains("drop", "jump guests", "return", "accept");
    }

    private void send() throws Exception {
        fixture.host.run("ip netns exec acme bash -c '"
                + "for port in udp/127.0.0.1/9 udp/127.0.0.1/10 tcp/127.0.0.1/80; do echo > /dev/$port; done' || true");
    }

    /** Waits until it is so; what is compared afterwards tells what is not. */
    private static void await(Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(40);
        while (!condition.call() && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    /** Steps by packet, in order. */
    private Map<String, List<String>> ours() {
        return agent.traces.stream()
                .filter(step -> step.kind() != TraceStep.Kind.RETURN) // nft says nothing of a chain's end
                .flatMap(step -> words(step).stream())
                .collect(groupingBy(TraceTest::packet));
    }

    private Map<String, List<String>> nft() throws IOException {
        String text = Files.readString(told);
        return text.substring(0, text.lastIndexOf('\n') + 1)
                .lines()
                .map(TraceTest::words)
                .collect(groupingBy(TraceTest::packet));
    }

    private static String packet(String words) {
        return words.substring(0, words.indexOf(' '));
    }

    private static Map<String, List<String>> later(Map<String, List<String>> all, Set<String> before) {
        all.keySet().removeAll(before);
        return all;
    }

    private static List<String> words(TraceStep step) {
        String packet = Long.toHexString(step.packet());
        String place = step.family() + " " + step.table() + " " + step.chain();
        List<String> words = new ArrayList<>();
        if (step.headers() != null) {
            String network = step.headers().network();
            words.add(packet + " " + place + " from " + step.headers().in() + " length "
                    + Integer.parseInt(network.substring(4, 8), 16));
        }
        words.add(
                switch (step.kind()) {
                    case RULE -> packet + " " + place + " " + step.rule() + " " + step.verdict();
                    case POLICY -> packet + " " + place + " policy " + step.verdict();
                    case RETURN, LOST -> "unexpected " + step;
                });
        return words;
    }

    private static String words(String line) {
        Matcher rule = RULE.matcher(line);
        Matcher policy = POLICY.matcher(line);
        Matcher packet = PACKET.matcher(line);
        if (rule.matches()) {
            String text = rule.group(3).replaceAll("counter packets [0-9]+ bytes [0-9]+", "counter");
            return hex(rule.group(1)) + " " + rule.group(2) + " " + text + " " + rule.group(4);
        }
        if (policy.matches()) {
            return hex(policy.group(1)) + " " + policy.group(2) + " policy " + policy.group(3);
        }
        return packet.matches()
                ? hex(packet.group(1)) + " " + packet.group(2) + " from " + packet.group(3) + " length "
                        + packet.group(4)
                : "unexpected " + line;
    }

    private static String hex(String digits) {
        return Long.toHexString(Long.parseLong(digits, 16));
    }
}
