package org.firewright.ui.lists;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/** A stream that tells how many bytes have been read from it. */
final class CountingStream extends FilterInputStream {
    private static final long TOLD_EVERY = 1 << 20;

    private final LongConsumer listener;
    private long count;
    private long told;

    /**
     * Makes one.
     *
     * @param listener is told the number of bytes, at most once for each MiB
     */
    CountingStream(InputStream in, LongConsumer listener) {
        super(in);
        this.listener = listener;
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        count(read < 0 ? 0 : 1);
        return read;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = super.read(bytes, offset, length);
        count(Math.max(0, read));
        return read;
    }

    private void count(int bytes) {
        count += bytes;
        if (count - told >= TOLD_EVERY) {
            told = count;
            listener.accept(count);
        }
    }
}
