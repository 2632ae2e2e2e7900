package org.firewright.agent.nftables;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.firewright.agent.api.Rule;
import org.firewright.agent.api.Stamp;
import org.firewright.agent.api.Verdict;
import org.firewright.agent.netlink.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserDataTest {
    /** NFT_USERDATA_MAXLEN of linux/netfilter/nf_tables.h. */
    private static final int KERNEL_LIMIT = 256;

    @Test
    void stampIsReadBack() {
        Stamp stamp = new Stamp("ab".repeat(32), "perimeter", "ada@desk", 1_700_000_000_123L);

        assertThat(UserData.stamp(UserData.of(stamp))).isEqualTo(stamp);
    }

    @Test
    void longTextsOfAStampAreCutToWhatTheKernelHolds() {
        Bytes userData = UserData.of(new Stamp("a".repeat(300), "ü".repeat(300), "x".repeat(300), -1));

        assertThat(userData.length()).isLessThanOrEqualTo(KERNEL_LIMIT);
        assertThat(UserData.stamp(userData)).isEqualTo(new Stamp("a".repeat(64), "ü".repeat(32), "x".repeat(64), -1));
    }

    @Test
    void longNameIsCutAtACharactersBorder() {
        Rule rule = new Rule("i".repeat(36), 1, "a" + "€".repeat(100), List.of(), Verdict.DROP);

        Bytes userData = UserData.of(rule, Bytes.hex("ab".repeat(16)));

        assertThat(userData.length()).isLessThanOrEqualTo(KERNEL_LIMIT);
        assertThat(UserData.comment(userData)).isEqualTo("a" + "€".repeat(42));
        assertThat(UserData.comment(userData).getBytes(StandardCharsets.UTF_8)).hasSize(127);
        assertThat(UserData.ruleId(userData)).isEqualTo(rule.id());
        assertThat(UserData.identity(userData)).isEqualTo(Bytes.hex("ab".repeat(16)));
    }

    @Test
    void surrogatePairsAreNotTornApart() {
        assertThat(UserData.cut("😀😀", 7)).isEqualTo("😀");
        assertThat(UserData.cut("😀", 4)).isEqualTo("😀");
        assertThat(UserData.cut("😀", 3)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00", "f0", "f005", "f0056162", "f00561622e6364", "ff00", "00ff61"})
    void foreignOrBrokenUserDataHoldsNoId(String hex) {
        Bytes userData = Bytes.hex(hex);

        assertThat(UserData.ruleId(userData)).isEmpty();
        assertThat(UserData.stamp(userData).at()).isZero();
    }
}
