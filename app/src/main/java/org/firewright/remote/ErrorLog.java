package org.firewright.remote;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads what a program says on standard error into the log, and keeps its last lines for a problem's sentence. */
final class ErrorLog {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorLog.class);
    private static final int LINES = 20;
    private static final int LINE_LENGTH = 1000;

    private final Deque<String> last = new ArrayDeque<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final String host;

    private ErrorLog(String host) {
        this.host = host;
    }

    /** Reads on a thread of its own until the stream ends. */
    static ErrorLog follow(String host, InputStream errors) {
        ErrorLog log = new ErrorLog(host);
        Thread.ofVirtual().name("log of " + host).start(() -> log.read(errors));
        return log;
    }

    private void read(InputStream errors) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(errors, StandardCharsets.UTF_8))) {
            StringBuilder line = new StringBuilder();
            for (int c = reader.read(); c >= 0; c = reader.read()) {
                if (c == '\n') {
                    add(line.toString());
                    line.setLength(0);
                } else if (line.length() < LINE_LENGTH && c >= ' ') {
                    line.append((char) c);
                }
            }
            if (!line.isEmpty()) {
                add(line.toString());
            }
        } catch (IOException e) {
            LOG.debug("The log of {} broke off.", host, e);
        } finally {
            ended.countDown();
        }
    }

    private void add(String line) {
        LOG.info("{}: {}", host, line);
        synchronized (last) {
            last.addLast(line);
            if (last.size() > LINES) {
                last.removeFirst();
            }
            last.notifyAll();
        }
    }

    /** The last lines, the newest last, after the stream has ended or a moment has passed. */
    String tail() {
        try {
            if (!ended.await(1, TimeUnit.SECONDS)) {
                LOG.debug("{} has not ended its log yet.", host);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (last) {
            return String.join("\n", last);
        }
    }

    /** Waits for a line that holds one of the texts, and tells it; null when the time is over or the log ends first. */
    String await(Duration atMost, String... texts) {
        long deadline = System.nanoTime() + atMost.toNanos();
        try {
            synchronized (last) {
                while (true) {
                    for (String line : last) {
                        for (String text : texts) {
                            if (line.contains(text)) {
                                return text;
                            }
                        }
                    }
                    long left = deadline - System.nanoTime();
                    if (left <= 0 || ended.getCount() == 0) {
                        return null;
                    }
                    last.wait(Math.clamp(left / 1_000_000, 1, 50));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }
}
