package org.firewright.remote;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.firewright.agent.api.AgentFlags;
import org.firewright.agent.api.Place;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.ProblemException;
import org.firewright.policy.Target;

/**
 * Starts an agent that was brought along, as root: as it is where the user is root, else through sudo, on this computer
 * through pkexec too.
 */
final class AgentStart {
    /** A cold Java on a busy host may take seconds; more means that something is wrong. */
    private static final Duration TO_GREET = Duration.ofSeconds(30);

    private static final Duration TO_BE_ROOT = Duration.ofSeconds(30);

    /** pkexec's window waits for a person. */
    private static final Duration TO_BE_ALLOWED = Duration.ofMinutes(3);

    private static final String STARTED = "firewright: root now";

    private final Machine machine;
    private final Bootstrap.Installed installed;
    private final Prompts prompts;

    AgentStart(Machine machine, Bootstrap.Installed installed, Prompts prompts) {
        this.machine = machine;
        this.installed = installed;
        this.prompts = prompts;
    }

    /** Starts and greets it. Throws that it does not start, or may not be root, and why. */
    RunningAgent start(Consumer<String> steps) throws ProblemException {
        steps.accept("Starting the agent");
        if (installed.root()) {
            return plain("exec " + agent(), TO_GREET);
        }
        Optional<RunningAgent> allowed = withoutPassword();
        if (allowed.isPresent()) {
            return allowed.get();
        }
        if (machine.host().equals(Target.LOCAL) && graphical()) {
            steps.accept("Asking for permission to be root");
            return plain("exec pkexec " + agent(), TO_BE_ALLOWED);
        }
        return withPassword();
    }

    private String agent() {
        List<String> words = new ArrayList<>();
        words.add(installed.java().path());
        words.addAll(AgentFlags.jvm(installed.folder()));
        words.addAll(List.of("-jar", installed.jar(), "--content", installed.content()));
        return Shell.line(words);
    }

    private static boolean graphical() {
        boolean display = System.getenv("DISPLAY") != null || System.getenv("WAYLAND_DISPLAY") != null;
        return display && Files.isExecutable(Path.of("/usr/bin/pkexec"));
    }

    private RunningAgent plain(String command, Duration atMost) throws ProblemException {
        Program program = program(command);
        try {
            ErrorLog errors = ErrorLog.follow(machine.host(), program.errors());
            return RunningAgent.greet(machine, program, errors, installed.content(), atMost);
        } catch (ProblemException e) {
            program.close();
            throw e;
        }
    }

    /** Empty where sudo wants a password; a problem where it is not there or something else went wrong. */
    private Optional<RunningAgent> withoutPassword() throws ProblemException {
        // sudo speaks the user's language, unless told otherwise.
        Program program = program("LC_ALL=C exec sudo -n -- " + agent());
        ErrorLog errors = ErrorLog.follow(machine.host(), program.errors());
        try {
            return Optional.of(RunningAgent.greet(machine, program, errors, installed.content(), TO_GREET));
        } catch (ProblemException e) {
            program.close();
            String said = errors.tail();
            if (said.contains("sudo: not found") || said.contains("sudo: No such file")) {
                throw noRoot("there is no sudo on " + machine.host());
            }
            if (said.contains("password is required")) {
                return Optional.empty();
            }
            throw said.contains("sudo:") ? noRoot(said) : e;
        }
    }

    /**
     * The password goes to sudo on standard input, and the agent's requests only when sudo has taken it: a refused one
     * would have it read requests as passwords.
     */
    private RunningAgent withPassword() throws ProblemException {
        Optional<char[]> password = prompts.sudoPassword(machine.user(), machine.host());
        if (password.isEmpty()) {
            throw noRoot(
                    "sudo on " + machine.host() + " wants the password of " + machine.user() + ", and none was given");
        }
        String shell = "echo " + Shell.quote(STARTED) + " >&2; exec " + agent();
        // -k: also where sudo would not ask now, it shall, lest the password be read as a request.
        Program program = program("LC_ALL=C exec sudo -k -S -p '' -- /bin/sh -c " + Shell.quote(shell));
        ErrorLog errors = ErrorLog.follow(machine.host(), program.errors());
        try {
            sendPassword(program.input(), password.get());
            String answer = errors.await(
                    TO_BE_ROOT, STARTED, "try again", "incorrect password", "not in the sudoers", "not allowed");
            if (!STARTED.equals(answer)) {
                program.close();
                boolean wrong = answer != null && (answer.equals("try again") || answer.equals("incorrect password"));
                throw noRoot(
                        wrong
                                ? "sudo on " + machine.host() + " refused the password of " + machine.user()
                                : errors.tail().isEmpty()
                                        ? "sudo on " + machine.host() + " gave no answer"
                                        : errors.tail());
            }
            return RunningAgent.greet(machine, program, errors, installed.content(), TO_GREET);
        } catch (IOException e) {
            program.close();
            throw failed(e);
        } catch (ProblemException e) {
            program.close();
            throw e;
        }
    }

    private static void sendPassword(OutputStream input, char[] password) throws IOException {
        byte[] bytes = new byte[password.length * 4 + 1];
        var buffer = ByteBuffer.wrap(bytes);
        StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(password), buffer, true);
        buffer.put((byte) '\n');
        try {
            input.write(bytes, 0, buffer.position());
            input.flush();
        } finally {
            Arrays.fill(bytes, (byte) 0);
            Arrays.fill(password, '\0');
        }
    }

    private Program program(String command) throws ProblemException {
        try {
            return machine.start(command);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private ProblemException failed(IOException e) {
        return new ProblemException(
                new Problem(
                        Problem.Kind.CONNECTION,
                        Place.HOST,
                        "The agent cannot be started on " + machine.host() + ": " + e.getMessage() + ".",
                        "Try again."),
                e);
    }

    private ProblemException noRoot(String why) {
        return ProblemException.of(
                Problem.Kind.PERMISSION,
                "The agent needs to be root, and " + machine.user() + " cannot become it: " + why + ".",
                "Allow " + machine.user() + " to use sudo on " + machine.host() + ", or connect as root.");
    }
}
