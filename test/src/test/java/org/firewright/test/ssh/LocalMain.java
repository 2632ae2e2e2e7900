package org.firewright.test.ssh;

import java.nio.file.Path;
import java.util.List;
import org.firewright.agent.api.ProblemException;
import org.firewright.remote.AgentSession;
import org.firewright.remote.Hosts;
import org.firewright.remote.Prompts;
import org.firewright.remote.SshSettings;

/** Connects to this computer and prints what the agent says of itself; a program, to be run as different users. */
final class LocalMain {
    private LocalMain() {}

    public static void main(String[] arguments) {
        SshSettings settings = SshSettings.ofUser(List.of(Path.of("/nowhere")));
        Prompts person = new Answers(false, arguments.length > 0 ? arguments[0] : null);
        try (AgentSession session = new Hosts(settings, person).connect("local", step -> {})) {
            System.out.println("root " + session.hello().root());
        } catch (ProblemException e) {
            System.out.println(e.problem().text());
        }
    }
}
