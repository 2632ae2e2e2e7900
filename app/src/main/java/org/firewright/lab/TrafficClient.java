package org.firewright.lab;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.firewright.agent.api.Place;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.ProblemException;

/** Asks a host's traffic generator over the socket in the host's folder. */
final class TrafficClient {
    /** The socket's name in a host's folder. */
    static final String SOCKET = "traffic.sock";

    private static final int TIMEOUT_SECONDS = 10;
    private static final int MAX_ANSWER = 1 << 20;
    private static final Gson GSON = new Gson();

    private TrafficClient() {}

    /** Whether a traffic generator answers there. */
    static boolean answers(Path hostFolder) {
        try {
            ask(hostFolder, TrafficRequest.FIGURES);
            return true;
        } catch (ProblemException e) {
            return false; // why not is told to those who ask for figures
        }
    }

    /** Sends the request and waits for the figures that are the answer to every one. */
    static HostTraffic ask(Path hostFolder, TrafficRequest request) throws ProblemException {
        String host = hostFolder.getFileName().toString();
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(hostFolder.resolve(SOCKET)))) {
            // A channel knows no timeout: the exchange runs aside, and closing the channel ends it.
            CompletableFuture<String> exchange = new CompletableFuture<>();
            Thread.ofVirtual().start(() -> exchange(channel, request, exchange));
            JsonObject answer = JsonParser.parseString(exchange.get(TIMEOUT_SECONDS, TimeUnit.SECONDS))
                    .getAsJsonObject();
            if (answer.has("refused")) {
                throw ProblemException.of(
                        Problem.Kind.REQUEST, answer.get("refused").getAsString(), "");
            }
            return GSON.fromJson(answer, HostTraffic.class);
        } catch (IOException | ExecutionException | JsonParseException | IllegalStateException e) {
            throw gone(host, "does not answer (" + e.getMessage() + ")", e);
        } catch (TimeoutException e) {
            throw gone(host, "did not answer within " + TIMEOUT_SECONDS + " seconds", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw gone(host, "was not waited for", e);
        }
    }

    private static void exchange(SocketChannel channel, TrafficRequest request, CompletableFuture<String> answer) {
        try {
            Channels.newOutputStream(channel).write((request.line() + "\n").getBytes(StandardCharsets.UTF_8));
            byte[] bytes = Channels.newInputStream(channel).readNBytes(MAX_ANSWER);
            answer.complete(new String(bytes, StandardCharsets.UTF_8));
        } catch (IOException e) {
            answer.completeExceptionally(e);
        }
    }

    private static ProblemException gone(String host, String how, Exception cause) {
        Problem problem = new Problem(
                Problem.Kind.CONNECTION,
                Place.HOST,
                "The traffic of " + host + " " + how + ".",
                "Bring the lab up again: what is missing is mended.");
        return new ProblemException(problem, cause);
    }
}
