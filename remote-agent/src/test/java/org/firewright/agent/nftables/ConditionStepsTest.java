package org.firewright.agent.nftables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.firewright.agent.api.Condition;
import org.firewright.agent.api.Interval;
import org.firewright.agent.api.Load;
import org.firewright.agent.netlink.Bytes;
import org.firewright.agent.nftables.model.Data;
import org.firewright.agent.nftables.model.Item;
import org.firewright.agent.nftables.model.Step;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionStepsTest {
    private static final Load SOURCE = new Load.Payload(Load.Base.NETWORK, 12, 4);
    private static final Load SOURCE6 = new Load.Payload(Load.Base.NETWORK, 8, 16);
    private static final Load PORT = new Load.Payload(Load.Base.TRANSPORT, 2, 2);
    private static final Load PROTOCOL = new Load.Meta(Load.Key.L4PROTO);

    @ParameterizedTest
    @CsvSource({
        "0050,                     0050",
        "0050 0050,                0050",
        "0050-005a 0055-0060,      0050-0060",
        "0050-005a 005b-0060,      0050-0060",
        "0050-0060 0055-0057,      0050-0060",
        "0000-ffff 0050,           0000-ffff"
    })
    void intervalsThatOverlapOrTouchAreOne(String values, String expected) {
        assertThat(encode(values, PORT)).isEqualTo(encode(expected, PORT));
        assertThat(encode(values, PORT).set()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "0050 0051,                0050 0051",
        "0060 0050-0055,           0050 0056! 0060 0061!",
        "0001-0002 fff0-ffff,      0001 0003! fff0",
        "0000-0001 0003-0004,      0000 0002! 0003 0005!",
        "00fe-00ff 0200,           00fe 0100! 0200 0201!"
    })
    void boundsOfIntervalsAreElements(String values, String expected) {
        String elements = String.join(
                " ",
                encode(values, PORT).elements().stream()
                        .map(element -> element.key().value() + (element.is(Item.Element.INTERVAL_END) ? "!" : ""))
                        .toList());

        assertThat(elements).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0a000000-0affffff, ff000000", "0a000000-0a000001, fffffffe", "80000000-ffffffff, 80000000"})
    void intervalOfAddressesThatIsAPrefixIsAMask(String values, String mask) {
        assertThat(encode(values, SOURCE).steps())
                .containsExactly(
                        payload(1, 1, 12, 4),
                        new Step.Bitwise(1, null, 1, 0, 4, data(mask), data("00000000"), null),
                        new Step.Compare(1, 0, data(values.substring(0, 8))));
    }

    @Test
    void allAddressesAreThoseFromTheFirstOn() {
        assertThat(encode("00000000-ffffffff", SOURCE).steps())
                .containsExactly(payload(1, 1, 12, 4), new Step.Compare(1, 5, data("00000000")));
    }

    @ParameterizedTest
    @CsvSource({"0a000000-0a000002", "0a000001-0a000002", "00000000-fffffffe"})
    void otherIntervalsStayIntervals(String values) {
        assertThat(encode(values, SOURCE).steps())
                .last()
                .isEqualTo(new Step.Range(1, 0, data(values.substring(0, 8)), data(values.substring(9))));
    }

    @Test
    void registersFollowEachOtherAsNftNumbersThem() {
        List<Load> loads = List.of(SOURCE, PORT, PROTOCOL, SOURCE, SOURCE6);
        String value = "0a000000" + "0050" + "06" + "0a000000" + "00".repeat(16);

        assertThat(encode(value, loads.toArray(Load[]::new)).steps())
                .containsExactly(
                        payload(1, 1, 12, 4),
                        payload(9, 2, 2, 2),
                        new Step.Meta(16, 10, null),
                        payload(11, 1, 12, 4),
                        payload(2, 1, 8, 16),
                        new Step.Lookup(1, null, "__set7", 7, null));
    }

    @Test
    void invertedConditionsInvertTheLastStep() {
        Condition.Match one = new Condition.Match(List.of(PORT), List.of(new Interval("0050", "0050")), true);
        Condition.Match two = new Condition.Match(
                List.of(PORT), List.of(new Interval("0050", "0050"), new Interval("0052", "0052")), true);

        assertThat(ConditionSteps.encode(one, 7).steps()).last().isEqualTo(new Step.Compare(1, 1, data("0050")));
        assertThat(ConditionSteps.encode(two, 7).steps()).last().isEqualTo(new Step.Lookup(1, null, "__set7", 7, 1));
    }

    @ParameterizedTest
    @CsvSource({"00, bytes", "005000, bytes", "0060-0050, before its start", "zz00, hex", "005, hex"})
    void valuesThatDoNotFitAreRefused(String values, String reason) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> encode(values, PORT))
                .withMessageContaining(reason);
    }

    @Test
    void intervalOfAConcatenationIsOrderedFieldByField() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> encode("0a000000" + "0060-" + "0b000000" + "0050", SOURCE, PORT));
    }

    @Test
    void moreThanTheRegistersHoldIsRefused() {
        Load[] loads = Collections.nCopies(5, SOURCE6).toArray(Load[]::new);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> encode("00".repeat(80), loads))
                .withMessageContaining("64");
    }

    private static Step payload(int register, int base, int offset, int length) {
        return new Step.Payload(register, null, base, offset, length, null, null, null);
    }

    private static Data data(String hex) {
        return Data.of(Bytes.hex(hex));
    }

    private static ConditionSteps.Encoded encode(String values, Load... loads) {
        List<Interval> intervals = Arrays.stream(values.split(" "))
                .map(value -> value.split("-"))
                .map(bounds -> new Interval(bounds[0], bounds[bounds.length - 1]))
                .toList();
        return ConditionSteps.encode(new Condition.Match(List.of(loads), intervals, false), 7);
    }
}
