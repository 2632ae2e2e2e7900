package org.firewright.remote;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.slf4j.LoggerFactory;

/** LSP4J logs through java.util.logging, which by default prints on the user's terminal: this brings it into our log. */
final class WireLog extends Handler {
    private static final org.slf4j.Logger LOG = LoggerFactory.getLogger("org.eclipse.lsp4j.jsonrpc");
    /** Held here, because java.util.logging forgets the settings of a logger that nobody holds. */
    private static final Logger THEIRS = Logger.getLogger("org.eclipse.lsp4j.jsonrpc");

    private WireLog() {}

    /** From now on nothing of it is printed. Doing it again does no harm. */
    static synchronized void redirect() {
        if (THEIRS.getUseParentHandlers()) {
            THEIRS.setUseParentHandlers(false);
            THEIRS.addHandler(new WireLog());
        }
    }

    @Override
    public void publish(LogRecord told) {
        if (told.getLevel().intValue() >= Level.WARNING.intValue()) {
            LOG.warn(told.getMessage(), told.getThrown());
        } else {
            LOG.debug(told.getMessage(), told.getThrown());
        }
    }

    @Override
    public void flush() {
        // the log does so itself
    }

    @Override
    public void close() {
        // the log does so itself
    }
}
