package org.firewright.agent.api;

import org.eclipse.lsp4j.jsonrpc.services.JsonNotification;
import org.eclipse.lsp4j.jsonrpc.services.JsonSegment;

/** What an agent tells a desktop unasked, as JSON-RPC 2.0 notifications. */
@JsonSegment("desktop")
public interface AgentListener {
    /** The counters of the watched namespaces, once every interval. */
    @JsonNotification
    void counters(CounterReport report);

    /** How far a running {@link AgentService#prepare} has come. */
    @JsonNotification
    void progress(Progress progress);
}
