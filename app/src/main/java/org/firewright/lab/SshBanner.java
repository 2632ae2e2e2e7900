package org.firewright.lab;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Whether an SSH server answers. */
final class SshBanner {
    private static final int PORT = 22;
    private static final int TIMEOUT_MILLIS = 1_000;

    private SshBanner() {}

    /** Whether something at the address (a literal, or empty) says that it is an SSH server (RFC 4253, 4.2). */
    static boolean isAt(String address) {
        if (address.isEmpty()) {
            return false;
        }
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, PORT), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            byte[] start = socket.getInputStream().readNBytes(4);
            return "SSH-".equals(new String(start, StandardCharsets.US_ASCII));
        } catch (IOException e) {
            return false; // refused, no route, silent: all the same to who asks
        }
    }
}
