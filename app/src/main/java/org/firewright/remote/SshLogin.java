package org.firewright.remote;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.transport.TransportException;
import net.schmizz.sshj.userauth.UserAuthException;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.ProblemException;

/** Logs in with the user's keys: those of the configuration first, then the ssh-agent's others. */
final class SshLogin {
    private static final int PASSPHRASE_TRIES = 3;

    private final SSHClient client;
    private final SshHost host;
    private final Prompts prompts;
    /** What was tried and what became of it, for the sentence in the end. */
    private final List<String> tried = new ArrayList<>();

    SshLogin(SSHClient client, SshHost host, Prompts prompts) {
        this.client = client;
        this.host = host;
        this.prompts = prompts;
    }

    /** Logs in, or throws what was tried and why each key did not do. */
    void logIn() throws ProblemException, TransportException {
        List<KeyAgent.AgentKey> inAgent = agentKeys();
        List<Identity> offered = new ArrayList<>();
        for (Path file : host.identityFiles()) {
            Optional<Identity> identity = identity(file, inAgent);
            identity.ifPresent(offered::add);
        }
        if (!host.identitiesOnly()) {
            inAgent.stream().filter(key -> !offered.contains(key)).forEach(offered::add);
        }
        for (Identity identity : offered) {
            if (accepted(identity)) {
                return;
            }
        }
        throw ProblemException.of(
                Problem.Kind.CONNECTION,
                host.text() + " does not let user " + host.user() + " in: "
                        + (tried.isEmpty() ? "there is no key to offer" : String.join("; ", tried)) + ".",
                "Put the public key into ~" + host.user() + "/.ssh/authorized_keys there, or name the right User and"
                        + " IdentityFile in ~/.ssh/config.");
    }

    private boolean accepted(Identity identity) throws TransportException {
        try {
            return tryOnce(identity);
        } catch (PublicKeyMethod.Locked e) {
            return unlocked((KeyFile) identity) && accepted(identity);
        }
    }

    private boolean tryOnce(Identity identity) throws TransportException, PublicKeyMethod.Locked {
        try {
            if (identity instanceof KeyFile file && !file.publicHalfReadable() && !unlocked(file)) {
                return false;
            }
            client.auth(host.user(), new PublicKeyMethod(identity));
            return true;
        } catch (UserAuthException e) {
            if (e.getCause() instanceof PublicKeyMethod.Locked locked) {
                throw locked;
            }
            if (!client.isConnected() || !client.getTransport().isRunning()) {
                throw new TransportException(e.getMessage(), e);
            }
            tried.add(identity.text() + " was refused" + (e.getCause() == null ? "" : " (" + reason(e) + ")"));
            return false;
        } catch (TransportException e) {
            throw e;
        } catch (IOException e) {
            tried.add(identity.text() + " cannot be used: " + e.getMessage());
            return false;
        }
    }

    private static String reason(Throwable e) {
        Throwable last = e;
        while (last.getCause() != null) {
            last = last.getCause();
        }
        return last.getMessage();
    }

    private boolean unlocked(KeyFile file) {
        for (int i = 0; i < PASSPHRASE_TRIES; i++) {
            Optional<char[]> passphrase = prompts.passphrase(file.text());
            if (passphrase.isEmpty()) {
                tried.add(file.text() + " needs its passphrase, and none was given");
                return false;
            }
            try {
                file.unlock(passphrase.get());
                return true;
            } catch (IOException e) {
                tried.add("that was not the passphrase of " + file.text() + ", or the file is damaged");
            } finally {
                Arrays.fill(passphrase.get(), '\0');
            }
        }
        return false;
    }

    /** The file's key; the ssh-agent's where it holds the same one, because it needs no passphrase. */
    private Optional<Identity> identity(Path file, List<KeyAgent.AgentKey> inAgent) {
        if (!Files.exists(file)) {
            if (host.identitiesNamed()) {
                tried.add(file + " does not exist");
            }
            return Optional.empty();
        }
        try {
            KeyFile key = KeyFile.read(file, client.getTransport().getConfig());
            if (key.publicHalfReadable()) {
                byte[] blob = key.publicKey();
                for (KeyAgent.AgentKey held : inAgent) {
                    if (Arrays.equals(held.publicKey(), blob)) {
                        return Optional.of(held);
                    }
                }
            }
            return Optional.of(key);
        } catch (IOException e) {
            tried.add(file + " cannot be used: " + e.getMessage());
            return Optional.empty();
        }
    }

    private List<KeyAgent.AgentKey> agentKeys() {
        if (host.agentSocket().isEmpty()) {
            return List.of();
        }
        try {
            return new KeyAgent(host.agentSocket().get()).keys();
        } catch (IOException e) {
            tried.add("the ssh-agent does not answer (" + e.getMessage() + ")");
            return List.of();
        }
    }
}
