package org.firewright.cli;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.firewright.agent.api.ProblemException;
import org.firewright.agent.api.Ruleset;
import org.firewright.agent.api.TraceRequest;
import org.firewright.agent.api.TraceStep;
import org.firewright.remote.AgentSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows which rules decide about packets, as the kernel applies them. */
@Command(
        name = "trace",
        description = {
            "The way of packets through a namespace's chains, rule by rule.",
            "Shows packets that a rule has marked with \"meta nftrace set 1\"; to mark some is up to you, with nft."
        })
final class TraceVerb extends Verb {
    private static final int POLL_MILLIS = 200;

    @Parameters(index = "0", paramLabel = "HOST[/NAMESPACE]", description = "As one would say to ssh, or local.")
    private String word;

    @Option(
            names = "--packets",
            paramLabel = "N",
            description = "Ends after so many packets; default ${DEFAULT-VALUE}.")
    private int packets = 10;

    @Option(names = "--seconds", paramLabel = "N", description = "Ends after so long; default ${DEFAULT-VALUE}.")
    private int seconds = 60;

    TraceVerb(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run(Output output) throws ProblemException {
        HostWord asked = HostWord.of(word);
        if (!asked.complete()) {
            throw wrong("\"" + word + "\" is neither a host nor a host and a namespace.");
        }
        if (packets < 1 || seconds < 1) {
            throw wrong("--packets and --seconds take numbers from 1 on.");
        }
        String namespace = asked.namespace().orElse(Ruleset.ROOT);
        try (OpenSessions sessions = new OpenSessions(surroundings(), output)) {
            AgentSession session = sessions.with(asked.host());
            BlockingQueue<TraceStep> come = new LinkedBlockingQueue<>();
            session.onTraces(come::add);
            session.ask(agent -> agent.trace(new TraceRequest(namespace)), Waits.WATCH);
            output.step("Waiting for packets that a rule of " + asked.text() + " marks with \"meta nftrace set 1\", "
                    + seconds + " seconds at the most.");
            List<TraceStep> shown = show(session, come, output);
            session.ask(agent -> agent.trace(new TraceRequest("")), Waits.WATCH);
            output.value(shown);
            return shown.isEmpty() ? ExitCode.NO : ExitCode.OK;
        }
    }

    /** Prints steps as they come; a packet that is one too many ends it. */
    private List<TraceStep> show(AgentSession session, BlockingQueue<TraceStep> come, Output output) {
        List<TraceStep> shown = new ArrayList<>();
        Set<Long> seen = new LinkedHashSet<>();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (System.nanoTime() < end && !session.ended().isDone()) {
            TraceStep step = next(come);
            if (step == null) {
                if (seen.size() == packets) {
                    return shown; // the last one has come to its end
                }
                continue;
            }
            if (step.kind() != TraceStep.Kind.LOST && !seen.contains(step.packet()) && seen.size() == packets) {
                continue;
            }
            if (step.kind() != TraceStep.Kind.LOST) {
                seen.add(step.packet());
            }
            shown.add(step);
            output.lines(TraceWords.lines(step));
        }
        return shown;
    }

    private static TraceStep next(BlockingQueue<TraceStep> come) {
        try {
            return come.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }
}
