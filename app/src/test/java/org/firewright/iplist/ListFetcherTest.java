package org.firewright.iplist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.firewright.agent.api.ProblemException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real server of this computer, with all the bad manners that servers have. */
class ListFetcherTest {
    @TempDir
    Path folder;

    private final CountDownLatch over = new CountDownLatch(1);
    private HttpServer server;
    private ListFetcher fetcher;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        fetcher = new ListFetcher(folder.resolve("cache"), Duration.ofMinutes(1));
    }

    @AfterEach
    void stop() {
        over.countDown();
        server.stop(0);
    }

    @Test
    void whatHasNotChangedIsNotSentAgain() throws Exception {
        AtomicInteger sent = new AtomicInteger();
        server.createContext("/list", exchange -> {
            exchange.getResponseHeaders().add("ETag", "\"one\"");
            if ("\"one\"".equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
                exchange.sendResponseHeaders(304, -1);
            } else {
                sent.incrementAndGet();
                answer(exchange, 200, "192.0.2.1\n");
            }
        });
        ListFetcher.Copy first = fetcher.fetch(address("/list"), Duration.ZERO);
        assertThat(first.file()).hasContent("192.0.2.1\n");
        ListFetcher.Copy second = fetcher.fetch(address("/list"), Duration.ZERO);
        assertThat(second.file()).isEqualTo(first.file());
        assertThat(second.warning()).isEmpty();
        assertThat(second.at()).isAfterOrEqualTo(first.at());
        assertThat(sent).hasValue(1);
        server.removeContext("/list");
        assertThat(fetcher.fetch(address("/list"), Duration.ofDays(1)).warning())
                .as("young enough not to ask")
                .isEmpty();
    }

    @Test
    void redirectsAreFollowedWithinReason() throws Exception {
        server.createContext("/old", exchange -> redirect(exchange, "/new"));
        server.createContext("/new", exchange -> answer(exchange, 200, "192.0.2.7\n"));
        server.createContext("/round", exchange -> redirect(exchange, "/round"));
        server.createContext("/file", exchange -> redirect(exchange, "file:///etc/passwd"));
        assertThat(fetcher.fetch(address("/old"), Duration.ZERO).file()).hasContent("192.0.2.7\n");
        assertFails("/round", "redirects more than 5 times");
        assertFails("/file", "which is not followed");
        server.createContext("/bad", exchange -> redirect(exchange, "http://[bad"));
        server.createContext("/nowhere", exchange -> answer(exchange, 302, ""));
        assertFails("/bad", "redirects to what is no address");
        assertFails("/nowhere", "redirects to nowhere");
    }

    @Test
    void aRedirectNeverLeadsFromHttpsToHttp() throws Exception {
        URI from = URI.create("https://example.org/list.txt");
        assertThat(ListFetcher.redirected(from, Optional.of("/new.txt")))
                .isEqualTo(URI.create("https://example.org/new.txt"));
        assertThat(ListFetcher.redirected(URI.create("http://example.org/"), Optional.of("https://example.net/")))
                .isEqualTo(URI.create("https://example.net/"));
        assertThatThrownBy(() -> ListFetcher.redirected(from, Optional.of("http://example.org/list.txt")))
                .hasMessage("it redirects to http://example.org/list.txt, which is not followed");
    }

    @Test
    void silenceBeforeAndInAnAnswerEndsTheWait() {
        server.createContext("/silent", exchange -> await());
        server.createContext("/stalls", exchange -> {
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().write('1');
            exchange.getResponseBody().flush();
            await();
        });
        fetcher = new ListFetcher(folder.resolve("cache"), Duration.ofSeconds(1));
        assertFails("/silent", "was silent for 1 seconds");
        assertFails("/stalls", "was silent for 1 seconds");
        assertThat(folder.resolve("cache"))
                .satisfiesAnyOf(
                        cache -> assertThat(cache).doesNotExist(),
                        cache -> assertThat(cache).isEmptyDirectory());
    }

    @Test
    void webPagesAndErrorsAreNoLists() {
        server.createContext("/page", exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
            answer(exchange, 200, "<html>Please log in</html>");
        });
        server.createContext("/gone", exchange -> answer(exchange, 410, ""));
        assertFails("/page", "web page");
        assertFails("/gone", "answers 410");
        assertThatThrownBy(() -> fetcher.fetch(URI.create("http://127.0.0.1:1/list"), Duration.ZERO))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("cannot be reached");
    }

    @Test
    void theLastGoodCopyIsUsedWhileTheServerHasNone() throws Exception {
        AtomicInteger status = new AtomicInteger(200);
        server.createContext("/list", exchange -> answer(exchange, status.get(), "192.0.2.1\n"));
        Path good = fetcher.fetch(address("/list"), Duration.ZERO).file();
        status.set(503);
        ListFetcher.Copy copy = fetcher.fetch(address("/list"), Duration.ZERO);
        assertThat(copy.file()).isEqualTo(good).hasContent("192.0.2.1\n");
        assertThat(copy.warning()).contains("answers 503", "is used");
        assertThat(folder.resolve("cache").toFile().list()).hasSize(1);
    }

    private void assertFails(String path, String why) {
        assertThatThrownBy(() -> fetcher.fetch(address(path), Duration.ZERO))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(why);
    }

    private URI address(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private void await() {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void redirect(HttpExchange exchange, String to) throws IOException {
        exchange.getResponseHeaders().add("Location", to);
        answer(exchange, 302, "");
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
