package org.firewright.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.firewright.lab.Lab;
import org.firewright.remote.Connector;
import org.firewright.remote.Hosts;

/**
 * Everything outside the command line that it works with.
 *
 * @param connector makes sessions with hosts
 * @param lab hosts to try things on
 * @param results standard output
 * @param sentences standard error
 * @param terminal whether results go to a terminal, on which lines can be written over
 */
record Surroundings(Connector connector, Lab lab, PrintStream results, PrintStream sentences, boolean terminal) {
    /** The real ones. */
    static Surroundings real() {
        Lab lab = new Lab();
        return new Surroundings(
                new Hosts(lab.sshSettings(), TerminalPrompts.ofThisTerminal()),
                lab,
                System.out,
                System.err,
                TerminalPrompts.atTerminal());
    }

    PrintWriter resultWriter() {
        return new PrintWriter(results, true, StandardCharsets.UTF_8);
    }

    PrintWriter sentenceWriter() {
        return new PrintWriter(sentences, true, StandardCharsets.UTF_8);
    }
}
