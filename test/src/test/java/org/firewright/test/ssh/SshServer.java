package org.firewright.test.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A real sshd on loopback that sees a computer of its own: its own home folders, its own /etc with the users root,
 * engineer (may use sudo), asked (sudo wants the password "open sesame") and nosudo, and what else a test hides.
 */
public final class SshServer implements AutoCloseable {
    static final String PASSWORD = "open sesame";

    /** Everything that is mounted here ends with the server's mount namespace. $1: the folder, $2: hash of a password. */
    private static final String COMPUTER = """
            set -e
            for place in /root /home /run; do mount -t tmpfs -o mode=755 none $place; done
            mkdir -p /run/sshd /run/netns "$1/etc"
            install -m 644 "$1/authorized_keys" /run/authorized_keys
            mount -t tmpfs -o mode=755 none "$1/etc"
            cp -a /etc/. "$1/etc"
            mount --bind "$1/etc" /etc
            id=42000
            for user in engineer asked nosudo; do
                id=$((id + 1))
                echo "$user:x:$id:$id::/home/$user:/bin/sh" >>/etc/passwd
                echo "$user:x:$id:" >>/etc/group
                echo "$user:$2:19000:0:99999:7:::" >>/etc/shadow
                install -d -o $id -g $id /home/$user
            done
            echo "root ALL=(ALL:ALL) ALL" >/etc/sudoers
            echo "engineer ALL=(ALL:ALL) NOPASSWD: ALL" >>/etc/sudoers
            echo "asked ALL=(ALL:ALL) ALL" >>/etc/sudoers
            """;

    private static final Duration SOON = Duration.ofSeconds(10);

    private final Path folder;
    private final Process process;
    private final int port;

    private SshServer(Path folder, Process process, int port) {
        this.folder = folder;
        this.process = process;
        this.port = port;
    }

    /**
     * Starts one in an empty folder.
     *
     * @param authorized public keys, a line each, that all users are let in with
     * @param hidden folders that the server sees empty
     */
    public static SshServer start(Path folder, List<String> authorized, String... hidden) throws Exception {
        Files.write(folder.resolve("authorized_keys"), authorized);
        keygen(folder.resolve("host_key"));
        int port = freePort();
        Path config = folder.resolve("sshd_config");
        Files.writeString(config, """
                ListenAddress 127.0.0.1
                Port %d
                HostKey %s
                AuthorizedKeysFile /run/authorized_keys
                PidFile none
                StrictModes no
                PermitRootLogin yes
                PasswordAuthentication no
                KbdInteractiveAuthentication no
                MaxAuthTries 10
                Subsystem sftp internal-sftp
                """.formatted(port, folder.resolve("host_key")));
        String mounts = Stream.of(hidden)
                .map(path -> "mount -t tmpfs none " + path + "\n")
                .collect(Collectors.joining());
        String script = COMPUTER + mounts + "exec /usr/sbin/sshd -D -e -f " + config;
        Path log = folder.resolve("sshd.log");
        Process process = new ProcessBuilder(
                        "unshare",
                        "--mount",
                        "--propagation",
                        "private",
                        "/bin/sh",
                        "-c",
                        script,
                        "sh",
                        folder.toString(),
                        hash())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        SshServer server = new SshServer(folder, process, port);
        server.awaitPort();
        return server;
    }

    public int port() {
        return port;
    }

    /** The host's public key, as in known_hosts: type and base64. */
    public String hostKey() throws IOException {
        String[] words = Files.readString(folder.resolve("host_key.pub")).split(" ", -1);
        return words[0] + " " + words[1];
    }

    /** What ssh-keygen says the host key's fingerprint is. */
    public String fingerprint() throws Exception {
        return run("ssh-keygen", "-lf", folder.resolve("host_key.pub").toString())
                .split(" ", -1)[1];
    }

    /** Runs a command as root in what the server sees as its computer. */
    String inside(String... command) throws Exception {
        List<String> words = new ArrayList<>(List.of("nsenter", "--mount=/proc/" + process.pid() + "/ns/mnt", "--"));
        words.addAll(List.of(command));
        return run(words.toArray(String[]::new));
    }

    /** The lines of all its agents' processes, as the kernel tells them. */
    List<String> agents() {
        return process.descendants()
                .map(child -> child.info().commandLine().orElse(""))
                .filter(line -> line.contains("agent.jar"))
                .toList();
    }

    /** The one agent that runs; the Java itself, not what started it. */
    ProcessHandle agentProcess() {
        return process.descendants()
                .filter(child -> child.info().command().orElse("").endsWith("/java"))
                .findFirst()
                .orElseThrow();
    }

    /** Stops every process of the server where it stands. */
    void freeze() throws Exception {
        for (ProcessHandle child : process.descendants().toList()) {
            run("kill", "-STOP", String.valueOf(child.pid()));
        }
    }

    /** Ends the server and everything that was started through it. */
    @Override
    public void close() {
        Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList()
                .forEach(ProcessHandle::destroyForcibly);
        process.onExit().join();
    }

    /** Makes a key pair of this name and with .pub behind it. */
    public static void keygen(Path file, String... options) throws Exception {
        List<String> words =
                new ArrayList<>(List.of("ssh-keygen", "-q", "-C", "made for a test", "-f", file.toString()));
        List<String> more = List.of(options);
        if (!more.contains("-t")) {
            words.addAll(List.of("-t", "ed25519"));
        }
        if (!more.contains("-N")) {
            words.addAll(List.of("-N", ""));
        }
        words.addAll(more);
        run(words.toArray(String[]::new));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    /** Runs a command to its end and gives its output; fails when it fails. */
    static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output;
        try (InputStream in = process.getInputStream()) {
            output = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + " failed: " + output);
        }
        return output.strip();
    }

    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String hash() throws Exception {
        return run("openssl", "passwd", "-6", PASSWORD);
    }

    private void awaitPort() throws Exception {
        long deadline = System.nanoTime() + SOON.toNanos();
        while (true) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                if (socket.isConnected()) {
                    return;
                }
            } catch (IOException e) {
                if (!process.isAlive() || System.nanoTime() > deadline) {
                    throw new IOException("sshd: " + Files.readString(folder.resolve("sshd.log")), e);
                }
                Thread.onSpinWait();
            }
        }
    }
}
