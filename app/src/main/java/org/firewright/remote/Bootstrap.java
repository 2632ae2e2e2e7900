package org.firewright.remote;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.firewright.agent.api.AgentFlags;
import org.firewright.agent.api.Place;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.ProblemException;

/** Brings the agent's jar to a machine: looks what is there, uploads what is not, and has it verified there. */
final class Bootstrap {
    private static final Duration AT_MOST = Duration.ofSeconds(60);
    private static final int MAX_OUTPUT = 64 << 10;

    private final Machine machine;
    private final AgentJar jar;

    Bootstrap(Machine machine, AgentJar jar) {
        this.machine = machine;
        this.jar = jar;
    }

    /**
     * An agent that can be started.
     *
     * @param java the Java to run it with
     * @param jar the jar's path on the machine, in a folder of its own
     * @param content the folder where the agent looks for contents
     * @param root whether it runs as root without further ado
     */
    record Installed(HostFacts.Java java, String jar, String content, boolean root) {
        /** The folder that holds nothing but this jar. */
        String folder() {
            return jar.substring(0, jar.lastIndexOf('/'));
        }
    }

    /** Sees to it that the agent is there. Throws what the machine lacks, and what to do about it. */
    Installed install(Consumer<String> steps) throws ProblemException {
        steps.accept("Looking what is on " + machine.host());
        HostFacts facts = probe();
        if (!facts.system().equals("Linux")) {
            throw missing(machine.host() + " runs " + facts.system() + ", but packet filters are Linux's.", "");
        }
        if (!facts.missing().isEmpty()) {
            throw missing(
                    "On " + machine.host() + " " + facts.missing() + ", so there is no place for the agent.",
                    "Give the user " + machine.user() + " a home folder that can be written to.");
        }
        HostFacts.Java java = facts.java().orElseThrow(() -> noJava(facts));
        String folder = facts.cache() + "/agent/" + jar.digest();
        if (!facts.jar().equals(jar.digest())) {
            steps.accept(
                    facts.jar().isEmpty()
                            ? "Uploading the agent (" + jar.sizeText() + ")"
                            : "The agent there is damaged; uploading it again (" + jar.sizeText() + ")");
            upload(folder);
        }
        return new Installed(java, folder + "/agent.jar", facts.cache() + "/content", facts.root());
    }

    private HostFacts probe() throws ProblemException {
        String output = run("probe.sh", List.of(jar.digest())).output();
        Optional<HostFacts> facts = HostFacts.read(output);
        return facts.orElseThrow(() -> ProblemException.of(
                Problem.Kind.CONNECTION,
                "Commands cannot be run on " + machine.host() + " as " + machine.user()
                        + ": instead of an answer came “" + cut(output) + "”.",
                "Check the user's login shell, and that sshd allows commands (no ForceCommand)."));
    }

    private void upload(String folder) throws ProblemException {
        byte[] random = new byte[6];
        new SecureRandom().nextBytes(random);
        String part = folder + "/agent.jar." + HexFormat.of().formatHex(random) + ".part";
        try {
            machine.copy(jar.file(), part);
        } catch (IOException e) {
            throw new ProblemException(
                    new Problem(
                            Problem.Kind.CONNECTION,
                            Place.HOST,
                            "The agent cannot be uploaded to " + machine.host() + ": " + e.getMessage() + ".",
                            "Check that sshd there offers sftp and that the disk is not full."),
                    e);
        }
        Output placed = run("place.sh", List.of(part, jar.digest(), folder + "/agent.jar"));
        if (!placed.output().contains("firewright placed")) {
            throw ProblemException.of(
                    Problem.Kind.CONTENT,
                    "The agent did not arrive whole on " + machine.host() + ": "
                            + cut(placed.output() + placed.errors()) + ".",
                    "Check the space in " + folder + " there, and try again.");
        }
    }

    private record Output(String output, String errors) {}

    /** Runs one of our scripts, which arrives on standard input, with arguments. */
    private Output run(String script, List<String> arguments) throws ProblemException {
        String command = "exec /bin/sh -s " + Shell.line(arguments);
        try (Program program = machine.start(command)) {
            // Both outputs are read at once, because either may fill its pipe.
            CompletableFuture<String> errors = CompletableFuture.supplyAsync(() -> all(program.errors()));
            CompletableFuture<String> output = CompletableFuture.supplyAsync(() -> all(program.output()));
            try (OutputStream input = program.input()) {
                input.write(resource(script));
            }
            Output both = new Output(
                    output.get(AT_MOST.toSeconds(), TimeUnit.SECONDS),
                    errors.get(AT_MOST.toSeconds(), TimeUnit.SECONDS));
            OptionalInt status = program.exitStatus(AT_MOST);
            if (status.isEmpty() && !machine.reachable()) {
                throw new IOException("the connection was lost");
            }
            return both;
        } catch (IOException | ExecutionException | TimeoutException e) {
            throw failed(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(e);
        }
    }

    private ProblemException failed(Exception e) {
        String why = e instanceof TimeoutException ? "no answer within " + AT_MOST.toSeconds() + " s" : e.getMessage();
        return new ProblemException(
                new Problem(
                        Problem.Kind.CONNECTION,
                        Place.HOST,
                        "A command on " + machine.host() + " did not come to its end: " + why + ".",
                        "Try again; if it stays so, log in there and look why."),
                e);
    }

    private static String all(InputStream in) {
        try {
            return new String(in.readNBytes(MAX_OUTPUT), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = Bootstrap.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException(name + " is missing from this program");
            }
            return in.readAllBytes();
        }
    }

    private ProblemException noJava(HostFacts facts) {
        String found = facts.javas().isEmpty()
                ? ""
                : " (the newest there is " + facts.javas().getFirst().version() + ")";
        return missing(
                "There is no Java " + AgentFlags.MINIMUM_JAVA + " or newer on " + machine.host() + found + ".",
                "Install one there, such as the package openjdk-" + AgentFlags.MINIMUM_JAVA
                        + "-jre-headless or temurin-25-jre.");
    }

    private static ProblemException missing(String sentence, String remedy) {
        return ProblemException.of(Problem.Kind.MISSING_FEATURE, sentence, remedy);
    }

    private static String cut(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.length() <= 200 ? line : line.substring(0, 200) + "…";
    }
}
