package org.firewright.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.firewright.agent.api.AgentService;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.ProblemException;
import org.junit.jupiter.api.Test;

/** Agents that do not behave: whatever comes or does not come, a sentence ends the waiting. */
class RunningAgentTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private static RunningAgent greet(InputStream output, String errors, OptionalInt status, Duration atMost)
            throws ProblemException {
        CountDownLatch asked = new CountDownLatch(1);
        Program program = new FakeProgram(new Answer(asked, output), new Request(asked), status);
        ErrorLog log = ErrorLog.follow("lab1", new ByteArrayInputStream(errors.getBytes(StandardCharsets.UTF_8)));
        return RunningAgent.greet(new FakeMachine(), program, log, "/content", atMost);
    }

    private static InputStream said(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String message(String json) {
        return "Content-Length: " + json.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + json;
    }

    private static Problem problem(InputStream output, String errors, OptionalInt status) {
        try {
            return problemOf(greet(output, errors, status, LONG));
        } catch (ProblemException e) {
            return e.problem();
        }
    }

    private static Problem problemOf(RunningAgent agent) {
        throw new AssertionError("greeted " + agent.hello());
    }

    @Test
    void anAgentThatEndsAtOnceIsToldWithItsLastWords() {
        Problem problem = problem(said(""), "first\nno such option\n", OptionalInt.of(2));

        assertThat(problem.kind()).isEqualTo(Problem.Kind.CONNECTION);
        assertThat(problem.sentence())
                .isEqualTo("The agent on lab1 has ended with status 2. Its last words: first\nno such option");
    }

    @Test
    void oneThatNeverAnswersIsGivenUp() throws Exception {
        try (PipedOutputStream silent = new PipedOutputStream()) {
            InputStream output = new PipedInputStream(silent);

            assertThatThrownBy(() -> greet(output, "", OptionalInt.empty(), Duration.ofMillis(100)))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageStartingWith("The agent on lab1 did not answer within");
        }
    }

    @Test
    void nonsenseEndsTheSession() {
        for (String nonsense : new String[] {
            "Content-Length: 99999999999\r\n\r\n",
            "x".repeat(5000),
            message("[[[["),
            message("null"),
            message("{\"jsonrpc\":\"2.0\",\"id\":\"1\",\"result\":{\"protocol\":[]}}"),
            message("[".repeat(100_000)),
            "Content-Length: 10\r\n\r\nshort",
        }) {
            Problem problem = problem(said(nonsense), "", OptionalInt.empty());

            assertThat(problem.sentence())
                    .as(nonsense.substring(0, Math.min(60, nonsense.length())))
                    .startsWith("The agent on lab1 does not speak as it should: ");
        }
    }

    @Test
    void anotherProtocolIsRefused() {
        String hello = "{\"jsonrpc\":\"2.0\",\"id\":\"1\",\"result\":{\"protocol\":99,\"agentVersion\":\"9\"}}";

        Problem problem = problem(said(message(hello)), "", OptionalInt.empty());

        assertThat(problem.kind()).isEqualTo(Problem.Kind.PROTOCOL);
        assertThat(problem.sentence())
                .isEqualTo("The agent on lab1 speaks protocol 99, this program speaks " + AgentService.PROTOCOL + ".");
    }

    @Test
    void theAgentsOwnProblemArrivesAsItIs() {
        String refusal = "{\"jsonrpc\":\"2.0\",\"id\":\"1\",\"error\":{\"code\":-32050,\"message\":\"m\",\"data\":{"
                + "\"kind\":\"REFUSED\",\"place\":{\"namespace\":\"acme\",\"rule\":3,\"ruleName\":\"Bad\",\"condition\":2},"
                + "\"sentence\":\"The kernel refuses it.\",\"remedy\":\"Mend it.\"}}}";

        assertThat(problem(said(message(refusal)), "", OptionalInt.empty()).text())
                .isEqualTo("acme, rule 3 (Bad), condition 2: The kernel refuses it. Mend it.");
    }

    @Test
    void aProblemWithHolesIsAFaultOfTheAgents() {
        for (String data : new String[] {"null", "7", "{}", "{\"kind\":\"NEW\"}", "[]"}) {
            String refusal =
                    "{\"jsonrpc\":\"2.0\",\"id\":\"1\",\"error\":{\"code\":-32050,\"message\":\"odd\",\"data\":" + data
                            + "}}";

            Problem problem = problem(said(message(refusal)), "", OptionalInt.empty());

            assertThat(problem.kind()).as(data).isEqualTo(Problem.Kind.INTERNAL);
            assertThat(problem.sentence()).isEqualTo("The agent on lab1 failed: odd");
        }
    }

    @Test
    void closingIsNoFailure() throws Exception {
        String hello =
                message("{\"jsonrpc\":\"2.0\",\"id\":\"1\",\"result\":{\"protocol\":" + AgentService.PROTOCOL + "}}");
        PipedOutputStream agent = new PipedOutputStream();
        PipedInputStream output = new PipedInputStream(agent);
        agent.write(hello.getBytes(StandardCharsets.UTF_8));
        agent.flush();
        RunningAgent session = greet(output, "", OptionalInt.empty(), LONG);

        session.close();
        agent.close();

        assertThat(session.ended().get(10, TimeUnit.SECONDS)).isNull();
    }

    /** Tells when a request has been sent. */
    private static final class Request extends OutputStream {
        private final CountDownLatch asked;

        Request(CountDownLatch asked) {
            this.asked = asked;
        }

        @Override
        public void write(int one) {
            asked.countDown();
        }
    }

    /** Says nothing before it was asked, as agents do. */
    private static final class Answer extends FilterInputStream {
        private final CountDownLatch asked;

        Answer(CountDownLatch asked, InputStream in) {
            super(in);
            this.asked = asked;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            try {
                assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            return super.read(into, offset, length);
        }
    }

    private record FakeProgram(InputStream output, OutputStream input, OptionalInt status) implements Program {
        @Override
        public InputStream errors() {
            return InputStream.nullInputStream();
        }

        @Override
        public OptionalInt exitStatus(Duration atMost) {
            return status;
        }

        @Override
        public void close() {
            // its streams are the test's
        }
    }

    private static final class FakeMachine implements Machine {
        @Override
        public String host() {
            return "lab1";
        }

        @Override
        public String user() {
            return "root";
        }

        @Override
        public Program start(String command) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void write(byte[] content, String path) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void copy(Path content, String path) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long size(String path) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void rename(String from, String to) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean reachable() {
            return true;
        }

        @Override
        public void close() {
            // nothing to end
        }
    }
}
