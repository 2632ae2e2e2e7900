package org.firewright.test.agent;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A host of our own on this kernel: a mount namespace with its own /run and bpffs and a network namespace, in which there
 * are customers' namespaces. All of it lives as long as one process, and that as long as this one: nothing is left
 * behind, also when the tests are killed.
 */
final class ScratchHost implements AutoCloseable {
    private final Process holder;

    private ScratchHost(Process holder) {
        this.holder = holder;
    }

    /** Makes a host with named network namespaces and a mounted bpffs. */
    static ScratchHost with(String... namespaces) throws IOException {
        ScratchHost host = bare("mount -t bpf bpf /sys/fs/bpf");
        for (String namespace : namespaces) {
            host.run("ip netns add " + namespace + " && ip -n " + namespace + " link set lo up");
        }
        return host;
    }

    /** Makes a host, with one line of shell to set it up. */
    static ScratchHost bare(String setUp) throws IOException {
        String script =
                "mount -t tmpfs run /run && mount -t sysfs sysfs /sys && " + setUp + " && echo ready && exec cat";
        Process holder = new ProcessBuilder(
                        "unshare", "--mount", "--net", "--propagation", "private", "sh", "-c", script)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader said = holder.inputReader(StandardCharsets.UTF_8);
        String line = said.readLine();
        if (!"ready".equals(line)) {
            throw new AssertionError("The scratch host could not be made; it said: " + line);
        }
        return new ScratchHost(holder);
    }

    /** Runs a line of shell on the host and gives what it printed; an AssertionError when it fails. */
    String run(String script) throws IOException {
        return Commands.run(on("sh", "-c", script));
    }

    /** What nft, as a second opinion, lists in one of the namespaces. */
    String nft(String namespace) throws IOException {
        return run("ip netns exec " + namespace + " nft -a list ruleset");
    }

    /** A command as it is run on the host. */
    List<String> on(String... command) {
        List<String> all =
                new ArrayList<>(List.of("nsenter", "--target", Long.toString(holder.pid()), "--mount", "--net", "--"));
        all.addAll(List.of(command));
        return all;
    }

    @Override
    public void close() throws IOException {
        holder.getOutputStream().close();
        if (!Commands.ended(holder, 10)) {
            holder.destroyForcibly();
        }
    }
}
