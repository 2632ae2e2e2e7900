package org.firewright.test.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.firewright.test.kernel.Samples.PORT;
import static org.firewright.test.kernel.Samples.STAMP;
import static org.firewright.test.kernel.Samples.UDP;
import static org.firewright.test.kernel.Samples.is;
import static org.firewright.test.kernel.Samples.port;
import static org.firewright.test.kernel.Samples.ruleset;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.firewright.agent.api.MovedCounters;
import org.firewright.agent.api.Numbers;
import org.firewright.agent.api.ProblemException;
import org.firewright.agent.api.Rule;
import org.firewright.agent.api.RuleCounter;
import org.firewright.agent.api.RuleState;
import org.firewright.agent.api.Verdict;
import org.firewright.agent.netlink.Bytes;
import org.firewright.agent.netlink.NetlinkSocket;
import org.firewright.agent.nftables.CounterReader;
import org.firewright.agent.nftables.NamespaceRules;
import org.firewright.agent.nftables.Transaction;
import org.firewright.agent.nftables.model.Item;
import org.firewright.agent.nftables.model.Step;
import org.firewright.test.RequiresRoot;
import org.firewright.test.ScratchNamespace;
import org.firewright.test.ScratchRules;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Counters as objects of our table: what nft makes of them, and whatever others do to them. */
@Tag("kernel")
@RequiresRoot
class CountersTest {
    private static final int INET = 1;
    /** NFTNL_UDATA_RULE_COMMENT, and what older and present agents leave with rules. */
    private static final int COMMENT = 0;

    private static final int RULE_ID = 0xF0;
    private static final int CHAIN_START = 0xF3;

    @AutoClose
    private final ScratchRules ours = ScratchRules.make("kernel");

    private final ScratchNamespace namespace = ours.namespace();
    private final NamespaceRules rules = ours.rules();

    @Test
    void whateverARuleIsCalledNftReadsItsCounterBack() throws Exception {
        List<String> names = List.of(
                "Web",
                "web",
                "",
                " ",
                "22/ssh",
                "Größe",
                "日本語",
                "drop",
                "counter",
                "a_b",
                "; flush",
                "-",
                "x".repeat(300));
        List<Rule> wanted = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            wanted.add(new Rule("id-" + (i + 1), i + 1, names.get(i), List.of(), Verdict.COUNT));
        }
        deploy(wanted);
        String listed = namespace.nft("-s", "list", "ruleset");

        assertThat(listed)
                .contains("counter Web_id-1 {", "counter rule_id-3 {", "counter rule_22_ssh_id-5 {")
                .contains("counter Gro_e_id-6 {", "counter flush_id-11 {", "counter " + "x".repeat(64) + "_id-13 {");
        assertThat(rules.read(true).text()).isEqualTo(namespace.nft("list", "ruleset"));
        try (ScratchNamespace other = ScratchNamespace.make("kernel")) {
            other.load(listed);
            assertThat(other.nft("-s", "list", "ruleset")).isEqualTo(listed);
        }
    }

    @Test
    void countersThatAreSetBackAreToldSo() throws Exception {
        deploy(List.of(rule(1), rule(2)));
        send(1);
        CounterReader reader = rules.counters();
        assertThat(reader.read()).isFalse();
        assertThat(counted(reader)).containsExactly(1L, 0L);

        namespace.nft("reset", "counters");

        assertThat(reader.read()).isTrue();
        assertThat(reader.moved())
                .isEqualTo(new MovedCounters(namespace.name(), Numbers.of(0, 1), Numbers.of(-1), Numbers.of(-29)));
        send(2);
        assertThat(reader.read()).isTrue();
        assertThat(counted(reader)).containsExactly(0L, 1L);
    }

    @Test
    void aFigureIsNeverToldOfAnotherRuleWhateverOthersDoToTheObjects() throws Exception {
        deploy(List.of(rule(1), rule(2), rule(3)));
        CounterReader reader = rules.counters();
        assertThat(reader.read()).isFalse();
        send(1);
        send(3);
        for (String change : List.of(
                "add counter inet firewright another { packets 7 bytes 7 }",
                "delete counter inet firewright another",
                "add quota inet firewright some { over 1 mbytes }",
                "add table inet theirs; add counter inet theirs Rule_1_id-1 { packets 9 bytes 9 }",
                "add table ip firewright; add counter ip firewright Rule_1_id-1 { packets 9 bytes 9 }",
                "add rule inet firewright output counter name Rule_2_id-2")) {
            namespace.load(change + "\n");
            assertThat(reader.read()).as(change).isFalse();
            assertThat(counted(reader)).as(change).startsWith(1L, 0L, 1L);
            assertThat(reader.read()).isTrue();
            assertThat(reader.moved().rules()).isEqualTo(Numbers.of());
        }

        namespace.load("flush chain inet firewright output; delete counter inet firewright Rule_1_id-1\n");
        assertThat(reader.read()).isFalse();
        assertThat(reader.whole().rules()).isEmpty();
        deploy(List.of(rule(3), rule(1)));
        send(1);
        assertThat(reader.read()).isFalse();
        assertThat(reader.whole().rules())
                .containsExactly(new RuleCounter("id-3", 0, 0), new RuleCounter("id-1", 1, 29));
    }

    @Test
    void aTableOfAnOlderAgentIsReadAndReplaced() throws Exception {
        namespace.load("table inet firewright { chain output { type filter hook output priority 0; }; }\n");
        List<Step> counts = List.of(new Step.Counter(0L, 0L));
        Transaction old = new Transaction()
                .make(old(counts, entry(COMMENT, "every packet\0"), entry(CHAIN_START, "\1")))
                .make(old(counts, entry(COMMENT, "Split\0"), entry(RULE_ID, "id-1")))
                .make(old(counts, entry(COMMENT, "Split\0"), entry(RULE_ID, "id-1")))
                .make(old(counts, entry(COMMENT, "Other\0"), entry(RULE_ID, "id-2")));
        try (NetlinkSocket socket = NetlinkSocket.open(NetlinkSocket.NETFILTER, namespace.file())) {
            assertThat(old.commit(socket, OptionalLong.empty())).isEmpty();
        }
        CounterReader reader = rules.counters();
        assertThat(reader.read()).isFalse();
        assertThat(reader.read()).isTrue();

        send(1); // and back goes that nobody listens

        assertThat(reader.read()).isTrue();
        assertThat(reader.moved())
                .isEqualTo(new MovedCounters(
                        namespace.name(), Numbers.of(0, 2), Numbers.of(4, 2), Numbers.of(2 * (29 + 57), 29 + 57)));
        assertThat(rules.read(false).rules())
                .extracting(RuleState::id, RuleState::name, RuleState::packets)
                .containsExactly(tuple("id-1", "Split", 4L), tuple("id-2", "Other", 2L));

        deploy(List.of(rule(1), rule(2)));

        assertThat(namespace.nft("list", "ruleset"))
                .doesNotContain("every packet")
                .contains("counter name \"Rule_1_id-1\"");
        send(1);
        assertThat(reader.read()).isFalse();
        assertThat(counted(reader)).containsExactly(1L, 0L);
    }

    private static Item.Rule old(List<Step> steps, byte[]... userData) {
        int length = 0;
        byte[] all = new byte[256];
        for (byte[] entry : userData) {
            System.arraycopy(entry, 0, all, length, entry.length);
            length += entry.length;
        }
        Bytes data = Bytes.of(all).slice(0, length);
        return new Item.Rule(INET, "firewright", "output", null, null, null, steps, null, data, null, null, List.of());
    }

    /** Type and length, a byte each, and the value. */
    private static byte[] entry(int type, String text) {
        byte[] value = text.getBytes(StandardCharsets.UTF_8);
        byte[] entry = new byte[2 + value.length];
        entry[0] = (byte) type;
        entry[1] = (byte) value.length;
        System.arraycopy(value, 0, entry, 2, value.length);
        return entry;
    }

    private static List<Long> counted(CounterReader reader) {
        return reader.whole().rules().stream().map(RuleCounter::packets).toList();
    }

    private static Rule rule(int number) {
        return Samples.rule(number, Verdict.COUNT, UDP, is(PORT, port(number)));
    }

    private void deploy(List<Rule> wanted) throws ProblemException {
        ours.deploy(ruleset(namespace.name(), wanted), STAMP);
    }

    /** One packet of 29 bytes. */
    private void send(int port) throws IOException {
        namespace.exec("", "bash", "-c", "echo > /dev/udp/127.0.0.1/" + port);
    }
}
