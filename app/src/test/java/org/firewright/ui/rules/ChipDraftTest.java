package org.firewright.ui.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.firewright.expression.Completion;
import org.firewright.expression.Field;
import org.firewright.expression.Vocabulary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChipDraftTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ip.src in {192.0.2.0/24 198.51.100.1..198.51.100.9} | 192.0.2.0/24 198.51.100.1..198.51.100.9",
                "not ip.dst in $bad | $bad",
                "tcp.dstport in {22 8000..8100} | 22 8000-8100",
                "ip.proto == \"tcp\" | tcp",
                "ip.src.country in {\"DE\" \"FR\"} | DE FR",
                "ip.len > 1480 | 1480",
                "udp.payload ends_with \"xyzzy\" | xyzzy",
                "udp.payload contains \"a\\\"b\" | a\\\"b",
                "bit_slice(tcp, 0, 16) == 443 | 443"
            })
    void whatIsTypedIsWhatWasThere(String condition, String typed) {
        ChipDraft draft = draft(condition);
        assertThat(draft.value()).isEqualTo(typed);
        assertThat(draft.text()).isEqualTo(condition);
        assertThat(draft.fault()).isEmpty();
    }

    @Test
    void valuesAreCheckedWhileTheyAreTyped() {
        assertThat(draft("ip.src in {192.0.2.1}").with("192.0.2").fault()).isPresent();
        assertThat(draft("ip.src in {192.0.2.1}").with("192.0.2.1/24").fault().orElseThrow())
                .contains("192.0.2.0/24");
        assertThat(draft("tcp.dstport in {22}").with("22, 80,443").text()).isEqualTo("tcp.dstport in {22 80 443}");
        assertThat(draft("tcp.dstport in {22}").with("70000").fault()).isPresent();
        assertThat(draft("tcp.dstport in {22}").with(" ").fault()).contains("Type a value.");
    }

    @Test
    void theSourceBecomesTheDestination() {
        ChipDraft draft = draft("ip.src in $bad");
        assertThat(draft.fields()).containsExactly(Field.IP_SRC, Field.IP_DST);
        assertThat(draft.with(Field.IP_DST).text()).isEqualTo("ip.dst in $bad");
    }

    @Test
    void listsAndPortsAreProposed() {
        Vocabulary vocabulary = new Vocabulary(Map.of("bad", "3 entries", "good", ""), List.of());
        assertThat(draft("ip.src in {192.0.2.1}").proposals("$b", vocabulary))
                .extracting(Completion.Proposal::text)
                .containsExactly("$bad");
        assertThat(draft("tcp.dstport in {22}").proposals("ssh", vocabulary))
                .extracting(Completion.Proposal::text)
                .contains("22");
        assertThat(draft("ip.src.country in {\"DE\"}").proposals("", vocabulary))
                .extracting(Completion.Proposal::text)
                .contains("DE", "FR");
    }

    private static ChipDraft draft(String condition) {
        return ChipDraft.of(Conditions.single(condition)).orElseThrow();
    }
}
