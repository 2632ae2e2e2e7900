package org.firewright.ui.rules;

import java.nio.file.Path;
import java.util.List;
import org.firewright.agent.api.Hook;
import org.firewright.compile.ProjectCompiler;
import org.firewright.policy.Action;
import org.firewright.policy.Policy;
import org.firewright.policy.PolicyRule;
import org.firewright.policy.Project;
import org.firewright.policy.ProjectRead;
import org.firewright.policy.Target;
import org.firewright.ui.model.HostsModel;
import org.firewright.ui.model.Navigation;
import org.firewright.ui.model.Notices;
import org.firewright.ui.model.ProjectModel;
import org.firewright.ui.model.Tasks;
import org.firewright.ui.model.Threads;
import org.firewright.ui.model.UnsavedWork;

/** The models of the Rules place on a project of two policies, without a window: everything is done at once, on one thread. */
final class Models {
    private static final ProjectModel.Disk NO_DISK = new ProjectModel.Disk() {
        @Override
        public ProjectRead read(Path folderOrFile) {
            throw new IllegalStateException("Nothing is read here.");
        }

        @Override
        public void write(Project written) {}
    };

    private final Threads threads = new Threads(Runnable::run, Runnable::run);
    private final Tasks tasks = new Tasks(threads);
    private final HostsModel hosts = new HostsModel(
            threads,
            tasks,
            (host, steps) -> {
                throw new IllegalStateException("Nobody connects here.");
            },
            new Notices(),
            () -> 1);
    /** What is answered when a name is asked for. */
    String name = "web";

    final Navigation navigation = new Navigation();
    final ProjectModel project = new ProjectModel(
            threads, tasks, NO_DISK, new UnsavedWork(Path.of("/nowhere"), NO_DISK), new ProjectCompiler()::compile);
    final RulesModel rules =
            new RulesModel(project, navigation, (title, words, yes, answered) -> answered.accept(name));

    Models() {
        Policy edge = new Policy(
                "edge",
                Hook.FORWARD,
                0,
                Action.ACCEPT,
                List.of(
                        rule("Scans", "ip.src in {192.0.2.0/24} and tcp.dstport in {22 23}"),
                        rule("Names", "udp.dstport == 53"),
                        rule("Web", "tcp.dstport == 80"),
                        rule("Rest", "")));
        Policy inner = new Policy("inner", Hook.INPUT, 0, Action.ACCEPT, List.of(rule("Logins", "tcp.dstport == 22")));
        project.begin(new Project(
                Path.of("/p"),
                "p",
                List.of(),
                List.of(edge, inner),
                List.of(new Target("lab1", "acme", "edge"), new Target("lab1", "globex", "inner"))));
        project.projectProperty().subscribe(hosts::show);
        choose("acme");
    }

    void choose(String namespace) {
        navigation.choose(
                hosts.hosts().getFirst(),
                hosts.hosts().getFirst().namespace(namespace).orElseThrow());
    }

    RuleTable table() {
        return rules.table();
    }

    List<String> names(String policy) {
        return project.projectProperty().get().policy(policy).orElseThrow().rules().stream()
                .map(PolicyRule::name)
                .toList();
    }

    PolicyRule rule(int index) {
        return table().rows().get(index).rule();
    }

    String undo() {
        return project.history().undoNameProperty().get();
    }

    private static PolicyRule rule(String name, String when) {
        return new PolicyRule(name, when, Action.COUNT, true, "");
    }
}
