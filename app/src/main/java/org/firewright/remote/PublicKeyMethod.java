package org.firewright.remote;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.Message;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.transport.TransportException;
import net.schmizz.sshj.userauth.UserAuthException;
import net.schmizz.sshj.userauth.method.AbstractAuthMethod;

/**
 * Proves who the user is with one key, wherever its private half is (RFC 4252, section 7): first asks whether the host
 * would take the key, and signs only then. sshj's own method wants the private key itself, which an ssh-agent never
 * gives.
 */
final class PublicKeyMethod extends AbstractAuthMethod {
    private final Identity identity;
    private final byte[] publicKey;
    private final Queue<String> algorithms;

    PublicKeyMethod(Identity identity) throws IOException {
        super("publickey");
        this.identity = identity;
        this.publicKey = identity.publicKey();
        this.algorithms = new ArrayDeque<>(PublicKeys.algorithms(KnownHosts.type(publicKey)));
    }

    /** The host would take the key, but a person has to unlock it first: outside of the exchange, which must not wait. */
    static final class Locked extends UserAuthException {
        private static final long serialVersionUID = 1L;

        Locked(String key) {
            super(key + " is locked");
        }
    }

    @Override
    public boolean shouldRetry() {
        algorithms.poll();
        return !algorithms.isEmpty();
    }

    @Override
    protected SSHPacket buildReq() throws UserAuthException {
        return request(false);
    }

    @Override
    public void handle(Message message, SSHPacket packet) throws UserAuthException, TransportException {
        if (message != Message.USERAUTH_60) { // SSH_MSG_USERAUTH_PK_OK
            super.handle(message, packet);
            return;
        }
        if (!identity.ready()) {
            throw new Locked(identity.text());
        }
        SSHPacket request = request(true);
        byte[] signed = new Buffer.PlainBuffer()
                .putString(params.getTransport().getSessionID())
                .putBuffer(request)
                .getCompactData();
        try {
            params.getTransport().write(request.putString(identity.sign(algorithms.element(), signed)));
        } catch (TransportException e) {
            throw e;
        } catch (IOException e) {
            throw new UserAuthException(identity.text() + " cannot sign: " + e.getMessage(), e);
        }
    }

    private SSHPacket request(boolean signed) throws UserAuthException {
        return super.buildReq()
                .putBoolean(signed)
                .putString(algorithms.element())
                .putString(publicKey);
    }
}
