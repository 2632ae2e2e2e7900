package org.firewright.agent.bpf;

import java.io.IOException;
import java.util.List;
import org.firewright.agent.linux.SystemCallException;

/** The kernel's verifier refused a program. */
public final class VerifierException extends IOException {
    private static final long serialVersionUID = 1L;

    private static final int EXCERPT_LINES = 3;

    private final String log;

    VerifierException(String program, String log, SystemCallException cause) {
        super("The kernel refused the eBPF program " + program + ": " + excerpt(log, cause), cause);
        this.log = log;
    }

    /** All that the verifier said; of very long answers the end. */
    public String log() {
        return log;
    }

    /** The last words of the verifier, which tell the reason, on one line. */
    private static String excerpt(String log, SystemCallException cause) {
        List<String> lines = log.lines()
                .map(String::strip)
                .filter(line ->
                        !line.isEmpty() && !line.startsWith("processed ") && !line.startsWith("verification time"))
                .toList();
        return lines.isEmpty()
                ? cause.getMessage()
                : String.join("; ", lines.subList(Math.max(0, lines.size() - EXCERPT_LINES), lines.size()));
    }
}
