package org.firewright.ui.rules;

import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import org.firewright.agent.api.AddressRanges;
import org.firewright.compile.Compilation;
import org.firewright.compile.CompiledProject;
import org.firewright.compile.ProjectList;
import org.firewright.policy.Location;
import org.firewright.policy.Policy;
import org.firewright.policy.PolicyRule;
import org.firewright.policy.Project;
import org.firewright.policy.ProjectProblem;
import org.firewright.policy.Target;
import org.firewright.ui.Texts;
import org.firewright.ui.model.Findings;
import org.firewright.ui.model.Live;
import org.firewright.ui.model.NamespaceModel;
import org.firewright.ui.model.Navigation;
import org.firewright.ui.model.ProjectModel;
import org.firewright.ui.model.Unsupported;
import org.firewright.ui.parts.Format;

/** The rules of the policy that the chosen namespace shall enforce, with that namespace's counters. */
public final class RuleTable {
    private final ProjectModel project;
    private final Navigation navigation;
    private final ObservableList<RuleRow> rows = FXCollections.observableArrayList();
    private final FilteredList<RuleRow> shown = new FilteredList<>(rows);
    private final StringProperty query = new SimpleStringProperty(this, "query", "");
    private final ReadOnlyObjectWrapper<Policy> policy = new ReadOnlyObjectWrapper<>(this, "policy");
    private final ReadOnlyObjectWrapper<Compilation> compilation = new ReadOnlyObjectWrapper<>(this, "compilation");
    private final ReadOnlyObjectWrapper<Map<String, Live>> counters =
            new ReadOnlyObjectWrapper<>(this, "counters", Map.of());
    private final ReadOnlyObjectWrapper<List<Integer>> selected =
            new ReadOnlyObjectWrapper<>(this, "selected", List.of());
    private final ReadOnlyObjectWrapper<RuleRow> chosen = new ReadOnlyObjectWrapper<>(this, "chosen");
    private final ChangeListener<Map<String, Live>> live = (observable, before, now) -> counters.set(now);
    private final ChangeListener<List<String>> wanted = (observable, before, now) -> showPolicy();
    private final ObservableValue<Unsupported> unsupported;
    private Map<PolicyRule, RuleRow.Content> lastCompiled = Map.of();

    RuleTable(ProjectModel project, Navigation navigation) {
        this.project = project;
        this.navigation = navigation;
        unsupported = navigation
                .hostProperty()
                .flatMap(host -> host.statusProperty().map(status -> Unsupported.of(host.name(), status)))
                .orElse(Unsupported.NONE);
        unsupported.addListener((observable, before, now) -> showPolicy());
        project.projectProperty().addListener((observable, before, now) -> showPolicy());
        project.compiledProperty().addListener((observable, before, now) -> showPolicy());
        project.findingsProperty().addListener((observable, before, now) -> showPolicy());
        navigation.namespaceProperty().addListener((observable, before, now) -> {
            listen(before, now);
            showPolicy();
        });
        query.addListener((observable, before, now) -> filter());
        navigation.policyProperty().addListener((observable, before, now) -> showPolicy());
        navigation.seeingProperty().addListener((observable, before, now) -> {
            if (!now.isEmpty()) {
                query.set(now);
            }
        });
        navigation.ruleProperty().addListener((observable, before, now) -> show(now.intValue()));
        listen(null, navigation.namespaceProperty().get());
        showPolicy();
    }

    /** Chooses the rule that somebody wants to see, whatever the query hides. */
    private void show(int index) {
        if (index >= 0 && index < rows.size()) {
            query.set("");
            select(List.of(index));
        }
    }

    /** All, in the policy's order. */
    public ObservableList<RuleRow> rows() {
        return rows;
    }

    /** Those that the query asks for. */
    public FilteredList<RuleRow> shown() {
        return shown;
    }

    /** Words, {@code $list} or an address; blank shows all rules. */
    public StringProperty queryProperty() {
        return query;
    }

    /** The chosen namespace's policy; null where it has none. */
    public ReadOnlyObjectProperty<Policy> policyProperty() {
        return policy.getReadOnlyProperty();
    }

    /** What that policy comes to; null while that is not known. */
    public ReadOnlyObjectProperty<Compilation> compilationProperty() {
        return compilation.getReadOnlyProperty();
    }

    /** The chosen namespace's counters by rule identity; replaced as a whole with every reading. */
    public ReadOnlyObjectProperty<Map<String, Live>> countersProperty() {
        return counters.getReadOnlyProperty();
    }

    /** A rule's counter in the chosen namespace; empty where it is not in force there. */
    public Optional<Live> live(RuleRow row) {
        return Optional.ofNullable(counters.get().get(row.id()));
    }

    /** A rule's packets a second in the chosen namespace over the last minute, oldest first. */
    List<Double> minute(RuleRow row) {
        NamespaceModel namespace = navigation.namespaceProperty().get();
        return namespace == null ? List.of() : namespace.minute(row.id());
    }

    /** Places of the selected rules, in order; the same object while nothing has changed. */
    public ReadOnlyObjectProperty<List<Integer>> selectedProperty() {
        return selected.getReadOnlyProperty();
    }

    /** The rule that the editor shows; null where none is selected. */
    public ReadOnlyObjectProperty<RuleRow> chosenProperty() {
        return chosen.getReadOnlyProperty();
    }

    /** The selected rules, in order. */
    public List<RuleRow> selectedRows() {
        return selected.get().stream().map(rows::get).toList();
    }

    /** Selects rules by their places; the first of them is chosen. */
    public void select(List<Integer> indices) {
        select(indices, indices.isEmpty() ? -1 : indices.getFirst());
    }

    /** Selects rules, and chooses one of them. */
    public void select(List<Integer> indices, int chosenIndex) {
        List<Integer> sorted = indices.stream()
                .filter(index -> index >= 0 && index < rows.size())
                .sorted()
                .distinct()
                .toList();
        if (!sorted.equals(selected.get())) {
            selected.set(sorted);
        }
        chosen.set(
                sorted.contains(chosenIndex)
                        ? rows.get(chosenIndex)
                        : sorted.isEmpty() ? null : rows.get(sorted.getFirst()));
    }

    /** The project's lists by name, and how many entries each has in a word or two. */
    Map<String, String> listSizes() {
        Project open = project.projectProperty().get();
        CompiledProject compiled = project.compiledProperty().get();
        Map<String, String> sizes = new LinkedHashMap<>();
        if (open != null) {
            open.lists()
                    .forEach(list -> sizes.put(
                            list.name(),
                            Optional.ofNullable(compiled)
                                    .flatMap(all -> all.list(list.name()))
                                    .map(read -> Texts.text(
                                            "list.entries",
                                            Format.number(read.read().entries())))
                                    .orElse("")));
        }
        return sizes;
    }

    private void listen(NamespaceModel before, NamespaceModel now) {
        if (before != null) {
            before.liveProperty().removeListener(live);
            before.policiesProperty().removeListener(wanted);
        }
        if (now != null) {
            now.liveProperty().addListener(live);
            now.policiesProperty().addListener(wanted);
        }
        counters.set(now == null ? Map.of() : now.liveProperty().get());
    }

    private void showPolicy() {
        NamespaceModel namespace = navigation.namespaceProperty().get();
        Project open = project.projectProperty().get();
        Policy before = policy.get();
        Policy now = namespace == null || open == null ? null : wanted(open, namespace);
        CompiledProject all = project.compiledProperty().get();
        Compilation result = now == null || all == null
                ? null
                : Stream.concat(
                                all.at(target(namespace)).stream().flatMap(set -> set.all().stream()),
                                all.policy(now.name()).stream())
                        .filter(each -> each.policy().name().equals(now.name())
                                && each.policy().rules().equals(now.rules()))
                        .findFirst()
                        .orElse(null);
        if (result != null) {
            lastCompiled = contents(result, project.findingsProperty().get(), unsupported.getValue());
        }
        policy.set(now);
        showRules(now);
        compilation.set(result);
        boolean another = before == null || now == null || !before.name().equals(now.name());
        if (another || rows.size() != before.rules().size()) {
            filter();
        }
        List<Integer> first = rows.isEmpty() ? List.of() : List.of(0);
        select(
                another || selected.get().isEmpty() ? first : selected.get(),
                chosen.get() == null ? -1 : chosen.get().index());
    }

    /** The policy or group that is chosen among a namespace's, or its first one; null where it has none. */
    private Policy wanted(Project open, NamespaceModel namespace) {
        List<Policy> all = open.mentioned(target(namespace));
        String chosenName = navigation.policyProperty().get();
        return all.stream()
                .filter(each -> each.name().equals(chosenName))
                .findFirst()
                .or(() -> all.stream().findFirst())
                .flatMap(each -> open.policy(each.name()))
                .orElse(null);
    }

    private static Target target(NamespaceModel namespace) {
        return new Target(
                namespace.host(), namespace.name(), namespace.policiesProperty().get(), Map.of());
    }

    private void showRules(Policy now) {
        int size = now == null ? 0 : now.rules().size();
        if (rows.size() > size) {
            rows.remove(size, rows.size());
        }
        for (int i = 0; i < Math.min(size, rows.size()); i++) {
            rows.get(i).show(content(now.rules().get(i)));
        }
        if (rows.size() < size) {
            int from = rows.size();
            rows.addAll(java.util.stream.IntStream.range(from, size)
                    .mapToObj(
                            i -> new RuleRow(i, policy::get, content(now.rules().get(i))))
                    .toList());
        }
    }

    /** A rule that has not changed keeps what the compiler said of it, so that rows do not jump while one types. */
    private RuleRow.Content content(PolicyRule rule) {
        RuleRow.Content known = lastCompiled.get(rule);
        return known == null ? new RuleRow.Content(rule, Optional.empty(), List.of()) : known;
    }

    private static Map<PolicyRule, RuleRow.Content> contents(
            Compilation result, Findings findings, Unsupported unsupported) {
        Map<Integer, List<ProjectProblem>> problems = result.problems().stream()
                .filter(problem -> problem.location() instanceof Location.InRule)
                .collect(Collectors.groupingBy(problem -> ((Location.InRule) problem.location()).number()));
        String policy = result.policy().name();
        Map<PolicyRule, RuleRow.Content> contents = new HashMap<>();
        result.rules()
                .forEach(rule -> contents.put(
                        rule.source(),
                        new RuleRow.Content(
                                rule.source(),
                                Optional.of(rule),
                                Stream.of(
                                                problems.getOrDefault(rule.number(), List.of()),
                                                unsupported.problems(policy, rule),
                                                findings.at(policy, rule.source()))
                                        .flatMap(List::stream)
                                        .toList())));
        return contents;
    }

    private void filter() {
        if (query.get().isBlank() || policy.get() == null) {
            if (shown.getPredicate() != null) {
                shown.setPredicate(null);
            }
            return;
        }
        BitSet matching = RuleFilter.matching(query.get(), policy.get().rules(), ranges());
        shown.setPredicate(row -> matching.get(row.index()));
    }

    private Map<String, AddressRanges> ranges() {
        CompiledProject compiled = project.compiledProperty().get();
        return compiled == null
                ? Map.of()
                : compiled.lists().stream()
                        .collect(Collectors.toUnmodifiableMap(
                                ProjectList::name, list -> list.read().ranges()));
    }
}
