package org.firewright.agent;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.firewright.agent.bpf.Bpffs;
import org.firewright.agent.deploy.ContentFolder;
import org.firewright.agent.deploy.Host;
import org.firewright.agent.inspect.Features;
import org.firewright.agent.inspect.Namespaces;
import org.firewright.agent.iplist.ListStore;

/**
 * The agent's entry point: serves {@link org.firewright.agent.api.AgentService} on the standard streams until standard
 * input ends.
 */
public final class Agent {
    /** The desktop is gone, or asked for help or the version. */
    static final int ENDED = 0;
    /** The desktop sent something that cannot be understood, not even refused. */
    static final int UNREADABLE = 1;
    /** Wrong arguments. */
    static final int USAGE = 2;

    private static final Logger LOG = Logger.getLogger(Agent.class.getName());

    private Agent() {}

    /** Does what the arguments say; see {@link Arguments#HELP}. */
    public static void main(String[] arguments) {
        // A message's header and a short body are one write: the desktop wakes up once.
        OutputStream protocol = new BufferedOutputStream(System.out);
        PrintStream log = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        System.setErr(log);
        // Whatever prints by mistake must not end up between the desktop's messages.
        System.setOut(log);
        System.exit(run(arguments, System.in, protocol));
    }

    /** Does what the arguments say; the exit code. */
    static int run(String[] arguments, InputStream in, OutputStream out) {
        PrintStream text = new PrintStream(out, true, StandardCharsets.UTF_8);
        return switch (Arguments.parse(arguments)) {
            case Arguments.Help help -> {
                text.print(Arguments.HELP);
                yield ENDED;
            }
            case Arguments.Version version -> {
                text.println("firewright-agent " + version());
                yield ENDED;
            }
            case Arguments.Wrong wrong -> {
                System.err.println("firewright-agent: " + wrong.sentence() + " Try --help.");
                yield USAGE;
            }
            case Arguments.Serve serve -> serve(serve, in, out);
        };
    }

    private static int serve(Arguments.Serve settings, InputStream in, OutputStream out) {
        OneLineFormat.install();
        LOG.log(Level.INFO, () -> "agent " + version() + " serves, content in " + settings.content());
        Host host = new Host(
                new Namespaces(), new ListStore(Bpffs.FOLDER), Bpffs.FOLDER, new ContentFolder(settings.content()));
        try (Workers workers = Workers.start();
                Service service = new Service(workers, host, Features::ofThisHost)) {
            Connection connection = new Connection(in, out, () -> System.exit(ENDED));
            return connection.serve(service) ? ENDED : UNREADABLE;
        } finally {
            LOG.info("agent ends");
        }
    }

    /** The version of the agent's jar. */
    static String version() {
        String version = Agent.class.getPackage().getImplementationVersion();
        return version == null ? "unpackaged" : version;
    }
}
