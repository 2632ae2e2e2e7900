package org.firewright.test.bpf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.firewright.agent.api.ProblemException;
import org.firewright.agent.bpf.Bpffs;
import org.firewright.test.RequiresRoot;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The file system for pins is mounted where it is not, and our folder is ours alone. */
@Tag("kernel")
@RequiresRoot
class BpffsTest {
    @RegisterExtension
    final PinFolder folder = new PinFolder();

    @Test
    void theFolderIsForItsOwnerOnly() throws Exception {
        assertThat(Bpffs.covers(folder.path())).isTrue();
        assertThat(Bpffs.covers(Path.of("/proc"))).isFalse();
        assertThat(Bpffs.covers(Path.of("/nowhere/at/all"))).isFalse();

        Files.setPosixFilePermissions(folder.path(), PosixFilePermissions.fromString("rwxrwxrwx"));
        Bpffs.prepare(folder.path());
        assertThat(Files.getPosixFilePermissions(folder.path()))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void isMountedInAMountNamespaceThatLacksIt() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        // The namespace is a private one: what is unmounted and mounted there is seen nowhere else.
        Process process = new ProcessBuilder(
                        "unshare",
                        "--mount",
                        "sh",
                        "-c",
                        "while mountpoint -q /sys/fs/bpf; do umount /sys/fs/bpf; done; exec \"$@\"",
                        "sh",
                        java,
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Mounter.class.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(output.strip()).isEqualTo("before: false, after: true, folder: true");
    }

    /** Runs in the private mount namespace. */
    static final class Mounter {
        private Mounter() {}

        public static void main(String[] arguments) throws IOException, ProblemException {
            boolean before = Bpffs.covers(Bpffs.MOUNT_POINT);
            Path made = Bpffs.prepare(Bpffs.FOLDER);
            System.out.println("before: " + before + ", after: " + Bpffs.covers(made) + ", folder: "
                    + (Files.isDirectory(made) && Bpffs.pins(made).isEmpty()));
        }
    }
}
