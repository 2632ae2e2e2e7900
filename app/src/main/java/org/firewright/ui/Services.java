package org.firewright.ui;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntSupplier;
import org.firewright.agent.api.ProblemException;
import org.firewright.compile.CompiledProject;
import org.firewright.compile.ProjectCompiler;
import org.firewright.lab.Lab;
import org.firewright.lab.SampleProject;
import org.firewright.policy.Project;
import org.firewright.policy.ProjectFile;
import org.firewright.policy.ProjectRead;
import org.firewright.remote.ConfiguredHosts;
import org.firewright.remote.Connector;
import org.firewright.remote.Hosts;
import org.firewright.remote.Prompts;
import org.firewright.remote.SshSettings;
import org.firewright.ui.deploy.Push;
import org.firewright.ui.model.KeptFiles;
import org.firewright.ui.model.ProjectModel;
import org.firewright.ui.start.LabHands;

/**
 * Everything outside the window that it works with.
 *
 * @param disk where projects are
 * @param compiler what a project comes to; called in the background
 * @param connector makes the connector that asks these prompts and waits as long as the settings say
 * @param sshFiles the client configurations that SSH goes by
 * @param configuredHosts the hosts that these have names for; called in the background
 * @param push brings policies to targets
 * @param lab hosts to try things on
 * @param home folder in which projects for new servers are made
 * @param kept where settings and what the window remembers are kept
 */
public record Services(
        ProjectModel.Disk disk,
        Function<Project, CompiledProject> compiler,
        BiFunction<Prompts, IntSupplier, Connector> connector,
        List<Path> sshFiles,
        Configured configuredHosts,
        Push push,
        LabHands lab,
        Path home,
        KeptFiles kept) {
    /** Reads the hosts that the SSH configuration has names for. */
    public interface Configured {
        List<String> hosts() throws ProblemException;
    }

    /** The real ones. The lab's SSH configuration comes before the user's, so that its hosts' names are its own. */
    public static Services real() {
        Lab lab = new Lab();
        return real(
                lab,
                lab.sshSettings(),
                SampleProject.defaultFolder(),
                KeptFiles.ofUser(System.getenv(), Path.of(System.getProperty("user.home"))));
    }

    /**
     * The real ones, elsewhere than usual.
     *
     * @param sample the folder that the lab's sample project is put into; projects for new servers come beside it
     */
    public static Services real(Lab lab, SshSettings ssh, Path sample, KeptFiles kept) {
        return new Services(
                new Files(),
                new ProjectCompiler()::compile,
                (prompts, seconds) ->
                        (host, steps) -> new Hosts(patient(ssh, seconds.getAsInt()), prompts).connect(host, steps),
                ssh.configFiles(),
                () -> ConfiguredHosts.of(ssh),
                new DeployerPush(),
                new LabOnThisComputer(lab, sample),
                sample.getParent(),
                kept);
    }

    private static SshSettings patient(SshSettings ssh, int seconds) {
        return new SshSettings(
                ssh.configFiles(), ssh.home(), ssh.agentSocket(), Duration.ofSeconds(seconds), ssh.keepAlive());
    }

    private static final class Files implements ProjectModel.Disk {
        @Override
        public ProjectRead read(Path folderOrFile) {
            return ProjectFile.read(folderOrFile);
        }

        @Override
        public void write(Project project) throws ProblemException {
            ProjectFile.write(project);
        }
    }

    private record LabOnThisComputer(Lab lab, Path folder) implements LabHands {
        @Override
        public void up(Consumer<String> steps) throws ProblemException {
            lab.up(steps);
        }

        @Override
        public void down(Consumer<String> steps) throws ProblemException {
            lab.down(steps);
        }

        @Override
        public Path sample() throws ProblemException {
            return SampleProject.copyTo(folder);
        }
    }
}
