package org.firewright.ui.lists;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import java.util.zip.GZIPInputStream;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.ProblemException;
import org.firewright.iplist.ListReader;

/** Text from the web or a file: fetched within limits, and unpacked where it is gzip. */
final class WebText {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int CHUNK = 1 << 16;

    private WebText() {}

    /**
     * Fetches an address; follows redirects, but not from https to http.
     *
     * @param told is called with the bytes that have come so far
     * @throws ProblemException when the server cannot be reached or does not answer in time, when it answers with a
     *     failure or with a web page, when there is too much, and when it is cancelled
     */
    static byte[] fetch(URI url, LongConsumer told, BooleanSupplier cancelled) throws ProblemException {
        try (HttpClient client = HttpClient.newBuilder()
                .connectTimeout(PATIENCE)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build()) {
            HttpRequest request = HttpRequest.newBuilder(url)
                    .timeout(PATIENCE)
                    .header("User-Agent", "Firewright")
                    .build();
            HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream in = response.body()) {
                if (response.statusCode() != 200) {
                    throw problem(
                            url + " answers with status " + response.statusCode() + " and not with a list.",
                            "Open it in a browser and correct the address.");
                }
                String type = response.headers().firstValue("Content-Type").orElse("");
                if (type.startsWith("text/html")) {
                    throw problem(
                            url + " is a web page, not a list.", "Use the address of the plain text (often: raw).");
                }
                return read(in, url.toString(), told, cancelled);
            } finally {
                client.shutdownNow();
            }
        } catch (IllegalArgumentException e) {
            throw problem(url + " is no address in the web.", "Write it as https://host/path.");
        } catch (IOException e) {
            throw ProblemException.of(
                    Problem.Kind.CONNECTION,
                    url + " cannot be fetched: " + reason(e) + ".",
                    "Check the address and your connection; the list stays as it is.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw problem("Fetching " + url + " was interrupted.", "");
        }
    }

    /** The text itself, where the bytes are gzip; otherwise the same bytes. */
    static byte[] unpacked(byte[] bytes, String source) throws ProblemException {
        boolean gzip = bytes.length > 2 && (bytes[0] & 0xff) == 0x1f && (bytes[1] & 0xff) == 0x8b; // RFC 1952, 2.3.1
        if (!gzip) {
            return bytes;
        }
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return read(in, source, count -> {}, () -> false);
        } catch (IOException e) {
            throw problem(source + " is not whole: " + reason(e) + ".", "Fetch it again.");
        }
    }

    private static byte[] read(InputStream in, String source, LongConsumer told, BooleanSupplier cancelled)
            throws IOException, ProblemException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] chunk = new byte[CHUNK];
        for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
            all.write(chunk, 0, length);
            told.accept(all.size());
            if (cancelled.getAsBoolean()) {
                throw problem("Reading " + source + " was cancelled.", "");
            }
            if (all.size() > ListReader.MAX_BYTES) {
                throw problem(
                        source + " is larger than " + (ListReader.MAX_BYTES >> 20) + " MiB.",
                        "Split it into several lists.");
            }
        }
        return all.toByteArray();
    }

    private static String reason(Exception e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private static ProblemException problem(String sentence, String remedy) {
        return ProblemException.of(Problem.Kind.CONTENT, sentence, remedy);
    }
}
