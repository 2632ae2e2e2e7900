package org.firewright.cli;

import java.io.Console;
import java.util.Optional;
import org.firewright.remote.Prompts;

/**
 * Asks the person at the terminal, one question at a time; where there is none, declines and thereby names what was
 * wanted.
 */
final class TerminalPrompts implements Prompts {
    private final Console console;

    private TerminalPrompts(Console console) {
        this.console = console;
    }

    /** Prompts on the terminal that standard input and output are connected to, if they are. */
    static Prompts ofThisTerminal() {
        return atTerminal() ? new TerminalPrompts(System.console()) : Prompts.NONE;
    }

    /** Whether somebody is there to answer: standard input and output are a terminal. */
    @SuppressWarnings("SystemConsoleNull") // from JDK 25 on it is null again where there is no terminal
    static boolean atTerminal() {
        return System.console() != null && System.console().isTerminal();
    }

    @Override
    public synchronized boolean trustHostKey(String host, String keyType, String fingerprint) {
        console.printf("The key of %s is not known yet: %s %s%n", host, keyType, fingerprint);
        String answer = console.readLine("Trust it and remember it in known_hosts? (yes/no) ");
        return "yes".equalsIgnoreCase(answer == null ? "" : answer.strip());
    }

    @Override
    public synchronized Optional<char[]> passphrase(String keyFile) {
        return Optional.ofNullable(console.readPassword("Passphrase of %s: ", keyFile));
    }

    @Override
    public synchronized Optional<char[]> sudoPassword(String user, String host) {
        return Optional.ofNullable(console.readPassword("Password of %s for sudo on %s: ", user, host));
    }
}
