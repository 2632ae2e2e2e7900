package org.firewright.lab;

import com.google.gson.Gson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Answers {@link TrafficClient}, a request for each connection. */
final class TrafficServer {
    private static final Gson GSON = new Gson();

    private final Answerer answerer;

    /** What makes an answer of a request. */
    interface Answerer {
        HostTraffic answer(TrafficRequest request) throws IOException;
    }

    TrafficServer(Answerer answerer) {
        this.answerer = answerer;
    }

    /** Listens in the folder, for this user and root alone, and never returns. */
    void serve(Path folder, int owner) throws IOException {
        Path unfinished = folder.resolve(TrafficClient.SOCKET + ".new");
        Files.deleteIfExists(unfinished);
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(unfinished));
            Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("rw-------"));
            Files.setAttribute(unfinished, "unix:uid", owner);
            // Under its name only now that it is ready: the script waits for it.
            Files.move(unfinished, folder.resolve(TrafficClient.SOCKET), StandardCopyOption.ATOMIC_MOVE);
            while (true) {
                SocketChannel client = server.accept();
                Thread.ofVirtual().start(() -> converse(client));
            }
        }
    }

    private void converse(SocketChannel client) {
        try (client) {
            BufferedReader reader =
                    new BufferedReader(new InputStreamReader(Channels.newInputStream(client), StandardCharsets.UTF_8));
            String line = reader.readLine();
            if (line != null) {
                byte[] answer = (GSON.toJson(answer(line)) + "\n").getBytes(StandardCharsets.UTF_8);
                Channels.newOutputStream(client).write(answer);
            }
        } catch (IOException e) {
            System.err.println("A client went away: " + e.getMessage());
        }
    }

    private Object answer(String line) {
        try {
            return answerer.answer(TrafficRequest.parse(line));
        } catch (IOException | IllegalArgumentException e) {
            return new TrafficRequest.Refusal("The traffic generator refuses: " + e.getMessage());
        }
    }
}
