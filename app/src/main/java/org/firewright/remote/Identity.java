package org.firewright.remote;

import java.io.IOException;

/** A key pair that can prove who the user is. */
interface Identity {
    /** What it is, for sentences: a file, or a key of the ssh-agent's. */
    String text();

    /** The public key as SSH sends it (RFC 4253, section 6.6). */
    byte[] publicKey() throws IOException;

    /** Whether the private key can be used without asking a person first. */
    boolean ready();

    /**
     * Signs.
     *
     * @param algorithm one of {@link PublicKeys#algorithms} of the key's type
     * @return the signature as SSH sends it: the algorithm's name and the signature proper, each a string
     */
    byte[] sign(String algorithm, byte[] data) throws IOException;
}
