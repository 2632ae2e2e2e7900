package org.firewright.agent.nftables.text;

/** A step that makes no sense with those before it; caught where the step is shown by its name instead. */
final class NotUnderstoodException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotUnderstoodException() {
        super("A step makes no sense with those before it.", null, false, false);
    }
}
