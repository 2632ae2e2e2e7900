package org.firewright.agent.api;

import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;
import org.eclipse.lsp4j.jsonrpc.services.JsonSegment;

/**
 * What a desktop asks of an agent, as JSON-RPC 2.0 requests on the agent's standard streams. A request that cannot be
 * met fails with error code {@link Problem#ERROR_CODE} and a {@link Problem} as the error's data.
 */
@JsonSegment("agent")
public interface AgentService {
    /** The protocol that both sides must speak; raised with every change that an older side would misunderstand. */
    int PROTOCOL = 7;

    /** Must be the first request; refused when the protocols differ. */
    @JsonRequest
    CompletableFuture<Hello> hello(HelloRequest request);

    /** Which of these contents the host does not hold yet, neither as a kernel object nor as a file. */
    @JsonRequest
    CompletableFuture<MissingContents> missing(ContentRequest request);

    /**
     * Loads lists and programs under content-addressed pins and tries every namespace's batch without applying it.
     * Nothing that a packet could notice has changed afterwards.
     */
    @JsonRequest
    CompletableFuture<Preparation> prepare(Deployment deployment);

    /** Applies one prepared namespace in one transaction: all of it or nothing. */
    @JsonRequest
    CompletableFuture<Commit> commit(CommitRequest request);

    /** Removes our table from the named namespaces, and then what no namespace uses any more. */
    @JsonRequest
    CompletableFuture<Removal> remove(RemoveRequest request);

    /** One consistent picture of the host. */
    @JsonRequest
    CompletableFuture<HostState> inspect(InspectRequest request);

    /** Everything that is in a namespace's nf_tables, whoever made it, except the elements of named sets. */
    @JsonRequest
    CompletableFuture<RulesetListing> ruleset(RulesetRequest request);

    /** Some elements of a set, page by page. */
    @JsonRequest
    CompletableFuture<ElementPage> elements(ElementRequest request);

    /**
     * Starts, changes (by asking again) or with no namespaces stops the flow of {@link AgentListener#counters} and
     * {@link AgentListener#changed}.
     */
    @JsonRequest
    CompletableFuture<WatchRequest> watch(WatchRequest request);

    /**
     * Starts, changes or with an empty namespace stops the flow of {@link AgentListener#traced}: the way of packets that
     * somebody's rule has marked with {@code meta nftrace set 1}. Nothing is changed in the namespace.
     */
    @JsonRequest
    CompletableFuture<TraceRequest> trace(TraceRequest request);
}
