package org.firewright.test.ui;

import java.io.OutputStream;
import java.nio.file.Path;
import javafx.scene.input.KeyCode;
import org.firewright.agent.api.Place;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.ProblemException;
import org.firewright.policy.Project;
import org.firewright.policy.ProjectRead;
import org.firewright.ui.Services;
import org.firewright.ui.Theme;
import org.firewright.ui.model.ProjectModel;

/** A window in a process of its own whose project cannot be written; it adds a rule, says so, and waits to be killed. */
public final class KilledWindow {
    private KilledWindow() {}

    /** Takes the folder for what the window keeps, and the project's. */
    public static void main(String[] arguments) throws Exception {
        Path home = Path.of(arguments[0]);
        Path project = Path.of(arguments[1]);
        Services staged = StagedServices.with(home);
        ProjectModel.Disk full = new ProjectModel.Disk() {
            @Override
            public ProjectRead read(Path folderOrFile) {
                return staged.disk().read(folderOrFile);
            }

            @Override
            public void write(Project written) throws ProblemException {
                if (written.folder().equals(project)) {
                    throw new ProblemException(
                            new Problem(Problem.Kind.REQUEST, Place.HOST, "No space is left on this disk.", ""));
                }
                staged.disk().write(written);
            }
        };
        Services services = new Services(
                full,
                staged.compiler(),
                staged.connector(),
                staged.sshFiles(),
                staged.configuredHosts(),
                staged.push(),
                staged.lab(),
                staged.home(),
                staged.kept());
        Display display = Display.open(services, Theme.DARK);
        display.openProject(project);
        display.awaitText("Bad actors", 60);
        display.press("Add a rule");
        display.awaitText("New rule", 60);
        display.push(KeyCode.ESCAPE);
        System.out.println("changed");
        System.in.transferTo(OutputStream.nullOutputStream()); // until whoever started it kills it, or is gone
        System.exit(0);
    }
}
