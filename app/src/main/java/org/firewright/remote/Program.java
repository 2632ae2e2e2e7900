package org.firewright.remote;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.OptionalInt;

/** A command that runs on a {@link Machine}. */
interface Program extends AutoCloseable {
    OutputStream input();

    InputStream output();

    InputStream errors();

    /** Waits for its end; empty when it runs on, or when the way to it was lost before it told. */
    OptionalInt exitStatus(Duration atMost) throws IOException;

    /** Ends it, by closing its input and, should that not do, by force; never throws. */
    @Override
    void close();
}
