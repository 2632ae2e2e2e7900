package org.firewright.remote;

import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.schmizz.sshj.common.Buffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A client of the user's ssh-agent: draft-ietf-sshm-ssh-agent, only what logging in needs. */
final class KeyAgent {
    private static final Logger LOG = LoggerFactory.getLogger(KeyAgent.class);
    private static final int MAX_MESSAGE = 256 << 10; // as AGENT_MAX_LEN in OpenSSH's authfd.c
    private static final int MAX_KEYS = 2048; // likewise
    private static final byte REQUEST_IDENTITIES = 11;
    private static final byte IDENTITIES_ANSWER = 12;
    private static final byte SIGN_REQUEST = 13;
    private static final byte SIGN_RESPONSE = 14;
    private static final int RSA_SHA2_256 = 2;
    private static final int RSA_SHA2_512 = 4;

    /** Listing is instant; signing may wait for a person who confirms it or touches a token. */
    private static final Duration TO_LIST = Duration.ofSeconds(5);

    private static final Duration TO_SIGN = Duration.ofSeconds(60);

    private final Path socket;

    KeyAgent(Path socket) {
        this.socket = socket;
    }

    /** The keys that the agent holds. */
    List<AgentKey> keys() throws IOException {
        Buffer.PlainBuffer answer = ask(new byte[] {REQUEST_IDENTITIES}, IDENTITIES_ANSWER, TO_LIST);
        List<AgentKey> keys = new ArrayList<>();
        long count = answer.readUInt32();
        if (count > MAX_KEYS) {
            throw new IOException("it claims to hold " + count + " keys");
        }
        for (long i = 0; i < count; i++) {
            byte[] publicKey = answer.readStringAsBytes();
            String comment = answer.readString(StandardCharsets.UTF_8);
            keys.add(new AgentKey(publicKey, comment));
        }
        return keys;
    }

    private Buffer.PlainBuffer ask(byte[] request, byte expected, Duration atMost) throws IOException {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
                // A channel has no timeout of its own: closing it from elsewhere is what ends a read.
                Deadline deadline = Deadline.after(atMost, () -> close(channel))) {
            try {
                channel.connect(UnixDomainSocketAddress.of(socket));
                ByteBuffer out = ByteBuffer.allocate(4 + request.length)
                        .putInt(request.length)
                        .put(request)
                        .flip();
                while (out.hasRemaining()) {
                    channel.write(out);
                }
                int length = ByteBuffer.wrap(read(channel, 4)).getInt();
                if (length < 1 || length > MAX_MESSAGE) {
                    throw new IOException("it answers " + length + " bytes");
                }
                byte[] answer = read(channel, length);
                if (answer[0] != expected) {
                    throw new IOException("it declines");
                }
                return new Buffer.PlainBuffer(Arrays.copyOfRange(answer, 1, answer.length));
            } catch (IOException e) {
                throw deadline.passed() ? new IOException("no answer within " + atMost.toSeconds() + " s", e) : e;
            }
        } catch (IllegalArgumentException | UnsupportedOperationException e) {
            throw new IOException(socket + " is no socket's name", e);
        }
    }

    private static byte[] read(SocketChannel channel, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes) < 0) {
                throw new EOFException("it hung up");
            }
        }
        return bytes.array();
    }

    private static void close(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("Hanging up on the ssh-agent failed.", e);
        }
    }

    /** A key that only the agent can use. */
    final class AgentKey implements Identity {
        private final byte[] publicKey;
        private final String comment;

        private AgentKey(byte[] publicKey, String comment) {
            this.publicKey = publicKey;
            this.comment = comment;
        }

        @Override
        public String text() {
            return "the ssh-agent's key " + (comment.isEmpty() ? KnownHosts.fingerprint(publicKey) : comment);
        }

        @Override
        public byte[] publicKey() {
            return publicKey.clone();
        }

        @Override
        public boolean ready() {
            return true;
        }

        @Override
        public byte[] sign(String algorithm, byte[] data) throws IOException {
            int flags = switch (algorithm) {
                case "rsa-sha2-512" -> RSA_SHA2_512;
                case "rsa-sha2-256" -> RSA_SHA2_256;
                default -> 0;
            };
            byte[] request = new Buffer.PlainBuffer()
                    .putByte(SIGN_REQUEST)
                    .putString(publicKey)
                    .putString(data)
                    .putUInt32(flags)
                    .getCompactData();
            return ask(request, SIGN_RESPONSE, TO_SIGN).readStringAsBytes();
        }
    }
}
