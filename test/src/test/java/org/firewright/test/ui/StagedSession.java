package org.firewright.test.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.firewright.agent.api.BlockListing;
import org.firewright.agent.api.Commit;
import org.firewright.agent.api.CommitRequest;
import org.firewright.agent.api.ContentRequest;
import org.firewright.agent.api.CounterReport;
import org.firewright.agent.api.Deployment;
import org.firewright.agent.api.ElementPage;
import org.firewright.agent.api.ElementRequest;
import org.firewright.agent.api.Feature;
import org.firewright.agent.api.Hello;
import org.firewright.agent.api.HostState;
import org.firewright.agent.api.InspectRequest;
import org.firewright.agent.api.ListContent;
import org.firewright.agent.api.ListState;
import org.firewright.agent.api.MapState;
import org.firewright.agent.api.MissingContents;
import org.firewright.agent.api.NamespaceCounters;
import org.firewright.agent.api.NamespaceState;
import org.firewright.agent.api.Preparation;
import org.firewright.agent.api.PreparedList;
import org.firewright.agent.api.PreparedNamespace;
import org.firewright.agent.api.Removal;
import org.firewright.agent.api.RemoveRequest;
import org.firewright.agent.api.Rule;
import org.firewright.agent.api.RuleCounter;
import org.firewright.agent.api.RuleListing;
import org.firewright.agent.api.RuleState;
import org.firewright.agent.api.Ruleset;
import org.firewright.agent.api.RulesetListing;
import org.firewright.agent.api.RulesetRequest;
import org.firewright.agent.api.Stamp;
import org.firewright.agent.api.TableListing;
import org.firewright.agent.api.WatchRequest;
import org.firewright.test.PlayedSession;

/**
 * A host that is only played: it holds what is deployed to it, and its counters run through a minute in no time, so
 * that pictures have lines.
 */
final class StagedSession extends PlayedSession {
    private static final long START = 1_790_000_000_000L;
    private static final long LIST_BYTES = 9_644_032;

    /** How many elements the set in others' table has. */
    static final int CLERKS = 450;

    private final List<Feature> features;
    private final Map<String, Ruleset> rulesets = new TreeMap<>();
    private final Map<String, ListContent> lists = new TreeMap<>();
    private Deployment prepared;
    private volatile int intervalMillis;

    StagedSession(String host) {
        this(host, List.of());
    }

    /** One that can or cannot do these things. */
    StagedSession(String host, List<Feature> features) {
        super(host);
        this.features = features;
    }

    @Override
    public Hello hello() {
        Hello usual = super.hello();
        return new Hello(
                usual.protocol(),
                usual.agentVersion(),
                usual.hostName(),
                usual.kernel(),
                usual.architecture(),
                usual.java(),
                usual.root(),
                features);
    }

    /** How often counters were last asked for, in milliseconds; 0 before that. */
    int intervalMillis() {
        return intervalMillis;
    }

    @Override
    public CompletableFuture<MissingContents> missing(ContentRequest request) {
        return CompletableFuture.completedFuture(new MissingContents(request.lists().stream()
                .map(ListContent::digest)
                .filter(digest -> !lists.containsKey(digest))
                .toList()));
    }

    @Override
    public CompletableFuture<Preparation> prepare(Deployment deployment) {
        prepared = deployment;
        List<PreparedList> states = deployment.lists().stream()
                .map(list -> new PreparedList(
                        list.name(),
                        list.digest(),
                        lists.putIfAbsent(list.digest(), list) == null,
                        84,
                        LIST_BYTES,
                        false))
                .toList();
        List<PreparedNamespace> namespaces = deployment.rulesets().stream()
                .map(ruleset -> new PreparedNamespace(ruleset.namespace(), 1, null, false))
                .toList();
        return CompletableFuture.completedFuture(new Preparation("1", namespaces, states, List.of()));
    }

    @Override
    public CompletableFuture<Commit> commit(CommitRequest request) {
        Ruleset ruleset = prepared.rulesets().stream()
                .filter(each -> each.namespace().equals(request.namespace()))
                .findFirst()
                .orElseThrow();
        rulesets.put(ruleset.namespace(), ruleset);
        return CompletableFuture.completedFuture(new Commit(ruleset.namespace(), stamp(ruleset), true, 3.4));
    }

    @Override
    public CompletableFuture<Removal> remove(RemoveRequest request) {
        return CompletableFuture.completedFuture(new Removal(List.of(), List.of()));
    }

    @Override
    public CompletableFuture<HostState> inspect(InspectRequest request) {
        List<NamespaceState> namespaces = new ArrayList<>();
        for (String name : List.of(Ruleset.ROOT, "acme", "globex", "initech")) {
            Ruleset ruleset = rulesets.get(name);
            List<RuleState> rules = ruleset == null
                    ? List.of()
                    : rules(ruleset).stream()
                            .map(rule -> new RuleState(rule.id(), rule.name(), "forward", 4, 1, 1, List.of()))
                            .toList();
            namespaces.add(new NamespaceState(
                    name, 1, ruleset == null ? null : stamp(ruleset), rules, List.of(), ruleset == null ? null : ""));
        }
        List<ListState> states = new ArrayList<>();
        long id = 41;
        for (ListContent list : lists.values()) {
            MapState map = new MapState(id++, "/sys/fs/bpf/firewright/x", "lpm_trie", list.ranges(), LIST_BYTES, true);
            states.add(new ListState(list.digest().substring(0, 16), List.of(map), List.copyOf(rulesets.keySet())));
        }
        return CompletableFuture.completedFuture(new HostState(START, namespaces, states, List.of()));
    }

    @Override
    public CompletableFuture<RulesetListing> ruleset(RulesetRequest request) {
        List<TableListing> tables = new ArrayList<>();
        tables.add(new TableListing(
                "ip",
                "shop",
                false,
                "table ip shop {\n",
                List.of(
                        new BlockListing(
                                BlockListing.Kind.SET,
                                "clerks",
                                "\tset clerks {\n\t\ttype ipv4_addr\n\t}\n",
                                List.of(),
                                CLERKS),
                        new BlockListing(
                                BlockListing.Kind.CHAIN,
                                "counter",
                                "\tchain counter {\n\t\ttype filter hook input priority filter; policy accept;\n",
                                List.of(new RuleListing(
                                        "tcp dport { 80, 443 } counter packets 1204 bytes 77056 accept",
                                        7,
                                        "",
                                        true,
                                        "",
                                        1204,
                                        77_056,
                                        List.of())),
                                -1))));
        Ruleset ruleset = rulesets.get(request.namespace());
        if (ruleset != null) {
            List<RuleListing> rules = rules(ruleset).stream()
                    .map(rule -> new RuleListing(
                            "counter name \"" + rule.counter() + "\" drop comment \"" + rule.name() + "\"",
                            rule.number(),
                            rule.id(),
                            true,
                            rule.counter(),
                            1,
                            64,
                            List.of()))
                    .toList();
            String head = "\tchain forward {\n\t\ttype filter hook forward priority filter; policy accept;\n";
            tables.add(new TableListing(
                    "inet",
                    Ruleset.TABLE,
                    true,
                    "table inet firewright {\n",
                    List.of(new BlockListing(BlockListing.Kind.CHAIN, "forward", head, rules, -1))));
        }
        return CompletableFuture.completedFuture(new RulesetListing(request.namespace(), 1, tables));
    }

    @Override
    public CompletableFuture<ElementPage> elements(ElementRequest request) {
        List<String> page = LongStream.range(request.from(), Math.min(request.from() + request.count(), CLERKS))
                .mapToObj(i -> "10.1." + i / 250 + "." + i % 250)
                .toList();
        return CompletableFuture.completedFuture(
                new ElementPage(1, request.from(), page, 1, request.from() + page.size() < CLERKS));
    }

    @Override
    public CompletableFuture<WatchRequest> watch(WatchRequest request) {
        intervalMillis = request.intervalMillis();
        for (int second = 0; second <= 60; second++) {
            List<NamespaceCounters> all = new ArrayList<>();
            for (String name : request.namespaces()) {
                all.add(counters(name, second));
            }
            tell(new CounterReport(START + second * 1000L, all, LIST_BYTES * lists.size(), List.of()));
        }
        return CompletableFuture.completedFuture(request);
    }

    private NamespaceCounters counters(String name, int second) {
        Ruleset ruleset = rulesets.get(name);
        if (ruleset == null) {
            return new NamespaceCounters(name, "", List.of());
        }
        List<RuleCounter> all = new ArrayList<>();
        for (Rule rule : rules(ruleset)) {
            long packets = 0;
            int pace = Math.floorMod(rule.id().hashCode(), 2000);
            for (int i = 0; i < second; i++) {
                packets += pace + (long) (pace * 0.3 * Math.sin(i / 4.0 + pace)) + (i * 7919L + pace) % 97;
            }
            all.add(new RuleCounter(rule.id(), packets, packets * 64));
        }
        return new NamespaceCounters(name, ruleset.digest(), all);
    }

    private static List<Rule> rules(Ruleset ruleset) {
        return ruleset.chains().stream()
                .flatMap(chain -> chain.rules().stream())
                .toList();
    }

    private static Stamp stamp(Ruleset ruleset) {
        return new Stamp(ruleset.digest(), ruleset.policy(), "ada@desktop", START);
    }
}
