package org.firewright.ui.deploy;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javafx.beans.value.ObservableValue;
import org.firewright.agent.api.HostState;
import org.firewright.agent.api.ListState;
import org.firewright.agent.api.NamespaceState;
import org.firewright.agent.api.Stamp;
import org.firewright.compile.Compilation;
import org.firewright.compile.PolicySet;
import org.firewright.policy.Target;
import org.firewright.ui.Texts;
import org.firewright.ui.model.HostModel;
import org.firewright.ui.model.HostsModel;
import org.firewright.ui.model.PendingModel;
import org.firewright.ui.model.PendingModel.Standing;
import org.firewright.ui.model.ProjectModel;
import org.firewright.ui.model.Unsupported;

/** What a push would change, in words. */
public final class DeployWords {
    private static final DateTimeFormatter LOCAL =
            DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ROOT).withZone(ZoneId.systemDefault());

    private final ProjectModel project;
    private final HostsModel hosts;
    private final PendingModel pending;

    public DeployWords(ProjectModel project, HostsModel hosts, PendingModel pending) {
        this.project = project;
        this.hosts = hosts;
        this.pending = pending;
    }

    /** Changes whenever the words may. */
    public ObservableValue<Map<String, Standing>> changed() {
        return pending.standingsProperty();
    }

    /** The change at this target in a word or two. */
    public ObservableValue<String> change(Target target) {
        return pending.standingsProperty()
                .map(standings -> Texts.text("change."
                        + standings
                                .getOrDefault(target.text(), Standing.UNKNOWN)
                                .name()
                                .toLowerCase(Locale.ROOT)
                                .replace('_', '-')));
    }

    /** What the target's policies come to. */
    public Optional<PolicySet> policies(Target target) {
        return Optional.ofNullable(project.compiledProperty().get()).flatMap(all -> all.at(target));
    }

    /** What is there now, what comes, and what the lists need. */
    public List<String> sentences(Target target) {
        List<String> sentences = new ArrayList<>();
        HostModel host = hosts.ensure(target.host());
        HostState picture = host.stateProperty().get();
        sentences.add(now(target, picture));
        boolean inStep = pending.standingsProperty().get().get(target.text()) == Standing.IN_STEP;
        if (inStep) {
            sentences.add(Texts.text("change.nothing"));
        }
        policies(target).filter(set -> !inStep).ifPresent(set -> {
            set.policies().forEach(policy -> sentences.addAll(rules(policy)));
            set.lists().forEach(list -> {
                boolean held = picture != null
                        && picture.lists().stream().map(ListState::digest).anyMatch(list.digest()::startsWith);
                sentences.add(Texts.text(held ? "change.list.held" : "change.list.new", list.name(), list.ranges()));
            });
            sentences.addAll(
                    Unsupported.of(host.name(), host.statusProperty().get()).sentences(List.of(set)));
            set.problems().forEach(problem -> sentences.add(problem.text()));
            set.conflicts(target).forEach(problem -> sentences.add(problem.text()));
        });
        return sentences;
    }

    /** How many rules of a policy are enforced, and how many are not. */
    private static List<String> rules(Compilation policy) {
        List<String> sentences = new ArrayList<>();
        int rules = (int)
                policy.rules().stream().filter(rule -> rule.wire().isPresent()).count();
        sentences.add(Texts.count("change.rules", rules, policy.policy().name()));
        int off = (int)
                policy.rules().stream().filter(rule -> !rule.source().enabled()).count();
        int out = policy.rules().size() - rules - off;
        if (off > 0) {
            sentences.add(Texts.count("change.off", off));
        }
        if (out > 0) {
            sentences.add(Texts.count("change.out", out));
        }
        return sentences;
    }

    private static String now(Target target, HostState picture) {
        if (picture == null) {
            return Texts.text("change.host-unknown", target.host());
        }
        Stamp stamp = picture.namespaces().stream()
                .filter(namespace -> namespace.name().equals(target.namespace()))
                .findFirst()
                .map(NamespaceState::deployed)
                .orElse(null);
        return stamp == null
                ? Texts.text("change.nothing-there")
                : Texts.text(
                        "change.there", stamp.policy(), stamp.by(), LOCAL.format(Instant.ofEpochMilli(stamp.at())));
    }
}
