package org.firewright.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.firewright.agent.linux.SystemCalls;
import org.junit.jupiter.api.Test;

class PrivilegesTest {
    @Test
    void bringRootToItsCommands() throws Exception {
        List<String> prefix = Privileges.prefix();

        if (SystemCalls.effectiveUser() == 0) {
            assertThat(prefix).isEmpty();
        } else {
            assertThat(prefix).first().isIn("sudo", "pkexec");
        }
    }

    @Test
    void findOutWithoutATerminalToo() {
        assertThat(Privileges.atTerminal()).as("tests have none").isFalse();
    }
}
