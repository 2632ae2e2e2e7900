package org.firewright.lab;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.ProblemException;
import org.firewright.remote.SshSettings;

/**
 * Hosts on this computer to try things on. Each has mount, UTS, IPC, PID and network namespaces, a file system and an
 * sshd of its own, and a network namespace for each customer that forwards traffic between the world and the
 * customer's servers. They are separate from each other and from this computer as servers are, but no prison: root on
 * a lab host is root on this computer's kernel.
 *
 * <p>All state is in {@link #folder()} and in processes; {@link #down} removes both, whatever has happened to them.
 * Methods wait for what they do and may be called from any thread but JavaFX's. Bringing it up or down needs root and
 * asks for it through sudo or pkexec; everything else works for the user who brought it up.
 */
public final class Lab {
    /** The customers of every host: the names of its network namespaces. */
    public static final List<String> CUSTOMERS = List.of("acme", "globex", "initech");

    /** How many hosts there are when nobody says otherwise: lab1 and lab2. */
    public static final int HOSTS = 2;

    /** The most hosts that one lab can have. */
    public static final int MAX_HOSTS = 16;

    /** The environment variable with the name of the lab, for several at a time; {@code lab} without. */
    public static final String NAME_VARIABLE = "FIREWRIGHT_LAB";

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,23}");

    private final String name;

    /** The lab that the environment names. */
    public Lab() {
        this(System.getenv().getOrDefault(NAME_VARIABLE, "lab"));
    }

    /**
     * A lab beside others on the same computer.
     *
     * @param name at most 24 lower-case letters, digits and hyphens, a letter first; else IllegalArgumentException
     */
    public Lab(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "\"" + name
                            + "\" cannot be a lab's name: use up to 24 lower-case letters, digits and hyphens, a letter first.");
        }
        this.name = name;
    }

    /** The name that tells this lab from others. */
    public String name() {
        return name;
    }

    /** Where its state is while it is up. */
    public Path folder() {
        return Path.of("/run", "firewright-" + name);
    }

    /**
     * The SSH configuration for its hosts: lab1, lab2, … as root, lab1-engineer (may use sudo) and lab1-nosudo (may
     * not). The file exists while the lab is up.
     */
    public Path sshConfig() {
        return folder().resolve("ssh_config");
    }

    /** This person's SSH settings, before them the lab's configuration, so that its hosts' names are its own. */
    public SshSettings sshSettings() {
        return SshSettings.ofUser(List.of(sshConfig()));
    }

    /** Brings it up with {@link #HOSTS} hosts; see {@link #up(int, Consumer)}. */
    public LabStatus up(Consumer<String> steps) throws ProblemException {
        return up(HOSTS, steps);
    }

    /**
     * Brings it up, or mends what is missing; hosts that are whole stay as they are, those beyond the number go.
     *
     * @param hosts from 1 to {@link #MAX_HOSTS}
     * @param steps is told each step in a few words
     * @throws ProblemException when a tool is missing, root is refused, or the kernel does not play along; what was
     *     begun then remains for another up or a {@link #down}
     */
    public LabStatus up(int hosts, Consumer<String> steps) throws ProblemException {
        if (hosts < 1 || hosts > MAX_HOSTS) {
            throw ProblemException.of(
                    Problem.Kind.REQUEST, "A lab has from 1 to " + MAX_HOSTS + " hosts, not " + hosts + ".", "");
        }
        LabScript.up(name, hosts, steps);
        return status();
    }

    /** Removes every trace of it, also what a kill left behind; without a lab nothing happens. */
    public void down(Consumer<String> steps) throws ProblemException {
        LabScript.down(name, steps);
    }

    /** How it is right now: asks every host's sshd and traffic generator. */
    public LabStatus status() {
        List<LabStatus.LabHost> hosts = new ArrayList<>();
        for (String host : LabFiles.hosts(folder())) {
            String address = LabFiles.address(folder(), host);
            boolean traffic = TrafficClient.answers(folder().resolve(host));
            hosts.add(new LabStatus.LabHost(host, address, SshBanner.isAt(address), traffic, CUSTOMERS));
        }
        boolean whole =
                !hosts.isEmpty() && Files.exists(sshConfig()) && hosts.stream().allMatch(LabStatus.LabHost::whole);
        LabStatus.State state =
                whole ? LabStatus.State.UP : Files.exists(folder()) ? LabStatus.State.BROKEN : LabStatus.State.DOWN;
        String config = state == LabStatus.State.DOWN ? "" : sshConfig().toString();
        return new LabStatus(name, state, hosts, config);
    }

    /** What was sent and what arrived, for each host in order. */
    public List<HostTraffic> traffic() throws ProblemException {
        return askAll(TrafficRequest.FIGURES);
    }

    /** Changes how much is sent, on all hosts. */
    public void setRates(Rates rates) throws ProblemException {
        askAll(TrafficRequest.rates(rates));
    }

    /**
     * Stops the traffic of all hosts and waits until no packet is on its way any more: from then on
     * {@link HostTraffic.FlowCount#missing} is exactly what was dropped.
     */
    public List<HostTraffic> pause() throws ProblemException {
        return askAll(TrafficRequest.PAUSE);
    }

    /** Lets the traffic of all hosts go on. */
    public void resume() throws ProblemException {
        askAll(TrafficRequest.RESUME);
    }

    private List<HostTraffic> askAll(TrafficRequest request) throws ProblemException {
        List<HostTraffic> answers = new ArrayList<>();
        for (String host : LabFiles.hosts(folder())) {
            answers.add(TrafficClient.ask(folder().resolve(host), request));
        }
        if (answers.isEmpty()) {
            throw ProblemException.of(Problem.Kind.NOT_FOUND, "The lab is not up.", "Bring it up first.");
        }
        return answers;
    }
}
