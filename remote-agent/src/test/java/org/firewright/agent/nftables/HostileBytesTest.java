package org.firewright.agent.nftables;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.firewright.agent.api.Chain;
import org.firewright.agent.api.Condition;
import org.firewright.agent.api.Hook;
import org.firewright.agent.api.Interval;
import org.firewright.agent.api.Load;
import org.firewright.agent.api.Rule;
import org.firewright.agent.api.Ruleset;
import org.firewright.agent.api.Stamp;
import org.firewright.agent.api.Verdict;
import org.firewright.agent.netlink.Bytes;
import org.firewright.agent.netlink.MalformedMessageException;
import org.firewright.agent.netlink.Message;
import org.firewright.agent.nftables.model.Codec;
import org.firewright.agent.nftables.model.Contents;
import org.firewright.agent.nftables.model.Item;
import org.firewright.agent.nftables.text.RulesetText;
import org.firewright.agent.nftables.text.Style;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever bytes come, reading them ends: with values and their text, or with the one exception that it may throw. */
class HostileBytesTest {
    private static final int ROUNDS = 5_000;
    private static final Style STYLE = Style.of(index -> null);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void mutatedMessagesAreReadOrRefused(long seed) throws Exception {
        Random random = new Random(seed);
        byte[] good = messages();
        int refused = 0;
        int read = 0;
        for (int i = 0; i < ROUNDS; i++) {
            try {
                readAll(Bytes.of(mutated(good, random)));
                read++;
            } catch (MalformedMessageException e) {
                assertThat(e).hasMessageEndingWith(".");
                refused++;
            }
        }
        // Were it all of one kind, the mutations would test nothing.
        assertThat(refused).isGreaterThan(ROUNDS / 20);
        assertThat(read).isGreaterThan(ROUNDS / 20);
    }

    @ParameterizedTest
    @ValueSource(longs = {6, 7})
    void randomBytesAreReadOrRefused(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < ROUNDS; i++) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            try {
                readAll(Bytes.of(bytes));
            } catch (MalformedMessageException e) {
                assertThat(e).hasMessageEndingWith(".");
            }
        }
    }

    private static void readAll(Bytes bytes) throws MalformedMessageException {
        List<Item> items = new ArrayList<>();
        for (Message message : Message.read(bytes)) {
            Item item = Codec.read(message);
            if (item != null) {
                items.add(item);
            }
        }
        for (Contents table : Contents.of(items)) {
            assertThat(RulesetText.of(table, STYLE)).startsWith("table");
            assertThat(UserData.stamp(UserData.orEmpty(table.table().userData())))
                    .isNotNull();
        }
    }

    private static byte[] mutated(byte[] good, Random random) {
        byte[] bytes = good.clone();
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = (byte) random.nextInt();
                case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> bytes[at] = 0;
                default -> bytes[at] = (byte) 0xFF;
            }
        }
        return random.nextInt(10) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
    }

    /** A whole table. */
    private static byte[] messages() throws Exception {
        Load source = new Load.Payload(Load.Base.NETWORK, 12, 4);
        Load port = new Load.Payload(Load.Base.TRANSPORT, 2, 2);
        Load protocol = new Load.Meta(Load.Key.L4PROTO);
        List<Condition> conditions = List.of(
                new Condition.Match(List.of(protocol), List.of(new Interval("06", "06")), false),
                new Condition.Match(List.of(source), List.of(new Interval("0a000000", "0affffff")), true),
                new Condition.Match(
                        List.of(port), List.of(new Interval("0050", "0060"), new Interval("0070", "0070")), false),
                new Condition.Match(List.of(source, port), List.of(new Interval("0a0000000050", "0a0000ff0060")), true),
                new Condition.InList(Condition.Direction.SOURCE, "ab", false));
        Rule rule = new Rule("id-1", 1, "Größe", conditions, Verdict.DROP);
        Chain chain = new Chain("input", Hook.INPUT, 0, Verdict.ACCEPT, List.of(rule));
        Bytes whole = RulesetEncoder.encode(
                        new Ruleset("acme", "p", "d", List.of(chain)), new Stamp("d", "p", "me", 1), list -> "/pin")
                .transaction()
                .framed(OptionalLong.of(1), true);
        return whole.toArray();
    }
}
