package org.firewright.agent.deploy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Logger;
import org.firewright.agent.api.ListState;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.ProblemException;
import org.firewright.agent.api.RuleState;
import org.firewright.agent.nftables.NamespaceRules;

/** Frees what no rule uses any more, and what a killed agent left behind. */
final class Collector {
    private static final Logger LOG = Logger.getLogger(Collector.class.getName());

    private final Host host;

    Collector(Host host) {
        this.host = host;
    }

    /**
     * Collects; when the rules of any namespace cannot be read, nothing is.
     *
     * @param planned pins that a plan needs which is not committed yet
     * @return the pins that were removed, as paths
     */
    List<String> run(Set<String> planned) throws IOException {
        if (!host.hasPins()) {
            return List.of();
        }
        Set<String> used = new HashSet<>(planned);
        for (String namespace : host.namespaces().names()) {
            try (NamespaceRules rules = host.namespaces().open(namespace)) {
                for (RuleState rule : rules.read(false).rules()) {
                    used.addAll(rule.pins());
                }
            } catch (ProblemException e) {
                if (e.problem().kind() == Problem.Kind.NOT_FOUND) {
                    continue; // gone since its name was read, or only a file without a namespace
                }
                LOG.warning(() -> "nothing is collected: " + e.getMessage());
                return List.of();
            }
        }
        List<Path> pins = new ArrayList<>(host.programs().collect(used));
        // A list is used, too, where a rule's own program looks into its maps.
        Set<Long> maps = host.programs().mapIds(used);
        for (ListState list : host.lists().states(Map.of())) {
            list.maps().stream().filter(map -> maps.contains(map.id())).forEach(map -> used.add(map.pin()));
        }
        pins.addAll(host.lists().collect(used));
        List<String> removed = pins.stream().map(Path::toString).toList();
        LOG.info(() -> "collected " + removed);
        return removed;
    }
}
