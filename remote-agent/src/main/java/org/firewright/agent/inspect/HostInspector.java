package org.firewright.agent.inspect;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.firewright.agent.api.ElementPage;
import org.firewright.agent.api.ElementRequest;
import org.firewright.agent.api.HostState;
import org.firewright.agent.api.InspectRequest;
import org.firewright.agent.api.ListState;
import org.firewright.agent.api.NamespaceState;
import org.firewright.agent.api.Place;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.ProblemException;
import org.firewright.agent.api.RuleState;
import org.firewright.agent.api.RulesetListing;
import org.firewright.agent.api.RulesetRequest;
import org.firewright.agent.bpf.Bpffs;
import org.firewright.agent.iplist.ListStore;
import org.firewright.agent.nftables.NamespaceRules;
import org.firewright.agent.nftables.TableState;

/** Takes pictures of the host. What cannot be read is a problem in the picture, not the end of it. */
public final class HostInspector {
    private final Namespaces namespaces;
    private final KeptNamespaces kept;
    private final ListStore lists;
    private final Path pins;

    /**
     * Looks at a host.
     *
     * @param lists the store of its lists
     * @param pins the store's folder; may not be there
     */
    public HostInspector(Namespaces namespaces, ListStore lists, Path pins) {
        this.namespaces = namespaces;
        this.kept = new KeptNamespaces(namespaces);
        this.lists = lists;
        this.pins = pins;
    }

    /**
     * See {@link org.firewright.agent.api.AgentService#inspect}. All namespaces are read, also those that were not
     * asked for, since they may use the lists too.
     *
     * @throws IOException when not even the names of namespaces can be read
     */
    public HostState inspect(InspectRequest request) throws IOException {
        List<String> names = namespaces.names();
        Set<String> asked =
                new TreeSet<>(request == null || request.namespaces() == null ? List.of() : request.namespaces());
        boolean text = request != null && request.text();
        List<NamespaceState> states = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        Map<String, List<String>> namespacesByPin = new TreeMap<>();
        for (String name : names) {
            boolean wanted = asked.isEmpty() || asked.remove(name);
            try {
                NamespaceState state = read(name, text && wanted);
                state.rules().stream()
                        .map(RuleState::pins)
                        .flatMap(List::stream)
                        .distinct()
                        .forEach(pin -> namespacesByPin
                                .computeIfAbsent(pin, unused -> new ArrayList<>())
                                .add(name));
                if (wanted) {
                    states.add(state);
                }
            } catch (ProblemException e) {
                problems.add(e.problem());
            }
        }
        asked.forEach(name -> missing(name, problems));
        return new HostState(
                System.currentTimeMillis(),
                List.copyOf(states),
                lists(namespacesByPin, problems),
                List.copyOf(problems));
    }

    /** See {@link org.firewright.agent.api.AgentService#ruleset}. */
    public RulesetListing ruleset(RulesetRequest request) throws ProblemException {
        if (request == null) {
            throw ProblemException.of(Problem.Kind.REQUEST, "No namespace is named.", "");
        }
        return kept.look(request.namespace(), NamespaceRules::listing);
    }

    /** See {@link org.firewright.agent.api.AgentService#elements}. */
    public ElementPage elements(ElementRequest request) throws ProblemException {
        boolean sound = request != null
                && request.table() != null
                && request.set() != null
                && request.from() >= 0
                && request.count() >= 1
                && request.count() <= ElementRequest.MOST;
        if (!sound) {
            throw ProblemException.of(
                    Problem.Kind.REQUEST,
                    "A page names a table and a set, and has 1 to " + ElementRequest.MOST + " elements.",
                    "");
        }
        return kept.look(request.namespace(), rules -> rules.elements(request));
    }

    private NamespaceState read(String name, boolean text) throws ProblemException {
        try (NamespaceRules rules = namespaces.open(name)) {
            TableState state = rules.read(text);
            return new NamespaceState(
                    name, state.generation(), state.stamp(), state.rules(), state.others(), state.text());
        }
    }

    private void missing(String name, List<Problem> problems) {
        try {
            namespaces.file(name);
        } catch (ProblemException e) {
            problems.add(e.problem());
        }
    }

    private List<ListState> lists(Map<String, List<String>> namespacesByPin, List<Problem> problems) {
        if (!Bpffs.covers(pins)) {
            return List.of(); // nobody has deployed a list since the host was started
        }
        try {
            return lists.states(namespacesByPin);
        } catch (IOException e) {
            problems.add(new Problem(
                    Problem.Kind.PERMISSION,
                    Place.HOST,
                    "The lists that the kernel holds cannot be read: " + e.getMessage() + ".",
                    "Connect as root, or as a user who may use sudo."));
            return List.of();
        }
    }
}
