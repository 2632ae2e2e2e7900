package org.firewright.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.firewright.lab.TrafficRequest.Verb;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RatesTest {
    @Test
    void mixAllKindsToTheWholeByDefault() {
        double sum = FlowClass.ALL.stream().mapToDouble(Rates.DEFAULT::of).sum();

        assertThat(sum).isCloseTo(2_000, within(0.001));
    }

    @Test
    void mayNameOneKindAlone() {
        Rates rates = new Rates(Map.of(), false).with(FlowClass.LISTED_LOGIN, 5);

        assertThat(rates.of(FlowClass.LISTED_LOGIN)).isEqualTo(5);
        assertThat(rates.of(FlowClass.OTHER_WEB)).isZero();
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY, 60_000})
    void refuseWhatIsNoRate(double rate) {
        assertThatIllegalArgumentException().isThrownBy(() -> Rates.DEFAULT.with(FlowClass.OTHER_DNS, rate));
    }

    @Test
    void travelAsALine() {
        TrafficRequest request = TrafficRequest.rates(Rates.mixed(10));

        assertThat(TrafficRequest.parse(request.line())).isEqualTo(request);
        assertThat(TrafficRequest.parse("pause").verb()).isEqualTo(Verb.PAUSE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "rates",
                "rates ",
                "rates {",
                "rates []",
                "rates {}",
                "dance",
                "rates {\"perSecond\":{\"NO\":1}}"
            })
    void areRefusedWhereTheLineMakesNoSense(String line) {
        assertThatIllegalArgumentException().isThrownBy(() -> TrafficRequest.parse(line));
    }

    @Test
    void goUpAndDownButNeverAboveWhatTheySay() {
        for (int customer = 0; customer < Lab.CUSTOMERS.size(); customer++) {
            for (double second = 0; second < 200; second++) {
                assertThat(Liveliness.part(customer, FlowClass.LISTED_LOGIN, second))
                        .isBetween(0.05, 1.0);
                assertThat(Liveliness.part(customer, FlowClass.OTHER_WEB, second))
                        .isBetween(0.2, 1.0);
            }
        }
    }
}
