package org.firewright.agent.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.lsp4j.jsonrpc.json.MessageJsonHandler;
import org.junit.jupiter.api.Test;

class WireFormatTest {
    /** As both ends of a connection have it. */
    private final Gson gson = new MessageJsonHandler(Map.of(), WireFormat::configure).getGson();

    @Test
    void valuesComeBackAsTheyWere() {
        Rule rule = new Rule(
                "r1",
                3,
                "Bad actors",
                List.of(
                        new Condition.InList(Condition.Direction.DESTINATION, "ab".repeat(32), true),
                        new Condition.Match(
                                List.of(new Load.Payload(Load.Base.TRANSPORT, 2, 2), new Load.Meta(Load.Key.L4PROTO)),
                                List.of(new Interval("001606", "001706")),
                                false)),
                Verdict.DROP);
        assertThat(gson.fromJson(gson.toJson(rule), Rule.class)).isEqualTo(rule);
    }

    @Test
    void alternativesAndConstantsAreNamed() {
        Condition condition = new Condition.InList(Condition.Direction.SOURCE, "ab", false);
        JsonObject json =
                gson.toJsonTree(condition, Condition.class).getAsJsonObject().getAsJsonObject("InList");
        assertThat(json.get("direction").getAsString()).isEqualTo("SOURCE");
    }

    @Test
    void countersThatHaveMovedComeBackAsTheyWere() {
        MovedCounters moved = new MovedCounters(
                "acme \"1\"", Numbers.of(0, 2), Numbers.of(0, -1), Numbers.of(Long.MIN_VALUE, Long.MAX_VALUE));
        assertThat(gson.toJson(moved))
                .isEqualTo("{\"namespace\":\"acme \\\"1\\\"\",\"rules\":[0,2],\"packets\":[0,-1],"
                        + "\"bytes\":[-9223372036854775808,9223372036854775807]}");
        assertThat(gson.fromJson(gson.toJson(moved), MovedCounters.class)).isEqualTo(moved);
        assertThat(gson.fromJson(gson.toJson(MovedCounters.none("acme")), MovedCounters.class))
                .isEqualTo(MovedCounters.none("acme"));
    }

    @Test
    void aListedRuleComesWholeAndComesBack() {
        RuleListing rule = new RuleListing(
                "tcp dport 22 counter name \"Ssh\" accept", 7, "r1", true, "Ssh", 3, 180, List.of("/sys/fs/bpf/a"));
        assertThat(JsonParser.parseString(gson.toJson(rule)).getAsJsonObject().keySet())
                .containsExactlyElementsOf(Stream.of(RuleListing.class.getRecordComponents())
                        .map(RecordComponent::getName)
                        .toList());
        assertThat(gson.fromJson(gson.toJson(rule), RuleListing.class)).isEqualTo(rule);
    }

    @Test
    void aListedRuleMayHoldAnyCharacter() {
        StringBuilder all = new StringBuilder();
        for (char each = 0; each < 0x300; each++) {
            all.append(each);
        }
        String text = all.append("\u2028\ud83d\ude00\uf780").toString();
        RuleListing rule = new RuleListing(text, -1, "\"", false, "\\", Long.MAX_VALUE, 0, List.of("\n", text, ""));
        assertThat(gson.fromJson(gson.toJson(rule), RuleListing.class)).isEqualTo(rule);
    }

    @Test
    void aConnectionLeavesOutWhatSaysNothing() {
        Gson connection = WireFormat.handler(Map.of()).getGson();
        RuleListing bare = new RuleListing("drop", 7, "", false, "", 0, 0, List.of());
        RuleListing full = new RuleListing("accept", 8, "r", true, "c", 1, 2, List.of("/a", "/b"));

        assertThat(connection.toJson(bare)).isEqualTo("{\"text\":\"drop\",\"handle\":7}");
        for (RuleListing rule : List.of(bare, full)) {
            assertThat(connection.fromJson(connection.toJson(rule), RuleListing.class))
                    .isEqualTo(rule);
            assertThat(gson.fromJson(connection.toJson(rule), RuleListing.class))
                    .isEqualTo(rule);
        }
        assertThat(connection.fromJson("{\"text\":\"drop\",\"of later\":[{}],\"handle\":7}", RuleListing.class))
                .isEqualTo(bare);
    }

    @Test
    void whatIsNoAlternativeIsRefused() {
        for (String text : List.of("{}", "[]", "7", "{\"InList\":{},\"Match\":{}}", "{\"InList\":7}")) {
            assertThatThrownBy(() -> gson.fromJson(text, Condition.class))
                    .as(text)
                    .isInstanceOfAny(JsonParseException.class, IllegalStateException.class);
        }
    }

    @Test
    void unknownNamesAreRefused() {
        assertThatThrownBy(() -> gson.fromJson("{\"InMood\":{}}", Condition.class))
                .isInstanceOf(JsonParseException.class)
                .hasMessageContaining("InMood");
        assertThatThrownBy(() -> gson.fromJson("{\"hook\":\"INGRESS\"}", Chain.class))
                .isInstanceOf(JsonParseException.class)
                .hasMessageContaining("no Hook of name INGRESS");
    }
}
