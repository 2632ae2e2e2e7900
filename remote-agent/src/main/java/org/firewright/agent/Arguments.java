package org.firewright.agent;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** What the agent's command line asks for. */
sealed interface Arguments {
    String HELP = """
            Usage: java -jar agent.jar --content DIR
            Serves one Firewright desktop: JSON-RPC 2.0 on standard input and output, the log on standard error.
            Ends when standard input ends.
              --content DIR   where the desktop puts lists, as files named by their digest
              --version       print the version
              --help          print this
            """;

    /** Serve a desktop, with lists in the directory. */
    record Serve(Path content) implements Arguments {}

    /** Print the version. */
    record Version() implements Arguments {}

    /** Print how the agent is used. */
    record Help() implements Arguments {}

    /** The command line makes no sense; the sentence tells why. */
    record Wrong(String sentence) implements Arguments {}

    /** Understands a command line; never throws. */
    static Arguments parse(String... arguments) {
        Path content = null;
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--help" -> {
                    return new Help();
                }
                case "--version" -> {
                    return new Version();
                }
                case "--content" -> {
                    if (++i == arguments.length) {
                        return new Wrong("--content needs a directory.");
                    }
                    try {
                        content = Path.of(arguments[i]);
                    } catch (InvalidPathException e) {
                        return new Wrong("--content needs a directory: " + e.getMessage() + ".");
                    }
                }
                default -> {
                    return new Wrong("There is no option " + arguments[i] + ".");
                }
            }
        }
        return content == null ? new Wrong("--content DIR is missing.") : new Serve(content);
    }
}
