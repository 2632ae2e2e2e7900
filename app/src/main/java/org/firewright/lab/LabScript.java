package org.firewright.lab;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.firewright.agent.api.Place;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.ProblemException;
import org.firewright.agent.linux.SystemCalls;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs what needs root: the script lab.sh, fed to a bash so that nothing lies in a file that somebody else could
 * change before root reads it. The script tells its steps and its problem in lines that begin with a word.
 */
final class LabScript {
    private static final Logger LOG = LoggerFactory.getLogger(LabScript.class);
    private static final String STEP = "step ";
    private static final String PROBLEM = "problem ";
    private static final int DETAILS = 8;

    private LabScript() {}

    static void up(String lab, int hosts, Consumer<String> steps) throws ProblemException {
        // The mark in the environment is how a later down finds whatever a kill may leave of this.
        List<String> command = new ArrayList<>(List.of("env", "FIREWRIGHT_LAB_MEMBER=" + lab, "bash", "-s", "--"));
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        command.addAll(List.of("up", lab, String.valueOf(hosts), String.valueOf(owner()), java, classPath()));
        run(command, steps);
    }

    static void down(String lab, Consumer<String> steps) throws ProblemException {
        run(List.of("bash", "-s", "--", "down", lab), steps);
    }

    private static void run(List<String> command, Consumer<String> steps) throws ProblemException {
        List<String> whole = new ArrayList<>(Privileges.prefix());
        whole.addAll(command);
        try {
            Process process =
                    new ProcessBuilder(whole).redirectErrorStream(true).start();
            Output output = new Output(steps);
            feed(process);
            output.read(process);
            int code = process.waitFor();
            if (code != 0) {
                throw new ProblemException(output.problem(code));
            }
        } catch (IOException e) {
            Problem problem = new Problem(
                    Problem.Kind.MISSING_FEATURE,
                    Place.HOST,
                    "The lab's script could not be run: " + e.getMessage() + ".",
                    "It needs bash, and where you are not root sudo or pkexec.");
            throw new ProblemException(problem, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ProblemException.of(
                    Problem.Kind.INTERNAL, "The lab was not waited for.", "Look at its status, or bring it down.");
        }
    }

    private static void feed(Process process) throws IOException {
        byte[] outside = resource("lab.sh");
        byte[] inside = resource("host.sh");
        try (OutputStream input = process.getOutputStream()) {
            input.write(outside); // ends with a line that makes bash run it; what follows is for it to read
            input.write(inside);
        } catch (IOException e) {
            // It ended before it had read all of it. Its output and exit code say why, and are told.
            LOG.debug("The lab's script did not read all of its input", e);
        }
    }

    /** What the script says, line by line. */
    private static final class Output {
        private final Consumer<String> steps;
        private final Deque<String> details = new ArrayDeque<>();
        private String problem = "";

        Output(Consumer<String> steps) {
            this.steps = steps;
        }

        void read(Process process) throws IOException {
            try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    accept(line);
                }
            }
        }

        private void accept(String line) {
            if (line.startsWith(STEP)) {
                steps.accept(line.substring(STEP.length()));
            } else if (line.startsWith(PROBLEM)) {
                problem = line.substring(PROBLEM.length());
            } else if (!line.isBlank()) {
                LOG.info("lab script: {}", line);
                details.addLast(line.strip());
                if (details.size() > DETAILS) {
                    details.removeFirst();
                }
            }
        }

        /** From "KIND|sentence|remedy", or from its last words where it ended without such a line. */
        Problem problem(int code) {
            String[] parts = problem.split("\\|", 3);
            String words = details.isEmpty() ? "" : " (" + String.join("; ", details) + ")";
            if (parts.length == 3) {
                return new Problem(Problem.Kind.valueOf(parts[0]), Place.HOST, parts[1] + words, parts[2]);
            }
            boolean root = SystemCalls.effectiveUser() == 0;
            return new Problem(
                    root ? Problem.Kind.INTERNAL : Problem.Kind.PERMISSION,
                    Place.HOST,
                    "The lab's script ended with exit code " + code + words + ".",
                    root
                            ? "Look at what it says, bring the lab down (firewright lab down), and try again."
                            : "The lab needs root: start Firewright as root, or as a user who may use sudo.");
        }
    }

    /** The user whom the lab's key belongs to: who called sudo or pkexec, else who runs this. */
    private static int owner() {
        int user = SystemCalls.effectiveUser();
        if (user != 0) {
            return user;
        }
        Map<String, String> environment = System.getenv();
        String caller = environment.getOrDefault("SUDO_UID", environment.getOrDefault("PKEXEC_UID", "0"));
        return caller.matches("[0-9]{1,9}") ? Integer.parseInt(caller) : 0;
    }

    /** Where the traffic generator's classes are: ours and the agent's, then all others that we were started with. */
    private static String classPath() {
        Set<String> places = new LinkedHashSet<>();
        try {
            for (Class<?> type : List.of(Traffic.class, SystemCalls.class)) {
                places.add(Path.of(type.getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toURI())
                        .toString());
            }
        } catch (URISyntaxException e) {
            throw new IllegalStateException("A class path that is no path", e);
        }
        for (String place : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (!place.isEmpty()) {
                places.add(Path.of(place).toAbsolutePath().toString());
            }
        }
        return String.join(File.pathSeparator, places);
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream content = LabScript.class.getResourceAsStream("/lab/" + name)) {
            if (content == null) {
                throw new IOException("the resource /lab/" + name + " is missing from Firewright's own files");
            }
            return content.readAllBytes();
        }
    }
}
