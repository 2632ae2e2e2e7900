package org.firewright.cli;

import java.io.Console;
import java.util.Optional;
import org.firewright.remote.Prompts;

/** Asks the person at the terminal; where there is none, declines and thereby names what was wanted. */
final class TerminalPrompts implements Prompts {
    private final Console console;

    private TerminalPrompts(Console console) {
        this.console = console;
    }

    /** Prompts on the terminal that standard input and output are connected to, if they are. */
    static Prompts ofThisTerminal() {
        Console console = System.console();
        return console.isTerminal() ? new TerminalPrompts(console) : Prompts.NONE;
    }

    @Override
    public boolean trustHostKey(String host, String keyType, String fingerprint) {
        console.printf("The key of %s is not known yet: %s %s%n", host, keyType, fingerprint);
        String answer = console.readLine("Trust it and remember it in known_hosts? (yes/no) ");
        return "yes".equalsIgnoreCase(answer == null ? "" : answer.strip());
    }

    @Override
    public Optional<char[]> passphrase(String keyFile) {
        return Optional.ofNullable(console.readPassword("Passphrase of %s: ", keyFile));
    }

    @Override
    public Optional<char[]> sudoPassword(String user, String host) {
        return Optional.ofNullable(console.readPassword("Password of %s for sudo on %s: ", user, host));
    }
}
