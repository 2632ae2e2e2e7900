package org.firewright.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.firewright.agent.api.AgentService;
import org.firewright.agent.api.Feature;
import org.firewright.agent.api.MessageFrames;
import org.firewright.agent.api.Problem;
import org.firewright.agent.deploy.ContentFolder;
import org.firewright.agent.deploy.Host;
import org.firewright.agent.inspect.Namespaces;
import org.firewright.agent.iplist.ListStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionTest {
    private static final String HELLO =
            request("1", "agent/hello", "{\"protocol\":" + AgentService.PROTOCOL + ",\"desktopVersion\":\"t\"}");

    @TempDir
    private Path folder;

    @Test
    void helloTellsTheHost() throws Exception {
        JsonObject hello = answers(HELLO).getFirst().getAsJsonObject("result");
        assertThat(hello.get("protocol").getAsInt()).isEqualTo(AgentService.PROTOCOL);
        assertThat(hello.get("kernel").getAsString()).isNotEmpty();
        JsonObject feature = hello.getAsJsonArray("features").get(0).getAsJsonObject();
        assertThat(feature.get("name").getAsString()).isEqualTo(Feature.XT_BPF);
        assertThat(feature.get("reason").getAsString()).isEqualTo("No xt_bpf here.");
    }

    @Test
    void anotherProtocolIsRefused() throws Exception {
        int next = AgentService.PROTOCOL + 1;
        Problem problem = problem(answers(request("1", "agent/hello", "{\"protocol\":" + next + "}"))
                .getFirst());
        assertThat(problem.kind()).isEqualTo(Problem.Kind.PROTOCOL);
        assertThat(problem.text()).contains("protocol " + next, "protocol " + AgentService.PROTOCOL);
    }

    @Test
    void nothingIsDoneBeforeHello() throws Exception {
        assertThat(problem(answers(request("1", "agent/inspect", "{}")).getFirst())
                        .kind())
                .isEqualTo(Problem.Kind.PROTOCOL);
    }

    /** Every request is answered, whatever it holds: a desktop that waits for ever is worse than one that fails. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"lists\":7}",
                "{\"by\":{}}",
                "[[]]",
                "7",
                "\"text\"",
                "{\"by\":\"a\",\"lists\":[],\"rulesets\":[{\"chains\":[{\"rules\":[{\"conditions\":[{\"X\":{}}]}]}]}]}",
                "{\"by\":\"a\",\"lists\":[],\"rulesets\":[{\"chains\":[{\"rules\":[{\"conditions\":[7]}]}]}]}",
                "{\"rulesets\":[{\"chains\":[{\"priority\":1e99}]}]}",
                "{}",
                "null",
            })
    void wrongParametersAreAnswered(String parameters) throws Exception {
        List<JsonObject> answers = answers(HELLO, request("2", "agent/prepare", parameters));
        JsonObject answer = answers.stream()
                .filter(each -> each.get("id").getAsString().equals("2"))
                .findFirst()
                .orElseThrow();
        boolean refused = answer.has("error");
        boolean toldProblems = !refused
                && !answer.getAsJsonObject("result").getAsJsonArray("problems").isEmpty();
        assertThat(refused || toldProblems).as(answer.toString()).isTrue();
    }

    @Test
    void deepNestingIsAnswered() throws Exception {
        String deep = "[".repeat(100_000) + "]".repeat(100_000);
        assertThat(answers(HELLO, request("2", "agent/inspect", deep))).hasSizeGreaterThanOrEqualTo(1);
    }

    @Test
    void anUnknownMethodIsRefused() throws Exception {
        JsonObject error = answers(request("1", "agent/obey", "{}")).getFirst().getAsJsonObject("error");
        assertThat(error.get("message").getAsString()).contains("agent/obey");
    }

    @Test
    void garbageBetweenMessagesIsSurvived() throws Exception {
        assertThat(answers(frame("garbage"), frame("{}"), frame("[]"), frame("null"), frame("{\"id\":{}}"), HELLO))
                .anySatisfy(answer -> assertThat(answer.has("result")).isTrue());
    }

    @Test
    void aBrokenStreamEndsTheService() throws Exception {
        assertThat(serve("GET / HTTP/1.1\r\nHost: x\r\n\r\n", new ByteArrayOutputStream()))
                .isFalse();
    }

    /** Sends requests and gives the answers, once each request has one. */
    private List<JsonObject> answers(String... requests) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(serve(String.join("", requests), out)).isTrue();
        MessageFrames frames = new MessageFrames(new ByteArrayInputStream(out.toByteArray()));
        List<JsonObject> answers = new ArrayList<>();
        for (String text = frames.next(); text != null; text = frames.next()) {
            answers.add(JsonParser.parseString(text).getAsJsonObject());
        }
        return answers;
    }

    private boolean serve(String requests, ByteArrayOutputStream out) {
        Host host =
                new Host(new Namespaces(), new ListStore(folder), folder.resolve("pins"), new ContentFolder(folder));
        try (Workers workers = new Workers(Runnable::run, Runnable::run, () -> {});
                Service service = new Service(
                        workers, host, () -> List.of(new Feature(Feature.XT_BPF, false, "No xt_bpf here.")))) {
            return new Connection(new ByteArrayInputStream(requests.getBytes(StandardCharsets.UTF_8)), out, () -> {
                        throw new IllegalStateException("memory takes all messages");
                    })
                    .serve(service);
        }
    }

    private static String request(String id, String method, String parameters) {
        return frame("{\"jsonrpc\":\"2.0\",\"id\":\"" + id + "\",\"method\":\"" + method + "\",\"params\":" + parameters
                + "}");
    }

    private static String frame(String body) {
        return "Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body;
    }

    private static Problem problem(JsonObject answer) {
        JsonElement data = answer.getAsJsonObject("error").get("data");
        return new Gson().fromJson(data, Problem.class);
    }
}
