package org.firewright.remote;

import java.io.IOException;
import java.nio.file.Path;

/** A computer that commands can be run on and files be put on: over SSH, or this one. */
interface Machine extends AutoCloseable {
    /** The host as the user names it. */
    String host();

    /** Whom commands run as. */
    String user();

    /** Starts a command line of POSIX sh. */
    Program start(String command) throws IOException;

    /** Writes a file of its own, readable by its owner alone; one that is there is overwritten. */
    void write(byte[] content, String path) throws IOException;

    /** Copies a file, likewise. */
    void copy(Path content, String path) throws IOException;

    /** The size of a file in bytes, or -1 where there is none. */
    long size(String path) throws IOException;

    /** Gives a file another name in the same folder, in one step; what had that name is gone then. */
    void rename(String from, String to) throws IOException;

    /** Whether the way to it is still open. */
    boolean reachable();

    /** Ends the connection and with it all that runs through it. */
    @Override
    void close();
}
