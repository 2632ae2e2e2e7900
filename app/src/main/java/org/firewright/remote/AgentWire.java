package org.firewright.remote;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.lsp4j.jsonrpc.RemoteEndpoint;
import org.eclipse.lsp4j.jsonrpc.json.JsonRpcMethod;
import org.eclipse.lsp4j.jsonrpc.json.MessageJsonHandler;
import org.eclipse.lsp4j.jsonrpc.json.StreamMessageConsumer;
import org.eclipse.lsp4j.jsonrpc.messages.Message;
import org.eclipse.lsp4j.jsonrpc.services.ServiceEndpoints;
import org.firewright.agent.api.AgentListener;
import org.firewright.agent.api.AgentService;
import org.firewright.agent.api.MessageFrames;
import org.firewright.agent.api.WireFormat;

/** JSON-RPC 2.0 with an agent at the other end of two streams. */
final class AgentWire {
    private final MessageFrames frames;
    private final MessageJsonHandler json;
    private final RemoteEndpoint endpoint;
    private final AgentService service;

    /**
     * Connects the streams; requests can be sent at once, answers come in once {@link #listen} runs.
     *
     * @param listener is told what the agent tells unasked, on the thread that listens
     */
    AgentWire(InputStream in, OutputStream out, AgentListener listener) {
        WireLog.redirect();
        Map<String, JsonRpcMethod> methods = new HashMap<>(ServiceEndpoints.getSupportedMethods(AgentService.class));
        methods.putAll(ServiceEndpoints.getSupportedMethods(AgentListener.class));
        frames = new MessageFrames(in);
        json = WireFormat.handler(methods);
        endpoint = new RemoteEndpoint(new StreamMessageConsumer(out, json), ServiceEndpoints.toEndpoint(listener));
        json.setMethodProvider(endpoint);
        endpoint.setJsonHandler(json);
        service = ServiceEndpoints.toServiceObject(endpoint, AgentService.class);
    }

    /** The agent, as requests see it. */
    AgentService service() {
        return service;
    }

    /**
     * Takes in messages until the agent ends the stream.
     *
     * @throws IOException when the stream breaks, or what comes is not a message of the contract
     */
    void listen() throws IOException {
        for (String text = frames.next(); text != null; text = frames.next()) {
            try {
                Message message = json.parseMessage(text);
                if (message == null) {
                    throw new IOException("a message holds nothing");
                }
                endpoint.consume(message);
            } catch (RuntimeException e) {
                // LSP4J and Gson tell by several of them that a message is none.
                throw new IOException("a message cannot be read: " + e.getMessage(), e);
            }
        }
    }
}
