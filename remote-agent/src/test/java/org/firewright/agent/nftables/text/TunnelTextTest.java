package org.firewright.agent.nftables.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.firewright.agent.netlink.Bytes;
import org.firewright.agent.nftables.model.Data;
import org.firewright.agent.nftables.model.Item;
import org.firewright.agent.nftables.model.Step;
import org.junit.jupiter.api.Test;

/** What a rule sees through a tunnel, as nft 1.1.3 lists it; older ones cannot write such rules. */
class TunnelTextTest {
    private static final int ETHER_TYPE = 1;
    private static final int PROTOCOL = 16;
    private static final int NETWORK = 1;
    private static final int TRANSPORT = 2;
    private static final int OWN = 4;

    private final List<Step> steps = new ArrayList<>();

    @Test
    void aFieldOfTheCarriedPacket() {
        toPort(4789);
        through(1, 8, 0xF, meta(ETHER_TYPE));
        equal(8, 0);
        through(1, 8, 0xF, payload(NETWORK, 12, 4));
        equal(10, 141, 11, 2);
        assertThat(text(TableContext.INET)).isEqualTo("udp dport 4789 vxlan ip saddr 10.141.11.2");
    }

    @Test
    void aFieldUnderAMask() {
        toPort(6081);
        through(2, 8, 0xF, meta(ETHER_TYPE));
        equal(8, 0);
        through(2, 8, 0xF, payload(NETWORK, 1, 1));
        steps.add(new Step.Bitwise(1, null, 1, 0, 1, value(0xFC), value(0), null));
        equal(8);
        assertThat(text(TableContext.IPV4)).isEqualTo("udp dport 6081 geneve ip dscp 0x02");
    }

    @Test
    void theTunnelsOwnHeader() {
        toPort(4789);
        through(1, 8, 0xF, payload(OWN, 4, 3));
        equal(0, 0, 10);
        assertThat(text(TableContext.NETDEV)).isEqualTo("udp dport 4789 vxlan vni 10");
    }

    @Test
    void theTunnelsNameSaysItsProtocol() {
        steps.add(meta(PROTOCOL));
        equal(47);
        through(3, 4, 0xC, meta(PROTOCOL));
        equal(17);
        through(3, 4, 0xC, payload(TRANSPORT, 0, 2));
        equal(0x22, 0xB8);
        assertThat(text(TableContext.INET)).isEqualTo("gre udp sport 8888");
    }

    @Test
    void whatIsCarriedIsNotJoinedWithWhatCarries() {
        toPort(4789);
        steps.add(payload(TRANSPORT, 0, 2));
        steps.add(new Step.Compare(1, 5, value(0, 10)));
        through(1, 8, 0xF, meta(PROTOCOL));
        equal(17);
        through(1, 8, 0xF, payload(TRANSPORT, 0, 2));
        steps.add(new Step.Compare(1, 3, value(0, 20)));
        assertThat(text(TableContext.IPV4)).isEqualTo("udp dport 4789 udp sport >= 10 vxlan udp sport <= 20");
    }

    @Test
    void aTunnelThatIsNotKnownIsShownAsItIsAndNothingIsGuessedBehindIt() {
        toPort(4789);
        through(9, 8, 0xF, payload(NETWORK, 12, 4));
        equal(10, 0, 0, 1);
        assertThat(text(TableContext.IPV4)).matches("udp dport 4789 \\[Inner [0-9a-f]+] \\[Compare [0-9a-f]+]");
    }

    private void toPort(int port) {
        steps.add(meta(PROTOCOL));
        equal(17);
        steps.add(payload(TRANSPORT, 2, 2));
        equal(port >> 8, port & 0xFF);
    }

    private void through(int type, int headerSize, int flags, Step carried) {
        steps.add(new Step.Inner(0, type, flags, headerSize, carried));
    }

    private void equal(int... bytes) {
        steps.add(new Step.Compare(1, 0, value(bytes)));
    }

    private static Step meta(int key) {
        return new Step.Meta(key, 1, null);
    }

    private static Step payload(int base, int offset, int length) {
        return new Step.Payload(1, null, base, offset, length, null, null, null);
    }

    private static Data value(int... numbers) {
        byte[] bytes = new byte[numbers.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) numbers[i];
        }
        return Data.of(Bytes.of(bytes));
    }

    private String text(int family) {
        Style style = new Style(true, true, true, index -> null, ZoneOffset.UTC);
        Item.Rule rule = new Item.Rule(family, "t", "c", null, 1L, null, steps, null, null, null, null, List.of());
        return new RuleText(new TableContext(family, Map.of(), Map.of()), style).of(rule);
    }
}
