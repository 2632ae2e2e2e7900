package org.firewright.remote;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.firewright.policy.Target;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** This computer: commands are child processes. */
final class LocalMachine implements Machine {
    private static final Logger LOG = LoggerFactory.getLogger(LocalMachine.class);

    @Override
    public String host() {
        return Target.LOCAL;
    }

    @Override
    public String user() {
        return System.getProperty("user.name");
    }

    @Override
    public Program start(String command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", command);
        // The Java that runs this program is new enough, wherever it is: the probe looks there first.
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return new Child(builder.start());
    }

    @Override
    public void write(byte[] content, String path) throws IOException {
        Path file = Path.of(path);
        Files.write(file, content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    @Override
    public void copy(Path content, String path) throws IOException {
        Files.copy(content, Path.of(path), StandardCopyOption.REPLACE_EXISTING);
        Files.setPosixFilePermissions(Path.of(path), PosixFilePermissions.fromString("rw-------"));
    }

    @Override
    public long size(String path) throws IOException {
        Path file = Path.of(path);
        return Files.isRegularFile(file) ? Files.size(file) : -1;
    }

    @Override
    public void rename(String from, String to) throws IOException {
        Files.move(Path.of(from), Path.of(to), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public boolean reachable() {
        return true;
    }

    @Override
    public void close() {
        // children end with their programs
    }

    private record Child(Process process) implements Program {
        @Override
        public OutputStream input() {
            return process.getOutputStream();
        }

        @Override
        public InputStream output() {
            return process.getInputStream();
        }

        @Override
        public InputStream errors() {
            return process.getErrorStream();
        }

        @Override
        public OptionalInt exitStatus(Duration atMost) {
            return ended(atMost) ? OptionalInt.of(process.exitValue()) : OptionalInt.empty();
        }

        private boolean ended(Duration atMost) {
            try {
                return process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }

        @Override
        public void close() {
            try {
                process.getOutputStream().close();
            } catch (IOException e) {
                LOG.debug("A child's input was closed already.", e);
            }
            if (!ended(Duration.ofSeconds(2))) {
                process.destroy();
            }
        }
    }
}
