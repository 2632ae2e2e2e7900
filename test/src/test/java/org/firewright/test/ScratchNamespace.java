package org.firewright.test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.firewright.agent.linux.NetworkNamespace;

/**
 * A network namespace of a test's own with its loopback up, removed when closed, and at the latest when the process ends,
 * unless it is killed by force.
 */
public final class ScratchNamespace implements AutoCloseable {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final Set<String> PRESENT = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> PRESENT.forEach(ScratchNamespace::remove), "namespaces"));
    }

    private final String name;

    private ScratchNamespace(String name) {
        this.name = name;
    }

    /** Makes one; its name contains the area and the process id. */
    public static ScratchNamespace make(String area) {
        String name = "fwt-" + area + "-" + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet();
        PRESENT.add(name);
        run("", "ip", "netns", "add", name);
        ScratchNamespace namespace = new ScratchNamespace(name);
        namespace.exec("", "ip", "link", "set", "lo", "up");
        return namespace;
    }

    /** Names of those that a process made which is no more, as when it was killed; they are removed. */
    public static List<String> removeLeftovers(String area) throws IOException {
        List<String> left = new ArrayList<>();
        if (!Files.isDirectory(NetworkNamespace.NAMED)) {
            return left;
        }
        String prefix = "fwt-" + area + "-";
        try (DirectoryStream<Path> names = Files.newDirectoryStream(NetworkNamespace.NAMED, prefix + "*")) {
            for (Path path : names) {
                String name = path.getFileName().toString();
                String process = name.substring(prefix.length()).replaceFirst("-.*", "");
                if (process.matches("[0-9]{1,9}")
                        && ProcessHandle.of(Long.parseLong(process)).isEmpty()) {
                    run("", "ip", "netns", "delete", name);
                    left.add(name);
                }
            }
        }
        return left;
    }

    /** Deletes it and makes another one with its name. */
    public void replace() {
        run("", "ip", "netns", "delete", name);
        run("", "ip", "netns", "add", name);
    }

    /** Its name below /run/netns. */
    public String name() {
        return name;
    }

    /** The file that stands for it. */
    public Path file() {
        return NetworkNamespace.NAMED.resolve(name);
    }

    /** What nft prints in it. */
    public String nft(String... arguments) {
        List<String> command = new ArrayList<>(List.of("nft"));
        command.addAll(List.of(arguments));
        return exec("", command.toArray(String[]::new));
    }

    /** Lets nft load a ruleset in it. */
    public void load(String ruleset) {
        exec(ruleset, "nft", "-f", "-");
    }

    /** Runs a program in it with this as standard input, and returns what it prints; AssertionError when it fails. */
    public String exec(String input, String... command) {
        List<String> whole = new ArrayList<>(List.of("ip", "netns", "exec", name));
        whole.addAll(List.of(command));
        return run(input, whole.toArray(String[]::new));
    }

    @Override
    public void close() {
        remove(name);
    }

    private static void remove(String name) {
        run("", "ip", "netns", "delete", name);
        PRESENT.remove(name);
    }

    private static String run(String input, String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            try (var stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
            }
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError(String.join(" ", command) + " failed:\n" + output);
            }
            return output;
        } catch (IOException e) {
            throw new AssertionError(String.join(" ", command), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
