package org.firewright.test.cli;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs of the command line as processes of their own, each with the same lab. */
record FirewrightProcess(String lab, Path folder) {
    private static final int MOST_SECONDS = 120;

    /**
     * What came of a run.
     *
     * @param code the exit code
     * @param results standard output
     * @param sentences standard error
     */
    record Ended(int code, String results, String sentences) {
        JsonObject json() {
            return JsonParser.parseString(results).getAsJsonObject();
        }
    }

    /** A run that goes on. */
    record Running(Process process, Path results, Path sentences) {
        /** Waits for its end. */
        Ended end() throws IOException, InterruptedException {
            if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("It does not end; so far it said: " + Files.readString(sentences));
            }
            return new Ended(process.exitValue(), Files.readString(results), Files.readString(sentences));
        }
    }

    /** Runs it to its end. */
    Ended run(String... words) throws IOException, InterruptedException {
        return start(words).end();
    }

    /** Starts it. */
    Running start(String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // As app/firewright starts it.
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "org.firewright.cli.Firewright"));
        command.addAll(List.of(words));
        Path results = Files.createTempFile(folder, "results", "");
        Path sentences = Files.createTempFile(folder, "sentences", "");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(results.toFile())
                .redirectError(sentences.toFile());
        builder.environment().put("FIREWRIGHT_LAB", lab);
        builder.environment().put("XDG_STATE_HOME", folder.toString());
        return new Running(builder.start(), results, sentences);
    }
}
