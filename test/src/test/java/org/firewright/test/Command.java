package org.firewright.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A program that ran: its exit code, and all that it wrote, standard error included. */
public record Command(int code, String output) {
    /** Runs a program to its end. */
    public static Command run(List<String> command, byte[] input) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        // Written aside: a program that answers before it has read all would wait for us as we for it.
        Thread writer = Thread.ofVirtual().start(() -> {
            try (OutputStream out = process.getOutputStream()) {
                out.write(input);
            } catch (IOException e) {
                assertThat(e).as("it may end before it has read all").hasMessageContaining("pipe");
            }
        });
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.waitFor();
        writer.join();
        return new Command(code, output.strip());
    }

    /** Runs a program that must succeed; what it wrote. */
    public static String ok(String... command) throws IOException, InterruptedException {
        Command result = run(List.of(command), new byte[0]);
        assertThat(result.code())
                .as("%s: %s", List.of(command), result.output())
                .isZero();
        return result.output();
    }
}
