package org.firewright.test.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.firewright.agent.api.ProblemException;
import org.firewright.lab.FlowClass;
import org.firewright.lab.HostTraffic;
import org.firewright.lab.Lab;
import org.firewright.lab.LabStatus;
import org.firewright.lab.SampleProject;
import org.firewright.test.RequiresRoot;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** A day with the command line: lab up, check, deploy, look, remove, lab down. Each step stands on those before. */
@RequiresRoot
@Tag("kernel")
@Tag("ssh")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CommandLineTest {
    private static final Lab LAB = new Lab("cli-" + ProcessHandle.current().pid());
    private static final long ENOUGH = 200;

    private static final String OTHERS = """
            table inet filter {
              counter web { }
              set blocked { type ipv4_addr; flags interval; elements = { 10.0.0.0/8, 192.0.2.7 }; }
              map ports { type inet_service : verdict; elements = { 22 : accept, 23 : drop }; }
              chain services { tcp dport vmap @ports; tcp dport { 80, 443 } counter name web accept; }
              chain input {
                type filter hook input priority filter; policy drop;
                ct state vmap { established : accept, related : accept, invalid : drop }
                ip saddr @blocked counter drop comment "bad neighbours"
                meta l4proto { icmp, ipv6-icmp } limit rate 10/second accept
                jump services
                log prefix "refused " reject with icmpx type admin-prohibited
              }
            }
            table ip nat {
              chain prerouting { type nat hook prerouting priority dstnat; tcp dport 80 dnat to 192.0.2.80:8080; }
              chain postrouting { type nat hook postrouting priority srcnat; oifname "eth*" masquerade; }
            }
            table bridge guests { chain in { ether saddr 02:00:00:00:00:01 ip daddr 192.0.2.1 drop; }; }
            """;

    @TempDir
    static Path folder;

    private static FirewrightProcess firewright;
    private static String project;
    private static JsonObject afterFirst;
    private static List<HostTraffic> before;

    @BeforeAll
    static void desk() throws ProblemException {
        firewright = new FirewrightProcess(LAB.name(), folder);
        project = SampleProject.copyTo(folder.resolve("project")).toString();
    }

    @AfterAll
    static void down() throws ProblemException {
        LAB.down(step -> {});
    }

    private static FirewrightProcess.Ended ok(String... words) throws IOException, InterruptedException {
        FirewrightProcess.Ended ended = firewright.run(words);
        assertThat(ended.code()).as(ended.sentences()).isZero();
        return ended;
    }

    private static List<JsonObject> objects(JsonObject value, String member) {
        return StreamSupport.stream(value.getAsJsonArray(member).spliterator(), false)
                .map(JsonElement::getAsJsonObject)
                .toList();
    }

    private static List<Long> mapIds(JsonObject inspected) {
        return objects(inspected.getAsJsonObject("state"), "lists").stream()
                .flatMap(list -> objects(list, "maps").stream())
                .map(map -> map.get("id").getAsLong())
                .toList();
    }

    /** What the sample's first rule, "Bad actors", has counted. */
    private static long counted(JsonObject inspected, String namespace) {
        return objects(inspected.getAsJsonObject("state"), "namespaces").stream()
                .filter(each -> each.get("name").getAsString().equals(namespace))
                .map(each -> objects(each, "rules").getFirst())
                .filter(rule -> rule.get("name").getAsString().equals("Bad actors"))
                .map(rule -> rule.get("packets").getAsLong())
                .findFirst()
                .orElseThrow();
    }

    @Test
    @Order(1)
    void theLabComesUpAndIsIdempotent() throws Exception {
        JsonObject status = ok("lab", "up", "--rate", "4000", "--json").json();
        assertThat(status.get("state").getAsString()).isEqualTo("UP");

        assertThat(ok("lab", "up").results()).startsWith("The lab is up.");
        assertThat(ok("lab", "status").results()).contains("lab1", "lab2", "acme, globex, initech");
    }

    @Test
    @Order(2)
    void theSampleIsRightAndItsPlanReadable() throws Exception {
        assertThat(ok("check", project).results()).contains("0 errors, 0 warnings.");
        assertThat(ok("plan", project, "lab1/acme").results())
                .startsWith("# policy edge for lab1/acme\n")
                .contains("bpf pinned \"/sys/fs/bpf/firewright/", "comment \"Bad actors\"");
        FirewrightProcess.Ended status = firewright.run("status", project, "--json");
        assertThat(status.code()).as("nothing is deployed yet").isEqualTo(1);
        assertThat(objects(status.json(), "targets"))
                .hasSize(6)
                .allMatch(target -> target.get("state").getAsString().equals("NOT_DEPLOYED"));
    }

    @Test
    @Order(3)
    void theFirstNamespaceLoadsTheListsAndTheSecondShares() throws Exception {
        before = LAB.pause();

        JsonObject first = ok("deploy", project, "lab1/acme", "--json").json();
        assertThat(objects(first, "lists"))
                .hasSize(2)
                .allMatch(list -> list.getAsJsonObject("list").get("loaded").getAsBoolean());
        afterFirst = ok("inspect", "lab1", "--json").json();
        JsonObject second = ok("deploy", project, "lab1/globex", "--json").json();
        JsonObject afterSecond = ok("inspect", "lab1", "--json").json();

        assertThat(objects(second, "lists"))
                .noneMatch(list -> list.getAsJsonObject("list").get("loaded").getAsBoolean());
        assertThat(mapIds(afterSecond)).isNotEmpty().isEqualTo(mapIds(afterFirst));
        assertThat(afterSecond.get("memory").getAsLong())
                .isPositive()
                .isEqualTo(afterFirst.get("memory").getAsLong());
        assertThat(objects(afterSecond.getAsJsonObject("state"), "lists"))
                .allMatch(list -> list.get("namespaces").toString().equals("[\"acme\",\"globex\"]"));
    }

    @Test
    @Order(4)
    void listedPacketsAreDroppedAndCountedWhereItWasDeployedAndNowhereElse() throws Exception {
        LAB.resume();
        awaitTraffic();
        List<HostTraffic> after = LAB.pause();
        JsonObject inspected = ok("inspect", "lab1", "--json").json();

        for (String namespace : List.of("acme", "globex")) {
            HostTraffic.FlowCount sent = since(after, 0, namespace, FlowClass.LISTED_LOGIN);
            assertThat(sent.arrived()).as(namespace).isZero();
            assertThat(counted(inspected, namespace))
                    .as(namespace)
                    .isEqualTo(sent.sent())
                    .isPositive();
        }
        for (int host = 0; host < after.size(); host++) {
            assertThat(after.get(host).unseen()).isZero();
            for (String namespace : Lab.CUSTOMERS) {
                for (FlowClass kind : FlowClass.values()) {
                    boolean dropped = host == 0 && !namespace.equals("initech") && kind == FlowClass.LISTED_LOGIN;
                    if (!dropped) {
                        HostTraffic.FlowCount count = since(after, host, namespace, kind);
                        assertThat(count.missing())
                                .as("%s %s on host %d", namespace, kind, host + 1)
                                .isZero();
                    }
                }
            }
        }
        LAB.resume();
    }

    private static HostTraffic.FlowCount since(List<HostTraffic> after, int host, String namespace, FlowClass kind) {
        HostTraffic.FlowCount from = before.get(host).customer(namespace).flow(kind);
        HostTraffic.FlowCount to = after.get(host).customer(namespace).flow(kind);
        return new HostTraffic.FlowCount(kind, to.sent() - from.sent(), to.arrived() - from.arrived());
    }

    /** Until enough packets of each customer have been sent; the generator's own figures tell. */
    private static void awaitTraffic() throws ProblemException {
        long deadline = System.nanoTime() + 60_000_000_000L;
        while (Lab.CUSTOMERS.stream().anyMatch(customer -> {
            try {
                return since(LAB.traffic(), 0, customer, FlowClass.LISTED_LOGIN).sent() < ENOUGH;
            } catch (ProblemException e) {
                throw new AssertionError(e);
            }
        })) {
            assertThat(System.nanoTime()).as("time for traffic").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    @Test
    @Order(5)
    void handsInTheRulesAreNoticedAndMended() throws Exception {
        assertThat(ok("status", project, "lab1/acme").results()).contains("in step", "edge by ");
        ssh("ip netns exec acme nft flush chain inet firewright forward");

        FirewrightProcess.Ended status = firewright.run("status", project, "lab1/acme");

        assertThat(status.code()).isEqualTo(1);
        assertThat(status.results()).contains("changed by hand");
        assertThat(ok("deploy", project).results())
                .contains("lab1/acme: policy edge is in force (", "lab1/globex: policy edge was in force already.");
        assertThat(ok("status", project).results().lines().filter(line -> line.contains("in step")))
                .hasSize(6);
        assertThat(ok("inspect", "lab2/acme", "--format", "nft").results())
                .startsWith("# acme\ntable inet firewright {")
                .contains("bpf pinned");
    }

    /** What a command prints on lab1. */
    private static String ssh(String command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("ssh", "-F", LAB.sshConfig().toString(), "lab1", command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        process.getOutputStream().close();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(command).isZero();
        return printed;
    }

    /** What somebody else made, read through a real sshd, is what nft lists there. */
    @Test
    @Order(6)
    void rulesOfOthersAreReadWhole() throws Exception {
        ssh("ip netns add others");
        try {
            ssh("ip netns exec others nft '" + OTHERS + "'");

            String listed = ok("inspect", "lab1/others", "--format", "nft", "--elements")
                    .results();

            assertThat(listed).isEqualTo("# others\n" + ssh("ip netns exec others nft list ruleset"));
            assertThat(listed).contains("ct state vmap", "dnat to 192.0.2.80:8080", "elements = { 10.0.0.0/8,");
        } finally {
            ssh("ip netns delete others");
        }
    }

    @Test
    @Order(7)
    void theDemoReplacesNobodysRules() throws Exception {
        FirewrightProcess.Ended demo = firewright.run("demo", "--seconds", "1");

        assertThat(demo.code()).isEqualTo(4);
        assertThat(demo.sentences())
                .contains("lab1 enforces rules in acme, globex, initech already, which the demo would replace.");
        assertThat(LAB.status().state()).isEqualTo(LabStatus.State.UP);
    }

    @Test
    @Order(8)
    void removingLeavesNothing() throws Exception {
        FirewrightProcess.Ended removed = ok("remove", "lab1", "lab2/acme", "lab2/globex", "lab2/initech");
        assertThat(removed.results())
                .contains("lab1: our rules are gone from acme, globex, initech; ", "lab2: our rules are gone from ");

        JsonObject inspected = ok("inspect", "lab2", "--json").json();

        assertThat(inspected.get("memory").getAsLong()).isZero();
        assertThat(mapIds(inspected)).isEmpty();
        assertThat(ok("remove", "lab1").results()).startsWith("lab1: there was nothing of ours.");
    }

    @Test
    @Order(9)
    void theDemoUsesALabThatIsUpAndLeavesItUp() throws Exception {
        JsonObject demo = ok("demo", "--seconds", "2", "--json").json();

        assertThat(demo.get("ok").getAsBoolean()).isTrue();
        assertThat(objects(demo, "claims"))
                .hasSize(7)
                .allMatch(claim -> claim.get("holds").getAsBoolean());
        assertThat(LAB.status().state()).isEqualTo(LabStatus.State.UP);
        assertThat(ok("inspect", "lab1").results()).contains("acme: nothing of ours", "no lists");
    }

    @Test
    @Order(10)
    void theLabGoesDown() throws Exception {
        assertThat(ok("lab", "down").results()).startsWith("The lab is down.");
        assertThat(firewright.run("lab", "status").code()).isEqualTo(1);
        assertThat(LAB.folder()).doesNotExist();
        FirewrightProcess.Ended inspect = firewright.run("inspect", "lab1");
        assertThat(inspect.code()).isEqualTo(3);
        assertThat(inspect.sentences()).contains("lab1 cannot be reached: the name lab1 is not known.");
    }
}
