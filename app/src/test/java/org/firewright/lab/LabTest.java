package org.firewright.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.firewright.agent.api.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabTest {
    /** Nobody brings a lab of this name up. */
    private final Lab absent = new Lab("never-brought-up");

    @ParameterizedTest
    @ValueSource(strings = {"", "Lab", "1lab", "../etc", "a b", "a/b", "lab.*", "much-longer-than-24-letters"})
    void hasNoNameThatCouldMeanMore(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Lab(name));
    }

    @Test
    void isDownWhereNothingOfItIs() {
        LabStatus status = absent.status();

        assertThat(status.state()).isEqualTo(LabStatus.State.DOWN);
        assertThat(status.hosts()).isEmpty();
        assertThat(status.sshConfig()).isEmpty();
    }

    @Test
    void saysThatItIsNotUpWhenAskedForTraffic() {
        assertThatThrownBy(absent::traffic)
                .isInstanceOf(ProblemException.class)
                .hasMessageContainingAll("not up", "Bring it up");
    }

    @Test
    void refusesMoreHostsThanThereIsRoomFor() {
        assertThatThrownBy(() -> absent.up(17, step -> {}))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("16");
    }
}
