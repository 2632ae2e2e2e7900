package org.firewright.agent;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.logging.Logger;
import org.eclipse.lsp4j.jsonrpc.JsonRpcException;
import org.eclipse.lsp4j.jsonrpc.MessageConsumer;
import org.eclipse.lsp4j.jsonrpc.MessageIssueException;
import org.eclipse.lsp4j.jsonrpc.RemoteEndpoint;
import org.eclipse.lsp4j.jsonrpc.json.JsonRpcMethod;
import org.eclipse.lsp4j.jsonrpc.json.MessageJsonHandler;
import org.eclipse.lsp4j.jsonrpc.json.StreamMessageConsumer;
import org.eclipse.lsp4j.jsonrpc.messages.Message;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseMessage;
import org.eclipse.lsp4j.jsonrpc.services.ServiceEndpoints;
import org.firewright.agent.api.AgentListener;
import org.firewright.agent.api.AgentService;
import org.firewright.agent.api.MessageFrames;
import org.firewright.agent.api.Place;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.WireFormat;

/** The desktop at the other end of two streams. */
final class Connection {
    private static final Logger LOG = Logger.getLogger(Connection.class.getName());

    private final MessageFrames frames;
    private final MessageJsonHandler json;
    private final MessageConsumer desktop;

    /**
     * Prepares to serve; nothing is read yet.
     *
     * @param gone is run, on any thread, when the desktop does not take messages any more
     */
    Connection(InputStream in, OutputStream out, Runnable gone) {
        Map<String, JsonRpcMethod> methods = new HashMap<>(ServiceEndpoints.getSupportedMethods(AgentService.class));
        methods.putAll(ServiceEndpoints.getSupportedMethods(AgentListener.class));
        frames = new MessageFrames(in);
        json = WireFormat.handler(methods);
        StreamMessageConsumer stream = new StreamMessageConsumer(out, json);
        desktop = message -> {
            try {
                stream.consume(message);
            } catch (JsonRpcException e) {
                LOG.info(() -> "The desktop is gone: " + e.getMessage());
                gone.run();
            }
        };
    }

    /**
     * Answers requests until the desktop ends the stream.
     *
     * @return whether the stream ended as it should; false when what came could not be read, and the log tells why
     */
    boolean serve(Service service) {
        RemoteEndpoint endpoint = new RemoteEndpoint(desktop, ServiceEndpoints.toEndpoint(service), Faults::answer);
        json.setMethodProvider(endpoint);
        endpoint.setJsonHandler(json);
        service.connect(ServiceEndpoints.toServiceObject(endpoint, AgentListener.class));
        try {
            for (String text = frames.next(); text != null; text = frames.next()) {
                receive(text, endpoint);
            }
            return true;
        } catch (IOException e) {
            LOG.severe(() -> "The desktop's messages cannot be read: " + e.getMessage());
            return false;
        }
    }

    private void receive(String text, RemoteEndpoint endpoint) {
        Message message;
        try {
            message = json.parseMessage(text);
        } catch (JsonParseException | MessageIssueException | IllegalStateException | NumberFormatException e) {
            refuse(text, e);
            return;
        }
        if (message == null) {
            LOG.warning("A message holds nothing.");
            return;
        }
        endpoint.consume(message);
    }

    /** Answers what cannot be understood as well as it can be answered: whoever asked must not wait for ever. */
    private void refuse(String text, Exception why) {
        Problem problem = new Problem(
                Problem.Kind.REQUEST,
                Place.HOST,
                "The agent cannot read the request: " + firstLine(why) + ".",
                "Desktop and agent may be of different versions: reconnect, so that the desktop brings its own agent.");
        LOG.warning(problem.text());
        JsonPrimitive id = id(text);
        if (id == null) {
            return;
        }
        ResponseMessage answer = new ResponseMessage();
        if (id.isNumber()) {
            answer.setId(id.getAsInt());
        } else {
            answer.setId(id.getAsString());
        }
        answer.setError(Faults.answer(problem));
        desktop.consume(answer);
    }

    /** What a parser has to say, without the advice that Gson's messages carry in further lines. */
    private static String firstLine(Exception why) {
        Throwable cause = why instanceof MessageIssueException issue
                ? issue.getIssues().getFirst().getCause()
                : why;
        String message = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        String line = message.lines().findFirst().orElse("").replaceFirst("^[a-zA-Z.]+Exception: ", "");
        return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
    }

    /** The identity of the request that the text seems to hold, null where there is none. */
    private static JsonPrimitive id(String text) {
        try {
            JsonElement element = JsonParser.parseString(text);
            boolean request = element instanceof JsonObject object && object.has("method");
            return request && element.getAsJsonObject().get("id") instanceof JsonPrimitive id && !id.isBoolean()
                    ? id
                    : null;
        } catch (JsonParseException e) {
            return null; // not even JSON: nobody can be answered, and the log has it
        }
    }
}
