package org.firewright.ui.frame;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.firewright.compile.CompiledProject;
import org.firewright.compile.ProjectList;
import org.firewright.expression.IpAddress;
import org.firewright.policy.ListDefinition;
import org.firewright.policy.Policy;
import org.firewright.policy.PolicyRule;
import org.firewright.policy.Project;
import org.firewright.ui.Texts;
import org.firewright.ui.model.Area;
import org.firewright.ui.model.Deed;
import org.firewright.ui.model.HostModel;
import org.firewright.ui.model.HostsModel;
import org.firewright.ui.model.NamespaceModel;
import org.firewright.ui.model.Navigation;
import org.firewright.ui.model.ProjectModel;

/** Finds rules, lists, hosts, addresses and deeds by what somebody types. */
final class FinderModel {
    /** The most that is shown. */
    static final int MOST = 50;

    private final ProjectModel project;
    private final HostsModel hosts;
    private final Navigation navigation;
    private final Supplier<List<Deed>> deeds;

    FinderModel(ProjectModel project, HostsModel hosts, Navigation navigation, Supplier<List<Deed>> deeds) {
        this.project = project;
        this.hosts = hosts;
        this.navigation = navigation;
        this.deeds = deeds;
    }

    private record Scored(Find find, int score) {}

    /** The best finds, best first: every word must be in the title or the detail. Empty text finds all deeds. */
    List<Find> search(String text) {
        String[] words = text.strip().toLowerCase(Locale.ROOT).split("\\s+", -1);
        List<Find> candidates = new ArrayList<>(addresses(text.strip()));
        int certain = candidates.size();
        if (!text.isBlank()) {
            candidates.addAll(rules());
            candidates.addAll(lists());
            candidates.addAll(targets());
        }
        candidates.addAll(deeds());
        List<Find> found = new ArrayList<>(candidates.subList(0, certain));
        candidates.stream()
                .skip(certain)
                .map(find -> new Scored(find, score(find, words)))
                .filter(scored -> scored.score > 0)
                .sorted(Comparator.comparingInt((Scored scored) -> -scored.score)
                        .thenComparing(scored -> scored.find.kind()))
                .limit(MOST - certain)
                .map(Scored::find)
                .forEach(found::add);
        return found;
    }

    /** 0 where a word is missing; more the nearer the words are to the title's beginning. */
    private static int score(Find find, String[] words) {
        String title = find.title().toLowerCase(Locale.ROOT);
        String detail = find.detail().toLowerCase(Locale.ROOT);
        int score = 1;
        for (String word : words) {
            if (title.startsWith(word)) {
                score += 8;
            } else if (title.contains(" " + word)) {
                score += 4;
            } else if (title.contains(word)) {
                score += 2;
            } else if (!detail.contains(word)) {
                return 0;
            }
        }
        return score;
    }

    private List<Find> addresses(String text) {
        Optional<IpAddress> address = IpAddress.parse(text);
        CompiledProject compiled = project.compiledProperty().get();
        if (address.isEmpty() || compiled == null) {
            return List.of();
        }
        List<Find> finds = new ArrayList<>(lists(compiled, address.get()));
        NamespaceModel chosen = navigation.namespaceProperty().get();
        if (chosen != null && !chosen.policiesProperty().get().isEmpty()) {
            finds.add(new Find(
                    Find.Kind.RULE,
                    Texts.text("finder.sees", address.get().text()),
                    Texts.text("finder.sees.where", chosen.text()),
                    () -> showSeeing(address.get().text())));
        }
        return finds;
    }

    /** The lists that hold an address, or that none does. */
    private List<Find> lists(CompiledProject compiled, IpAddress address) {
        List<Find> finds = compiled.lists().stream()
                .filter(list -> contains(list, address))
                .limit(MOST - 1L)
                .map(list -> new Find(
                        Find.Kind.ADDRESS,
                        "$" + list.name(),
                        Texts.text("finder.contains", address.text()),
                        () -> showList(list.name())))
                .toList();
        return finds.isEmpty()
                ? List.of(new Find(
                        Find.Kind.ADDRESS,
                        address.text(),
                        Texts.text("finder.nowhere"),
                        () -> navigation.areaProperty().set(Area.LISTS)))
                : finds;
    }

    private static boolean contains(ProjectList list, IpAddress address) {
        return address.v6()
                ? list.read().ranges().contains(address.upper(), address.lower())
                : list.read().ranges().contains((int) address.lower());
    }

    private List<Find> rules() {
        List<Find> finds = new ArrayList<>();
        Project open = project.projectProperty().get();
        for (Policy policy : open == null ? List.<Policy>of() : open.policies()) {
            for (int i = 0; i < policy.rules().size(); i++) {
                PolicyRule rule = policy.rules().get(i);
                int index = i;
                finds.add(new Find(
                        Find.Kind.RULE,
                        rule.name(),
                        Texts.text("finder.rule", policy.name(), index + 1, rule.when()),
                        () -> showRule(policy.name(), index)));
            }
        }
        return finds;
    }

    private List<Find> lists() {
        Project open = project.projectProperty().get();
        return open == null
                ? List.of()
                : open.lists().stream()
                        .map(ListDefinition::name)
                        .map(name ->
                                new Find(Find.Kind.LIST, "$" + name, Texts.text("finder.list"), () -> showList(name)))
                        .toList();
    }

    private List<Find> targets() {
        List<Find> finds = new ArrayList<>();
        for (HostModel host : hosts.hosts()) {
            finds.add(new Find(Find.Kind.TARGET, host.name(), Texts.text("finder.host"), () -> {
                navigation.choose(host, null);
                navigation.areaProperty().set(Area.INSPECT);
            }));
            for (NamespaceModel namespace : host.namespaces()) {
                String policies = String.join(", ", namespace.policiesProperty().get());
                finds.add(new Find(
                        Find.Kind.TARGET,
                        namespace.text(),
                        policies.isEmpty() ? Texts.text("standing.none") : Texts.text("finder.policy", policies),
                        () -> {
                            navigation.choose(host, namespace);
                            navigation.areaProperty().set(Area.RULES);
                        }));
            }
        }
        return finds;
    }

    /** All but to search, as that is being done. */
    private List<Find> deeds() {
        return deeds.get().stream()
                .filter(deed -> deed.possible().getAsBoolean() && !deed.name().equals(Texts.text("deed.find")))
                .map(deed -> new Find(Find.Kind.DEED, deed.name(), deed.keys(), deed.act()))
                .toList();
    }

    /** Whether a namespace has a policy, or a group behind one of its policies. */
    private boolean has(NamespaceModel namespace, String policy) {
        Project open = project.projectProperty().get();
        return open.targets().stream()
                .filter(target -> target.text().equals(namespace.text()))
                .flatMap(target -> open.mentioned(target).stream())
                .anyMatch(each -> each.name().equals(policy));
    }

    private void showSeeing(String address) {
        navigation.areaProperty().set(Area.RULES);
        navigation.seeingProperty().set("");
        navigation.seeingProperty().set(address);
    }

    private void showList(String name) {
        navigation.listProperty().set(name);
        navigation.areaProperty().set(Area.LISTS);
    }

    /** In the chosen namespace where it has the rule's policy, else in the first that has it. */
    private void showRule(String policy, int index) {
        NamespaceModel chosen = navigation.namespaceProperty().get();
        if (chosen == null || !has(chosen, policy)) {
            for (HostModel host : hosts.hosts()) {
                Optional<NamespaceModel> first = host.namespaces().stream()
                        .filter(each -> has(each, policy))
                        .findFirst();
                if (first.isPresent()) {
                    navigation.choose(host, first.get());
                    break;
                }
            }
        }
        navigation.policyProperty().set(policy);
        navigation.areaProperty().set(Area.RULES);
        navigation.ruleProperty().set(-1);
        navigation.ruleProperty().set(index);
    }
}
