package org.firewright.agent.api;

import org.eclipse.lsp4j.jsonrpc.services.JsonNotification;
import org.eclipse.lsp4j.jsonrpc.services.JsonSegment;

/** What an agent tells a desktop unasked, as JSON-RPC 2.0 notifications. */
@JsonSegment("desktop")
public interface AgentListener {
    /** What has become of the watched namespaces' counters, once every interval; see {@link CounterReport#after}. */
    @JsonNotification
    void counters(CounterChange change);

    /** The rules of a watched namespace have changed: told within a tenth of a second, whoever changed them. */
    @JsonNotification
    void changed(RulesetChange change);

    /** A step of a packet that {@link AgentService#trace} asked for; steps come in order. */
    @JsonNotification
    void traced(TraceStep step);

    /** How far a running {@link AgentService#prepare} has come. */
    @JsonNotification
    void progress(Progress progress);
}
