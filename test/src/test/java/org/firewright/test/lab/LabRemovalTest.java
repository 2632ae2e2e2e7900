package org.firewright.test.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.firewright.agent.api.ProblemException;
import org.firewright.lab.Lab;
import org.firewright.lab.LabStatus.State;
import org.firewright.test.Command;
import org.firewright.test.RequiresRoot;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is killed, up mends it and down leaves nothing. */
@RequiresRoot
@Tag("kernel")
class LabRemovalTest {
    private final Lab lab = new Lab("gone-" + ProcessHandle.current().pid());

    @AfterEach
    void removeAfterFailures() throws ProblemException {
        lab.down(step -> {});
    }

    @Test
    void leavesNothing() throws Exception {
        lab.up(step -> {});
        LabTraces traces = LabTraces.of(lab);
        assertThat(traces.namespaces())
                .as("2 hosts with 3 customers, a world and an origin each")
                .hasSize(12);
        assertThat(traces.cables()).hasSize(2);
        assertThat(traces.left()).as("it is found while it is there").isNotEmpty();

        lab.down(step -> {});

        assertGone(traces);
        lab.down(step -> {});
        assertThat(lab.folder()).doesNotExist();
    }

    /** A cable without its host's namespace is a sign that a host went: it must not outlive it. */
    @ParameterizedTest
    @ValueSource(strings = {"sshd", "traffic", "first process"})
    void isMendedAndRemovedAfterAKillOf(String what) throws Exception {
        lab.up(step -> {});
        LabTraces traces = LabTraces.of(lab);
        String init = Files.readString(lab.folder().resolve("lab1/init"));
        kill(what);
        await(() -> lab.status().state() == State.BROKEN);

        assertThat(lab.up(step -> {}).state()).isEqualTo(State.UP);

        boolean sameHost = init.equals(Files.readString(lab.folder().resolve("lab1/init")));
        assertThat(sameHost).as("only what is missing is mended").isEqualTo(!what.equals("first process"));

        kill(what);
        lab.down(step -> {});
        assertGone(traces);
    }

    /** The script is killed right after it has told a step. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Setting up lab1",
                "Setting up lab2",
                "Starting the traffic of lab1",
                "Starting the SSH server of lab2"
            })
    void isMendedAndRemovedAfterTheScriptWasKilledAt(String step) throws Exception {
        assertThatThrownBy(() -> lab.up(told -> killScriptAt(step, told))).isInstanceOf(ProblemException.class);
        LabTraces traces = LabTraces.of(lab);

        lab.down(told -> {});
        assertGone(traces);

        assertThatThrownBy(() -> lab.up(told -> killScriptAt(step, told))).isInstanceOf(ProblemException.class);
        assertThat(lab.up(told -> {}).state()).isEqualTo(State.UP);
        traces = LabTraces.of(lab);
        lab.down(told -> {});
        assertGone(traces);
    }

    @Test
    void removesHostsThatAreTooMany() throws Exception {
        lab.up(3, step -> {});
        assertThat(lab.status().hosts()).hasSize(3);

        assertThat(lab.up(1, step -> {}).hosts()).hasSize(1);

        assertThat(LabTraces.members(lab, "lab3")).isEmpty();
        assertThat(LabTraces.of(lab).cables()).hasSize(1);
    }

    @Test
    void namesWhatIsNotInstalledBeforeItChangesAnything() throws Exception {
        List<String> hidden = List.of(
                "unshare",
                "--mount",
                "bash",
                "-c",
                "mount --bind /dev/null \"$(command -v sshd)\" && exec bash -s -- up " + lab.name()
                        + " 1 0 java nothing");
        try (InputStream script = Lab.class.getResourceAsStream("/lab/lab.sh")) {
            Command result = Command.run(hidden, script.readAllBytes());

            assertThat(result.code()).isEqualTo(1);
            assertThat(result.output()).startsWith("problem MISSING_FEATURE|").contains("install openssh-server");
        }
        assertThat(lab.folder()).doesNotExist();
    }

    private void kill(String what) throws Exception {
        List<Long> processes = switch (what) {
            case "sshd" -> LabTraces.sshd(lab, "lab1");
            case "traffic" -> LabTraces.members(lab, "lab1/traffic");
            default ->
                List.of(Long.valueOf(
                        Files.readString(lab.folder().resolve("lab1/init")).strip()));
        };
        assertThat(processes).isNotEmpty();
        kill(processes);
    }

    private void killScriptAt(String step, String told) {
        if (told.equals(step)) {
            try {
                kill(LabTraces.members(lab, ""));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** With SIGKILL; some may have ended by themselves meanwhile. */
    private static void kill(List<Long> processes) {
        processes.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
    }

    /** The kernel takes network namespaces down behind our back, a little later. */
    private static void assertGone(LabTraces traces) throws Exception {
        long begin = System.nanoTime();
        while (!traces.left().isEmpty()) {
            assertThat(System.nanoTime() - begin).as("left: %s", traces.left()).isLessThan(20_000_000_000L);
            LockSupport.parkNanos(10_000_000);
        }
    }

    private interface Check {
        boolean holds() throws Exception;
    }

    private static void await(Check check) throws Exception {
        long begin = System.nanoTime();
        while (!check.holds()) {
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(20));
            LockSupport.parkNanos(10_000_000);
        }
    }
}
