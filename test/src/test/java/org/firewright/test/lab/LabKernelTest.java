package org.firewright.test.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.firewright.agent.api.ProblemException;
import org.firewright.lab.FlowClass;
import org.firewright.lab.HostTraffic;
import org.firewright.lab.Lab;
import org.firewright.lab.LabStatus;
import org.firewright.lab.Rates;
import org.firewright.test.Command;
import org.firewright.test.RequiresRoot;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A lab that is up: its hosts are apart as servers are, real ssh reaches them, and its counts are exact. */
@RequiresRoot
@Tag("kernel")
@Tag("ssh")
class LabKernelTest {
    private static final Lab LAB = new Lab("test-" + ProcessHandle.current().pid());
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    @BeforeAll
    static void up() throws ProblemException {
        assertThat(LAB.up(step -> {}).state()).isEqualTo(LabStatus.State.UP);
    }

    @AfterAll
    static void down() throws ProblemException {
        LAB.down(step -> {});
    }

    @Test
    void stayAsTheyAreWhenBroughtUpAgain() throws Exception {
        String before = Files.readString(LAB.folder().resolve("lab1/init"));
        List<String> steps = new ArrayList<>();

        LabStatus status = LAB.up(steps::add);

        assertThat(status.state()).isEqualTo(LabStatus.State.UP);
        assertThat(status.hosts()).extracting(LabStatus.LabHost::name).containsExactly("lab1", "lab2");
        assertThat(steps).singleElement().asString().startsWith("The lab is up");
        assertThat(LAB.folder().resolve("lab1/init")).hasContent(before);
    }

    @Test
    void letUsersInAsServersDo() throws Exception {
        assertThat(ssh("lab1", "id -un; hostname")).isEqualTo("root\nlab1");
        assertThat(ssh("lab2-engineer", "id -un; hostname; sudo -n id -un")).isEqualTo("engineer\nlab2\nroot");
        assertThat(ssh("lab1-nosudo", "sudo -n true || id -un")).contains("password is required", "nosudo");
        assertThat(Files.getPosixFilePermissions(LAB.folder().resolve("key"))).hasSize(2);
    }

    @Test
    void acceptNoKeyButTheLabs(@TempDir Path folder) throws Exception {
        String other = folder.resolve("key").toString();
        Command.ok("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", other);
        String address = LAB.status().hosts().getFirst().address();

        Command result = Command.run(
                List.of(
                        "ssh",
                        "-F",
                        "none",
                        "-o",
                        "BatchMode=yes",
                        "-o",
                        "IdentitiesOnly=yes",
                        "-i",
                        other,
                        "-o",
                        "StrictHostKeyChecking=no",
                        "-o",
                        "UserKnownHostsFile=/dev/null",
                        "root@" + address,
                        "true"),
                new byte[0]);

        assertThat(result.code()).isEqualTo(255);
        assertThat(result.output()).contains("Permission denied (publickey)");
    }

    @Test
    void areApart() throws Exception {
        ssh("lab1", "ip netns add only-here; mkdir /sys/fs/bpf/only-here; touch /tmp/only-here /root/only-here");

        String other = ssh("lab2", "ls /run/netns /sys/fs/bpf /tmp /root; cat /proc/1/cmdline | tr '\\0' ' '");
        assertThat(other).contains("acme", "globex", "initech", "host.sh lab2").doesNotContain("only-here");
        assertThat(Path.of("/run/netns/only-here")).doesNotExist();
        assertThat(Path.of("/sys/fs/bpf/only-here")).doesNotExist();
        assertThat(Path.of("/tmp/only-here")).doesNotExist();
        assertThat(Path.of("/root/only-here")).doesNotExist();
        assertThat(ssh("lab1", "for n in mnt uts ipc pid net; do readlink /proc/self/ns/$n; done")
                        .lines())
                .doesNotContainAnyElementsOf(
                        ssh("lab2", "for n in mnt uts ipc pid net; do readlink /proc/self/ns/$n; done")
                                .lines()
                                .toList())
                .doesNotContainAnyElementsOf(
                        Command.ok("bash", "-c", "for n in mnt uts ipc pid net; do readlink /proc/self/ns/$n; done")
                                .lines()
                                .toList());
        ssh("lab1", "ip netns delete only-here; rmdir /sys/fs/bpf/only-here; rm /tmp/only-here /root/only-here");
    }

    @Test
    void seeTheSystemsProgramsButCannotChangeThem() throws Exception {
        assertThat(ssh("lab1", "touch /usr/bin/x 2>&1 || true")).contains("Read-only file system");
        String folders = ssh("lab1", "ls /");
        assertThat(folders.lines()).contains("usr", "etc", "root").doesNotContain("work", "boot", "old");
        assertThat(ssh("lab1", "java -version 2>&1")).contains("version");
    }

    @Test
    void forwardEverythingWhileThereAreNoRules() throws Exception {
        List<HostTraffic> before = settled(1);

        List<HostTraffic> after = settled(50);

        assertThat(after)
                .hasSize(2)
                .allSatisfy(host -> assertThat(host.unseen()).isZero());
        for (int host = 0; host < after.size(); host++) {
            for (String customer : Lab.CUSTOMERS) {
                for (FlowClass flow : FlowClass.values()) {
                    assertThat(after.get(host).customer(customer).flow(flow).missing())
                            .as("%s of %s on host %s", flow, customer, host)
                            .isEqualTo(before.get(host)
                                    .customer(customer)
                                    .flow(flow)
                                    .missing());
                }
            }
        }
    }

    /** nft with the real list is a second opinion on every packet's kind. */
    @Test
    void loseExactlyWhatARuleDrops() throws Exception {
        List<HostTraffic> before = settled(1);
        ssh("lab1", "ip netns exec acme nft -f - <<'END'\n" + nftWithTheList() + "END\n");

        List<HostTraffic> after = settled(50);

        for (FlowClass flow : FlowClass.values()) {
            long dropped = missing(after, "acme", flow) - missing(before, "acme", flow);
            if (flow == FlowClass.LISTED_LOGIN) {
                assertThat(dropped)
                        .isEqualTo(sent(after, flow) - sent(before, flow))
                        .isPositive();
                assertThat(nftCounter("listed login")).isEqualTo(dropped);
            } else {
                assertThat(dropped).as(flow.name()).isZero();
            }
            assertThat(missing(after, "globex", flow)).isEqualTo(missing(before, "globex", flow));
        }
        assertThat(nftCounter("wrong checksum"))
                .as("conntrack checks every checksum")
                .isZero();
        ssh("lab1", "ip netns exec acme nft delete table inet opinion");
    }

    @Test
    void haveTheRateThatIsAsked() throws Exception {
        LAB.setRates(Rates.even(0).with(FlowClass.OTHER_DNS, 1_000));
        LAB.resume();
        await(() -> sent(LAB.traffic(), FlowClass.OTHER_DNS) > 0);
        long begin = System.nanoTime();
        long first = sent(LAB.traffic(), FlowClass.OTHER_DNS);
        long other = sent(LAB.traffic(), FlowClass.OTHER_WEB);
        await(() -> sent(LAB.traffic(), FlowClass.OTHER_DNS) - first > 2_000);
        double seconds = (System.nanoTime() - begin) / 1e9;

        // A machine that is busy may make it less, never more.
        assertThat((sent(LAB.traffic(), FlowClass.OTHER_DNS) - first) / seconds).isBetween(300.0, 1_200.0);
        assertThat(sent(LAB.traffic(), FlowClass.OTHER_WEB)).isEqualTo(other);
    }

    /** Sends so many more packets of each kind to each customer, then lets all of them arrive. */
    private static List<HostTraffic> settled(long packets) throws Exception {
        List<HostTraffic> before = LAB.traffic();
        LAB.setRates(Rates.even(100));
        LAB.resume();
        await(() -> {
            List<HostTraffic> now = LAB.traffic();
            return least(now, before) >= packets;
        });
        return LAB.pause();
    }

    private static long least(List<HostTraffic> now, List<HostTraffic> before) {
        long least = Long.MAX_VALUE;
        for (int host = 0; host < now.size(); host++) {
            for (String customer : Lab.CUSTOMERS) {
                for (FlowClass flow : FlowClass.values()) {
                    long more = now.get(host).customer(customer).flow(flow).sent()
                            - before.get(host).customer(customer).flow(flow).sent();
                    least = Math.min(least, more);
                }
            }
        }
        return least;
    }

    private static long missing(List<HostTraffic> traffic, String customer, FlowClass flow) {
        return traffic.getFirst().customer(customer).flow(flow).missing();
    }

    private static long sent(List<HostTraffic> traffic, FlowClass flow) {
        return traffic.getFirst().customer("acme").flow(flow).sent();
    }

    private static String nftWithTheList() throws IOException {
        try (InputStream list = Lab.class.getResourceAsStream("/sample/lists/ipsum.txt")) {
            String elements = String.join(
                    ", ",
                    new String(list.readAllBytes(), StandardCharsets.US_ASCII)
                            .lines()
                            .toList());
            return """
                    table inet opinion {
                      set listed { type ipv4_addr; elements = { %s } }
                      chain check { type filter hook prerouting priority 0;
                        ct state invalid counter comment "wrong checksum"
                      }
                      chain edge { type filter hook forward priority 0;
                        ip saddr @listed tcp dport { 22, 23, 3389 } counter drop comment "listed login"
                      }
                    }
                    """.formatted(elements);
        }
    }

    private static long nftCounter(String comment) throws Exception {
        String rules = ssh("lab1", "ip netns exec acme nft -t list table inet opinion");
        Matcher matcher =
                Pattern.compile("counter packets (\\d+) .*\"" + comment + "\"").matcher(rules);
        assertThat(matcher.find()).as(rules).isTrue();
        return Long.parseLong(matcher.group(1));
    }

    private interface Check {
        boolean holds() throws Exception;
    }

    private static void await(Check check) throws Exception {
        long begin = System.nanoTime();
        while (!check.holds()) {
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(DEADLINE);
            LockSupport.parkNanos(10_000_000);
        }
    }

    private static String ssh(String host, String script) throws Exception {
        Command result = Command.run(
                List.of("ssh", "-F", LAB.sshConfig().toString(), "-o", "BatchMode=yes", host, "bash -s"),
                script.getBytes(StandardCharsets.UTF_8));
        assertThat(result.code()).as("%s: %s", host, result.output()).isZero();
        return result.output();
    }
}
