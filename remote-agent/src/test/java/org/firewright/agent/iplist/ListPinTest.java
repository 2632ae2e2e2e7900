package org.firewright.agent.iplist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.firewright.agent.api.Condition;
import org.firewright.agent.api.Condition.Direction;
import org.firewright.agent.api.ListContent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of pins tell what is pinned, and nothing but a digest becomes part of a path. */
class ListPinTest {
    private static final String DIGEST = "0123456789abcdef".repeat(4);

    @Test
    void namesAreReadBackAsWhatTheyName() {
        assertThat(ListPin.parse("list-0123456789abcdef-v4"))
                .contains(new ListPin.Map("0123456789abcdef", ListPin.Part.TRIE4));
        assertThat(ListPin.parse("list-0123456789abcdef-table6"))
                .contains(new ListPin.Map("0123456789abcdef", ListPin.Part.TABLE6));
        assertThat(ListPin.parse("list-0123456789abcdef-notdst-89abcdef"))
                .contains(new ListPin.Program("0123456789abcdef", Direction.DESTINATION, true, "89abcdef"));
        for (ListPin.Part part : ListPin.Part.values()) {
            ListPin pin = new ListPin.Map("0123456789abcdef", part);
            assertThat(ListPin.parse(pin.name())).contains(pin);
        }
        for (Direction direction : Direction.values()) {
            for (boolean inverted : new boolean[] {false, true}) {
                ListPin pin = new ListPin.Program("0123456789abcdef", direction, inverted, "00000000");
                assertThat(ListPin.parse(pin.name())).contains(pin);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "list",
                "list-0123456789abcdef",
                "list-0123456789abcdef-v5",
                "list-0123456789abcde-v4",
                "list-0123456789abcdef-v4-89abcdef",
                "list-0123456789abcdef-src",
                "list-0123456789abcdef-src-89ABCDEF",
                "list-0123456789abcdef-notv4",
                "list-0123456789abcdef-src-89abcdef\n"
            })
    void otherNamesAreNoneOfOurs(String name) {
        assertThat(ListPin.parse(name)).isEmpty();
    }

    @Test
    void aConditionsPathDependsOnListDirectionAndSense() {
        ListStore store = new ListStore(Path.of("/sys/fs/bpf/firewright"));
        assertThat(store.pin(new Condition.InList(Direction.SOURCE, DIGEST, false)))
                .matches("/sys/fs/bpf/firewright/list-0123456789abcdef-src-[0-9a-f]{8}");
        assertThat(store.pin(new Condition.InList(Direction.DESTINATION, DIGEST, true)))
                .matches("/sys/fs/bpf/firewright/list-0123456789abcdef-notdst-[0-9a-f]{8}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../etc/passwd", "", "0123", "0123456789ABCDEF"})
    void whatIsNoDigestBecomesNoPath(String text) {
        ListStore store = new ListStore(Path.of("/sys/fs/bpf/firewright"));
        assertThatThrownBy(() -> store.pin(new Condition.InList(Direction.SOURCE, text, false)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.holds(new ListContent("hostile", text, 1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
