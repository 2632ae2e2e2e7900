package org.firewright.remote;

import java.util.List;

/** What a type of SSH key can do. */
final class PublicKeys {
    private PublicKeys() {}

    /** The signature algorithms of a key type, best first. RSA with SHA-1 is not among them any more (RFC 8332). */
    static List<String> algorithms(String keyType) {
        return keyType.equals("ssh-rsa") ? List.of("rsa-sha2-512", "rsa-sha2-256") : List.of(keyType);
    }
}
