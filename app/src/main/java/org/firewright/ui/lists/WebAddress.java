package org.firewright.ui.lists;

import java.net.URI;
import java.util.Optional;

/** An address in the web, as somebody types it. */
final class WebAddress {
    private WebAddress() {}

    /** The text as such an address; empty where it is none. */
    static Optional<URI> of(String text) {
        if (!text.matches("(?i)https?://[^\\s/]+.*")) {
            return Optional.empty();
        }
        try {
            return Optional.of(URI.create(text.strip()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
