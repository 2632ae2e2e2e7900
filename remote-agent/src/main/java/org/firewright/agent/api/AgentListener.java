package org.firewright.agent.api;

import org.eclipse.lsp4j.jsonrpc.services.JsonNotification;
import org.eclipse.lsp4j.jsonrpc.services.JsonSegment;

/** What an agent tells a desktop unasked, as JSON-RPC 2.0 notifications. */
@JsonSegment("desktop")
public interface AgentListener {
    /** What has become of the watched namespaces' counters, once every interval; see {@link CounterReport#after}. */
    @JsonNotification
    void counters(CounterChange change);

    /** How far a running {@link AgentService#prepare} has come. */
    @JsonNotification
    void progress(Progress progress);
}
