package org.firewright.test.ssh;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.firewright.remote.Prompts;

/** A person who answers always the same, and the questions that were asked. */
final class Answers implements Prompts {
    private final List<String> questions = new ArrayList<>();
    private final boolean trust;
    private final String secret;

    /**
     * Decides the answers.
     *
     * @param trust whether unknown keys are trusted
     * @param secret given as passphrase and password; null declines
     */
    Answers(boolean trust, String secret) {
        this.trust = trust;
        this.secret = secret;
    }

    List<String> questions() {
        return List.copyOf(questions);
    }

    @Override
    public boolean trustHostKey(String host, String keyType, String fingerprint) {
        questions.add("trust " + keyType + " " + fingerprint);
        return trust;
    }

    @Override
    public Optional<char[]> passphrase(String keyFile) {
        questions.add("passphrase of " + keyFile);
        return Optional.ofNullable(secret).map(String::toCharArray);
    }

    @Override
    public Optional<char[]> sudoPassword(String user, String host) {
        questions.add("password of " + user + " on " + host);
        return Optional.ofNullable(secret).map(String::toCharArray);
    }
}
