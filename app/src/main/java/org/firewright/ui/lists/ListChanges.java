package org.firewright.ui.lists;

import java.util.stream.Collectors;
import org.firewright.policy.Names;
import org.firewright.policy.Project;
import org.firewright.ui.Texts;
import org.firewright.ui.model.History;
import org.firewright.ui.model.ProjectModel;

/** Renames lists and takes them out of the project, each as a step that can be undone by its name. */
public final class ListChanges {
    private final ProjectModel project;

    public ListChanges(ProjectModel project) {
        this.project = project;
    }

    /** Why a list cannot have this name; empty where it can. */
    public String renameFault(ListEntry list, String name) {
        Project now = project.projectProperty().get();
        if (!Names.isList(name)) {
            return Texts.text("lists.name.fault");
        }
        boolean taken = !name.equals(list.name())
                && now.lists().stream().anyMatch(other -> other.name().equals(name));
        return taken ? Texts.text("lists.name.taken", name) : "";
    }

    /** Gives a list another name, in all rules that use it too; does nothing where there is a fault in the name. */
    public void rename(ListEntry list, String name) {
        if (renameFault(list, name).isEmpty() && !name.equals(list.name())) {
            project.history()
                    .change(
                            Texts.text("lists.edit.rename", "$" + list.name()),
                            ListEdits.renamed(project.projectProperty().get(), list.name(), name),
                            History.Effect.NONE);
        }
    }

    /** Takes a list out of the project; its file stays. Rules that use it then have an error. */
    public void remove(ListEntry list) {
        project.history()
                .change(
                        Texts.text("lists.edit.remove", "$" + list.name()),
                        ListEdits.without(project.projectProperty().get(), list.name()),
                        History.Effect.NONE);
    }

    /** Where a list is used, a rule in each line. */
    public static String usedBy(ListUse use) {
        return use.rules().stream()
                .map(rule -> Texts.text("lists.use.rule", rule.policy(), rule.number(), rule.name()))
                .collect(Collectors.joining("\n"));
    }
}
