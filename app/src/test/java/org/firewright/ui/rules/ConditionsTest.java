package org.firewright.ui.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.firewright.expression.Field;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConditionsTest {
    private static final String WHEN = "ip.src in $bad and (tcp.dstport == 22 or tcp.dstport == 23) and not sip";

    @Test
    void chipsSayWhatTheTextSays() {
        assertThat(Chip.of(WHEN).orElseThrow().stream()
                        .map(block -> block.stream().map(Chip::text).toList()))
                .containsExactly(
                        List.of("source in $bad"),
                        List.of("tcp port is 22", "tcp port is 23"),
                        List.of("SIP is not valid"));
        assertThat(Chip.of("sip xor dns")).isEmpty();
        assertThat(Chip.of("  ")).contains(List.of());
    }

    @Test
    void eachConditionIsChangedInItsPlace() {
        Conditions.Place second = new Conditions.Place(1, 0);
        assertThat(Conditions.replace(WHEN, second, Conditions.single("ip.frag")))
                .isEqualTo("ip.src in $bad and (ip.frag or tcp.dstport == 23) and not sip");
        assertThat(Conditions.remove(WHEN, second)).isEqualTo("ip.src in $bad and tcp.dstport == 23 and not sip");
        assertThat(Conditions.remove(WHEN, new Conditions.Place(0, 0)))
                .isEqualTo("(tcp.dstport == 22 or tcp.dstport == 23) and not sip");
        assertThat(Conditions.negate(WHEN, new Conditions.Place(2, 0))).endsWith("and sip");
        assertThat(Conditions.remove("sip", new Conditions.Place(0, 0))).isEmpty();
    }

    @Test
    void tcpFlagsAreOneThing() {
        String when = "ip.frag and tcp.flags.syn and not tcp.flags.ack and sip";
        assertThat(TcpFlags.of(when))
                .containsExactlyInAnyOrderEntriesOf(Map.of(Field.TCP_FLAGS_SYN, true, Field.TCP_FLAGS_ACK, false));
        assertThat(TcpFlags.with(when, Map.of(Field.TCP_FLAGS_RESET, true, Field.TCP_FLAGS_FIN, false)))
                .isEqualTo("ip.frag and tcp.flags.reset and not tcp.flags.fin and sip");
        assertThat(TcpFlags.isOne(when, new Conditions.Place(1, 0))).isTrue();
        assertThat(TcpFlags.isOne(when, new Conditions.Place(0, 0))).isFalse();
    }

    @ParameterizedTest
    @EnumSource(PaletteBlock.class)
    void everyBlockOfThePaletteIsACondition(PaletteBlock block) {
        if (block.carried() instanceof Carried.Block(String label, String condition)) {
            assertThat(Conditions.blocks(condition)).isPresent();
            assertThat(Chip.of(condition).orElseThrow()).hasSize(1);
        }
        assertThat(block.help()).endsWith(".");
        assertThat(block.matches(block.label().substring(1))).isTrue();
        assertThat(block.matches("nothing like it")).isFalse();
    }
}
