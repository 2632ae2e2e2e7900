package org.firewright.test.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.firewright.test.Command;
import org.firewright.test.RequiresRoot;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of a newcomer on computers where something is missing: one sentence each, and what to do. */
@RequiresRoot
@Tag("kernel")
class StartTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path JDKS = Path.of("/usr/lib/jvm");

    @TempDir
    Path home;

    /**
     * Runs a command of the project as somebody with a bare environment.
     *
     * @param hide makes this computer poorer, in a mount namespace that ends with the command
     */
    private Command run(String hide, String... words) throws IOException, InterruptedException {
        List<String> bare = List.of(
                "unshare",
                "--mount",
                "env",
                "-i",
                "PATH=/usr/sbin:/usr/bin:/sbin:/bin",
                "HOME=" + home,
                "sh",
                "-c",
                hide + "\ncd \"$0\" && exec \"$@\"",
                ROOT.toString());
        return Command.run(Stream.concat(bare.stream(), Stream.of(words)).toList(), new byte[0]);
    }

    @Test
    void withoutADisplayTheTerminalIsNamed() throws Exception {
        Command ended = run("", "app/run");

        assertRefused(ended)
                .startsWith("There is no display to open a window on")
                .endsWith("app/firewright demo");
    }

    @Test
    void withoutAJdkThatIsNewEnoughOneIsNamed() throws Exception {
        Command ended = run(
                "for folder in /usr/lib/jvm /opt; do [ ! -d $folder ] || mount -t tmpfs tmpfs $folder; done",
                "app/firewright",
                "--help");

        assertRefused(ended)
                .startsWith("Firewright needs a JDK 25 or newer and found none")
                .contains("https://adoptium.net");
    }

    @Test
    void anOlderJavaOnThePathIsPassedOver() throws Exception {
        Path old = olderJdk();
        Command ended = run(
                "export PATH=" + old.resolve("bin") + ":$PATH JAVA_HOME=" + old,
                "bash",
                "-c",
                ". app/environment.sh; find_jdk; \"$java\" -version");

        assertThat(ended.code()).as(ended.output()).isZero();
        assertThat(ended.output()).containsPattern("version \"(2[5-9]|[3-9]\\d)");
    }

    @Test
    void withoutMavenItsPackageIsNamed() throws Exception {
        Command ended = run(
                "mkdir \"$HOME/bin\"; mount -t tmpfs tmpfs \"$HOME/bin\"; cp -rs /usr/bin/. \"$HOME/bin\""
                        + " && rm \"$HOME/bin/mvn\" && export PATH=\"$HOME/bin\"",
                "bash",
                "-c",
                ". app/environment.sh; find_jdk; maven --version");

        assertRefused(ended)
                .startsWith("Firewright is built with Maven 3.8 or newer, which is not on the PATH")
                .endsWith("sudo apt-get install maven");
    }

    @Test
    void plainMavenUnderAnOlderJavaSaysWhatItNeeds() throws Exception {
        Command ended = run(
                "export JAVA_HOME=" + olderJdk(),
                "mvn",
                "-B",
                "-o",
                "-Dmaven.repo.local=" + Path.of(System.getProperty("user.home"), ".m2", "repository"),
                "validate");

        assertThat(ended.code()).isNotZero();
        assertThat(ended.output())
                .contains("Firewright builds with JDK 25 or newer, but this Maven runs on Java")
                .contains("use app/run and test/run, which find one by themselves");
    }

    @Test
    void whoeverIsNotRootReadsWhatToInstall() throws Exception {
        Command ended = run(
                "mount --bind /dev/null /etc/ld.so.cache; export DISPLAY=:9",
                "setpriv",
                "--reuid=65534",
                "--regid=65534",
                "--clear-groups",
                "app/run");

        assertRefused(ended)
                .startsWith("For its window Firewright needs a few system packages; install them with: sudo apt-get")
                .contains("libgtk-3-0");
    }

    /** The one sentence with which something was refused. */
    private static AbstractStringAssert<?> assertRefused(Command ended) {
        assertThat(ended.code()).isEqualTo(3);
        return assertThat(ended.output().lines()).singleElement(InstanceOfAssertFactories.STRING);
    }

    private static Path olderJdk() throws IOException {
        try (Stream<Path> found = Files.list(JDKS)) {
            Optional<Path> old = found.filter(each -> Files.isExecutable(each.resolve("bin/javac")))
                    .filter(each -> release(each) < 25)
                    .findFirst();
            assumeTrue(old.isPresent(), "There is no JDK older than 25 in /usr/lib/jvm to try this with");
            return old.orElseThrow();
        }
    }

    private static int release(Path jdk) {
        try (Stream<String> facts = Files.lines(jdk.resolve("release"))) {
            return facts.filter(line -> line.startsWith("JAVA_VERSION="))
                    .map(line -> line.replaceAll("\\D*(\\d+).*", "$1"))
                    .mapToInt(Integer::parseInt)
                    .findFirst()
                    .orElse(Integer.MAX_VALUE);
        } catch (IOException e) {
            return Integer.MAX_VALUE; // not a JDK that says what it is: none to try with
        }
    }
}
