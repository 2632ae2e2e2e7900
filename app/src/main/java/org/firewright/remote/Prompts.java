package org.firewright.remote;

import java.util.Optional;

/** Questions that only a person can answer while a connection is made. Called on the connecting thread, which waits. */
public interface Prompts {
    /**
     * The host's key is not known yet.
     *
     * @param host name and port
     * @param keyType such as ssh-ed25519
     * @param fingerprint as OpenSSH prints it: SHA256:…
     * @return whether to trust it and write it to known_hosts
     */
    boolean trustHostKey(String host, String keyType, String fingerprint);

    /** The passphrase of a private key file; empty when the person declines. */
    Optional<char[]> passphrase(String keyFile);

    /** The password that sudo on the host asks for; empty when the person declines. Held in memory only. */
    Optional<char[]> sudoPassword(String user, String host);

    /** Declines everything: for scripts. */
    Prompts NONE = new Prompts() {
        @Override
        public boolean trustHostKey(String host, String keyType, String fingerprint) {
            return false;
        }

        @Override
        public Optional<char[]> passphrase(String keyFile) {
            return Optional.empty();
        }

        @Override
        public Optional<char[]> sudoPassword(String user, String host) {
            return Optional.empty();
        }
    };
}
