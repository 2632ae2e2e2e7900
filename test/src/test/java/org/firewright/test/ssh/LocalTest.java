package org.firewright.test.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.firewright.test.RequiresRoot;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** This computer without SSH: the agent is a child process, as root or through sudo. */
@Tag("ssh")
@RequiresRoot
class LocalTest {
    @TempDir
    static Path scratch;

    private static SshServer computer;
    private static String classPath;

    @BeforeAll
    static void start() throws Exception {
        // Only its users and folders are wanted here; nobody connects to its sshd.
        computer = SshServer.start(scratch, List.of());
        classPath = copyClassPath();
    }

    @AfterAll
    static void stop() {
        computer.close();
    }

    @Test
    void asRoot() throws Exception {
        assertThat(local("root")).isEqualTo("root true");
    }

    @Test
    void throughSudo() throws Exception {
        assertThat(local("engineer")).isEqualTo("root true");
    }

    @Test
    void throughSudoWithThePassword() throws Exception {
        assertThat(local("asked", SshServer.PASSWORD)).isEqualTo("root true");
        assertThat(local("asked")).contains("wants the password of asked, and none was given");
    }

    @Test
    void withoutAnyWayToBecomeRoot() throws Exception {
        assertThat(local("nosudo", SshServer.PASSWORD))
                .startsWith("The agent needs to be root, and nosudo cannot become it");
    }

    private static String local(String user, String... arguments) throws Exception {
        List<String> words = new ArrayList<>(List.of(
                "runuser",
                "-u",
                user,
                "--",
                "env",
                "-u",
                "DISPLAY",
                "-u",
                "WAYLAND_DISPLAY",
                "HOME=" + (user.equals("root") ? "/root" : "/home/" + user),
                System.getProperty("java.home") + "/bin/java",
                "-cp",
                classPath,
                LocalMain.class.getName()));
        words.addAll(List.of(arguments));
        return computer.inside(words.toArray(String[]::new)).lines().reduce("", (before, line) -> line);
    }

    /** Puts the class path where every user of the computer can read it: ours may lie in a private home folder. */
    private static String copyClassPath() throws Exception {
        Path folder = scratch.resolve("classes");
        Files.createDirectory(folder);
        List<String> copies = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            // The windows are not needed, and large.
            if (!entry.isEmpty()
                    && Files.exists(Path.of(entry))
                    && !entry.contains("javafx")
                    && !entry.contains("openjfx")) {
                Path copy = folder.resolve(copies.size() + "-" + Path.of(entry).getFileName());
                SshServer.run("cp", "-rL", entry, copy.toString());
                copies.add(copy.toString());
            }
        }
        SshServer.run("chmod", "-R", "a+rX", folder.toString());
        SshServer.run("chmod", "a+x", scratch.toString());
        return String.join(File.pathSeparator, copies);
    }
}
