package org.firewright.test.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.firewright.agent.netlink.Flags;
import org.firewright.agent.netlink.MalformedMessageException;
import org.firewright.agent.netlink.Message;
import org.firewright.agent.netlink.NetlinkSocket;
import org.firewright.agent.nftables.RulesetReader;
import org.firewright.agent.nftables.Snapshot;
import org.firewright.agent.nftables.text.Style;
import org.firewright.test.ScratchNamespace;

/** A namespace with some interfaces, in which nft and we look at the same rules. */
final class NftSession implements AutoCloseable {
    private static final Pattern ERROR = Pattern.compile("(?m)^/dev/stdin:(\\d+):\\d+(?:-\\d+)?: Error: (.*)$");
    private static final Pattern LINK = Pattern.compile("(?m)^(\\d+): ([^:@]+)[:@]");

    private final ScratchNamespace namespace = ScratchNamespace.make("nft");
    private final NetlinkSocket socket;
    private final Map<Integer, String> interfaces = new HashMap<>();

    NftSession() {
        try {
            namespace.exec("", "ip", "link", "add", "d0", "type", "veth", "peer", "name", "d1");
            namespace.exec("", "ip", "link", "add", "eth0", "type", "veth", "peer", "name", "eth1");
            Matcher links = LINK.matcher(namespace.exec("", "ip", "-o", "link"));
            while (links.find()) {
                interfaces.put(Integer.valueOf(links.group(1)), links.group(2));
            }
            socket = NetlinkSocket.open(NetlinkSocket.NETFILTER, namespace.file());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ScratchNamespace namespace() {
        return namespace;
    }

    NetlinkSocket socket() {
        return socket;
    }

    void flush() {
        namespace.nft("flush", "ruleset");
    }

    /** Lets nft load a text, line by line where some are refused; those are added to the list. */
    NftCorpus.Text load(NftCorpus.Text text, List<String> refused) {
        NftCorpus.Text left = text;
        while (true) {
            Run run = run(left.text(), "nft", "-f", "/dev/stdin");
            if (run.exit() == 0) {
                return left;
            }
            List<Integer> lines = new ArrayList<>();
            Matcher errors = ERROR.matcher(run.output());
            while (errors.find()) {
                int line = Integer.parseInt(errors.group(1));
                if (line <= left.lines().size() && !left.lines().get(line - 1).isEmpty() && !lines.contains(line)) {
                    lines.add(line);
                    refused.add(text.name() + ": " + left.lines().get(line - 1) + ": " + errors.group(2));
                }
            }
            if (lines.isEmpty()) {
                refused.add(text.name() + ": " + run.output().strip());
                return text.with(List.of());
            }
            left = left.without(lines);
        }
    }

    record Run(int exit, String output) {}

    /** Runs a program in the namespace. */
    Run run(String input, String... command) {
        List<String> whole = new ArrayList<>(List.of("ip", "netns", "exec", namespace.name()));
        whole.addAll(Arrays.asList(command));
        try {
            Process process =
                    new ProcessBuilder(whole).redirectErrorStream(true).start();
            Thread.ofVirtual().start(() -> {
                try (var stdin = process.getOutputStream()) {
                    stdin.write(input.getBytes(StandardCharsets.UTF_8));
                } catch (IOException e) {
                    // the program ended before it read all, and tells why
                }
            });
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Run(process.waitFor(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** What nft lists. */
    String list(String... options) {
        List<String> command = new ArrayList<>(List.of("nft"));
        command.addAll(Arrays.asList(options));
        command.addAll(List.of("list", "ruleset"));
        Run run = run("", command.toArray(String[]::new));
        return run.output();
    }

    Snapshot snapshot() {
        try {
            return new RulesetReader(socket).read(RulesetReader.Elements.ALL);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Is given what the kernel lists. */
    interface Listener {
        void listed(String what, Message message) throws MalformedMessageException;
    }

    /** Every message of a listing of everything. */
    void raw(Listener listener) {
        Map<String, Integer> kinds =
                Map.of("table", 1, "chain", 4, "rule", 7, "set", 10, "object", 19, "flow table", 23);
        try {
            for (var kind : kinds.entrySet()) {
                socket.dump(
                        kind.getKey(),
                        (out, sequence) -> out.message(
                                10 << 8 | kind.getValue(),
                                Flags.REQUEST | Flags.DUMP,
                                sequence,
                                () -> out.raw((byte) 0, (byte) 0, (byte) 0, (byte) 0)),
                        message -> {
                            listener.listed(kind.getKey(), message);
                            return message;
                        });
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As nft prints: without the paths of pinned programs. */
    Style style() {
        return new Style(true, false, true, interfaces::get, ZoneId.systemDefault());
    }

    @Override
    public void close() {
        socket.close();
        namespace.close();
    }
}
