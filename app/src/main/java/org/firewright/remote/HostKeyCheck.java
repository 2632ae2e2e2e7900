package org.firewright.remote;

import java.io.IOException;
import java.security.PublicKey;
import java.util.List;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.transport.verification.HostKeyVerifier;
import org.firewright.agent.api.Place;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.ProblemException;

/**
 * Checks the key of one host against known_hosts while keys are exchanged, and keeps what it found. It never asks: that
 * would hold up the exchange, which must end in time. An unknown key ends the connection; whoever connects asks then,
 * and connects again.
 */
final class HostKeyCheck implements HostKeyVerifier {
    private final SshHost host;
    private final KnownHosts known;
    private volatile byte[] shown;
    private volatile KnownHosts.Finding finding;
    private volatile IOException failure;

    HostKeyCheck(SshHost host) {
        this.host = host;
        this.known = new KnownHosts(host.knownHosts());
    }

    @Override
    public boolean verify(String name, int port, PublicKey key) {
        byte[] blob = new Buffer.PlainBuffer().putPublicKey(key).getCompactData();
        shown = blob;
        try {
            finding = known.find(host.keyName(), blob);
            return finding instanceof KnownHosts.Finding.Known;
        } catch (IOException e) {
            failure = e;
            return false;
        }
    }

    @Override
    public List<String> findExistingAlgorithms(String name, int port) {
        try {
            // An RSA key signs by either of two algorithms that are not named like its type (RFC 8332).
            return known.types(host.keyName()).stream()
                    .flatMap(type -> PublicKeys.algorithms(type).stream())
                    .toList();
        } catch (IOException e) {
            failure = e;
            return List.of();
        }
    }

    /**
     * What is to be done after the connection was ended for the key's sake.
     *
     * @return whether the key was not known but is now, so that connecting again will go on; false where the key was
     *     not the reason
     * @throws ProblemException that the key is not accepted
     */
    boolean resolve(Prompts prompts) throws ProblemException {
        if (failure != null) {
            throw new ProblemException(
                    new Problem(
                            Problem.Kind.CONNECTION,
                            Place.HOST,
                            "The key of " + host.text() + " cannot be checked: " + failure.getMessage() + ".",
                            "Make the file readable."),
                    failure);
        }
        if (finding == null || finding instanceof KnownHosts.Finding.Known) {
            return false;
        }
        String type = KnownHosts.type(shown);
        String fingerprint = KnownHosts.fingerprint(shown);
        switch (finding) {
            case KnownHosts.Finding.Changed(KnownHosts.Entry entry) ->
                throw refused(
                        "The key of " + host.text() + " has changed: it shows " + type + " " + fingerprint + ", but "
                                + entry.file() + ", line " + entry.line() + ", knows " + KnownHosts.type(entry.key())
                                + " " + KnownHosts.fingerprint(entry.key())
                                + ". Somebody may be listening in, or the host was installed anew.",
                        "Ask the host's administrator for the right fingerprint; if the new one is right, remove line "
                                + entry.line() + " of " + entry.file() + ".");
            case KnownHosts.Finding.Revoked(KnownHosts.Entry entry) ->
                throw refused(
                        "The key of " + host.text() + " (" + type + " " + fingerprint + ") is marked as revoked in "
                                + entry.file() + ", line " + entry.line() + ".",
                        "Do not use this host until its administrator has given it another key.");
            case KnownHosts.Finding.Unknown _ -> learn(type, fingerprint, prompts);
            case KnownHosts.Finding.Known _ -> throw new IllegalStateException("A known key is no reason to stop.");
        }
        return true;
    }

    private void learn(String type, String fingerprint, Prompts prompts) throws ProblemException {
        boolean trusted = switch (host.unknownKey()) {
            case ACCEPT -> true;
            case REFUSE -> false;
            case ASK -> prompts.trustHostKey(host.text(), type, fingerprint);
        };
        if (!trusted) {
            throw refused(
                    "The key of " + host.text() + " is not known: " + type + " " + fingerprint + ".",
                    "Compare it with the host's own, as ssh-keygen -lf prints it there, and trust it; or connect once"
                            + " with ssh.");
        }
        try {
            known.add(host.keyName(), shown, host.hashNames());
        } catch (IOException e) {
            throw new ProblemException(
                    new Problem(
                            Problem.Kind.PERMISSION,
                            Place.HOST,
                            "The key of " + host.text() + " cannot be written to "
                                    + host.knownHosts().getFirst() + ": " + e.getMessage() + ".",
                            "Make the file writable."),
                    e);
        }
    }

    private static ProblemException refused(String sentence, String remedy) {
        return ProblemException.of(Problem.Kind.CONNECTION, sentence, remedy);
    }
}
