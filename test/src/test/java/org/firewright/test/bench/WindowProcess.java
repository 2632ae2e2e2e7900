package org.firewright.test.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;

/**
 * Starts {@link WindowScene}s as app/run starts the window: with what an earlier start has recorded of the classes that it
 * needed (JEP 483). That wants class paths of jars alone, so the classes of the tests are put into one.
 */
final class WindowProcess {
    /** Up to there app/run does without the optimizing compiler. */
    private static final int FEW_PROCESSORS = 2;

    private final String classPath;
    private final Path cache;

    private WindowProcess(String classPath, Path cache) {
        this.classPath = classPath;
        this.cache = cache;
    }

    /** Packs what is needed into a folder; nothing is recorded yet. */
    static WindowProcess in(Path folder) {
        String packed = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(Path::of)
                .map(entry -> Files.isDirectory(entry) ? pack(entry, folder) : entry)
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
        return new WindowProcess(packed, folder.resolve("start.aot"));
    }

    /** Starts a scene as the first start after a build does, without anything recorded; it records by itself. */
    Process first(String scene, Path folder, List<String> flags) throws IOException {
        List<String> all = new ArrayList<>(flags);
        all.addAll(List.of("-XX:AOTMode=record", "-XX:AOTConfiguration=" + record(), "-Xlog:aot=off"));
        return start(all, List.of(WindowScene.class.getName(), scene, folder.toString()));
    }

    /** Makes of what the last {@link #first} recorded what later starts use. */
    void learn() throws IOException, InterruptedException {
        int code = start(
                        List.of(
                                "-XX:AOTMode=create",
                                "-XX:AOTConfiguration=" + record(),
                                "-XX:AOTCache=" + cache,
                                "-Xlog:aot=off"),
                        List.of())
                .waitFor();
        if (code != 0) {
            throw new IllegalStateException("Nothing was learnt from the first start: Java ended with " + code + ".");
        }
    }

    /** Starts a scene as every later start does. */
    Process again(String scene, Path folder, List<String> flags) throws IOException {
        List<String> all = new ArrayList<>(flags);
        all.add("-XX:AOTCache=" + cache);
        all.add("-XX:AOTMode=on"); // rather fails than starts slowly unseen
        return start(all, List.of(WindowScene.class.getName(), scene, folder.toString()));
    }

    private Path record() {
        return cache.resolveSibling("start.record");
    }

    private Process start(List<String> flags, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--module-path",
                System.getProperty("jdk.module.path"),
                "--add-modules",
                "javafx.controls,javafx.fxml,javafx.swing",
                "--enable-native-access=javafx.graphics,ALL-UNNAMED",
                "-Dprism.order=sw",
                "-Djava.awt.headless=true",
                "-XX:+UseG1GC",
                "-Xmx2g"));
        if (Runtime.getRuntime().availableProcessors() <= FEW_PROCESSORS) {
            command.add("-XX:TieredStopAtLevel=1");
        }
        command.addAll(flags);
        command.addAll(List.of("-cp", classPath));
        command.addAll(arguments);
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static Path pack(Path classes, Path folder) {
        Path jar = folder.resolve(classes.getFileName() + "-" + Integer.toHexString(classes.hashCode()) + ".jar");
        int code = ToolProvider.findFirst("jar")
                .orElseThrow()
                .run(System.out, System.err, "--create", "--file", jar.toString(), "-C", classes.toString(), ".");
        if (code != 0) {
            throw new IllegalStateException("The classes of " + classes + " cannot be put into a jar.");
        }
        return jar;
    }
}
