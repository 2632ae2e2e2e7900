package org.firewright.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.firewright.agent.linux.NetworkNamespace;
import org.junit.jupiter.api.Test;

@RequiresRoot
class ScratchNamespaceTest {
    private static final int NAMESPACES = 3;

    /** Makes namespaces and waits for ever. */
    static final class Maker {
        private Maker() {}

        public static void main(String[] arguments) throws InterruptedException {
            for (int i = 0; i < NAMESPACES; i++) {
                System.out.println(ScratchNamespace.make("ended").name());
            }
            new CountDownLatch(1).await();
        }
    }

    @Test
    void aProcessThatIsEndedLeavesNone() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Maker.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<Path> files;
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            files = lines.lines()
                    .limit(NAMESPACES)
                    .map(NetworkNamespace.NAMED::resolve)
                    .toList();
            assertThat(files).hasSize(NAMESPACES).allMatch(Files::exists);
            process.destroy(); // SIGTERM
            process.waitFor();
        } finally {
            process.destroyForcibly();
        }
        assertThat(files).noneMatch(Files::exists);
    }
}
