package org.firewright.remote;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.connection.ConnectionException;
import net.schmizz.sshj.connection.channel.direct.Session;
import net.schmizz.sshj.sftp.FileAttributes;
import net.schmizz.sshj.sftp.FileMode;
import net.schmizz.sshj.sftp.OpenMode;
import net.schmizz.sshj.sftp.RemoteFile;
import net.schmizz.sshj.sftp.RenameFlags;
import net.schmizz.sshj.sftp.SFTPClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A host at the other end of an SSH connection. */
final class SshMachine implements Machine {
    private static final Logger LOG = LoggerFactory.getLogger(SshMachine.class);
    private static final int OWNER_ONLY = 0600;

    private final SshHost host;
    private final SSHClient client;
    private final List<SSHClient> way;

    /** Takes over a connection that is logged in, and the connections that it goes through, the nearest first. */
    SshMachine(SshHost host, SSHClient client, List<SSHClient> way) {
        this.host = host;
        this.client = client;
        this.way = List.copyOf(way);
    }

    @Override
    public String host() {
        return host.name();
    }

    @Override
    public String user() {
        return host.user();
    }

    @Override
    public Program start(String command) throws IOException {
        Session session = client.startSession();
        // The user's shell may be any; what stands behind exec is read by all of them alike.
        return new Running(session, session.exec("exec /bin/sh -c " + Shell.quote(command)));
    }

    @Override
    public void write(byte[] content, String path) throws IOException {
        upload(new ByteArrayInputStream(content), path);
    }

    @Override
    public void copy(Path content, String path) throws IOException {
        try (InputStream in = Files.newInputStream(content)) {
            upload(in, path);
        }
    }

    private void upload(InputStream content, String path) throws IOException {
        FileAttributes mode =
                new FileAttributes.Builder().withPermissions(OWNER_ONLY).build();
        try (SFTPClient sftp = client.newSFTPClient();
                RemoteFile file = sftp.open(path, EnumSet.of(OpenMode.WRITE, OpenMode.CREAT, OpenMode.TRUNC), mode);
                // Sixteen writes may be on their way at a time: a far host is not waited for after each.
                OutputStream out = file.new RemoteFileOutputStream(0, 16)) {
            byte[] chunk = new byte[32 << 10];
            for (int length = content.read(chunk); length >= 0; length = content.read(chunk)) {
                out.write(chunk, 0, length);
            }
        }
    }

    @Override
    public long size(String path) throws IOException {
        try (SFTPClient sftp = client.newSFTPClient()) {
            FileAttributes found = sftp.statExistence(path);
            return found == null || found.getType() != FileMode.Type.REGULAR ? -1 : found.getSize();
        }
    }

    @Override
    public void rename(String from, String to) throws IOException {
        try (SFTPClient sftp = client.newSFTPClient()) {
            sftp.rename(from, to, EnumSet.of(RenameFlags.OVERWRITE, RenameFlags.ATOMIC));
        }
    }

    @Override
    public boolean reachable() {
        return client.getTransport().isRunning();
    }

    @Override
    public void close() {
        close(client);
        way.reversed().forEach(SshMachine::close);
    }

    /** Ends a connection; that it has ended already is no news. */
    static void close(SSHClient client) {
        try {
            client.disconnect();
        } catch (IOException e) {
            LOG.debug("Ending a connection failed.", e);
        }
    }

    private record Running(Session session, Session.Command command) implements Program {
        @Override
        public OutputStream input() {
            return command.getOutputStream();
        }

        @Override
        public InputStream output() {
            return command.getInputStream();
        }

        @Override
        public InputStream errors() {
            return command.getErrorStream();
        }

        @Override
        public OptionalInt exitStatus(Duration atMost) throws IOException {
            try {
                command.join(atMost.toMillis(), TimeUnit.MILLISECONDS);
            } catch (ConnectionException e) {
                LOG.debug("Waiting for the end of a command.", e);
            }
            Integer status = command.getExitStatus();
            return status == null ? OptionalInt.empty() : OptionalInt.of(status);
        }

        @Override
        public void close() {
            try {
                command.getOutputStream().close();
                command.join(2, TimeUnit.SECONDS);
            } catch (IOException e) {
                LOG.debug("A command does not end by itself.", e);
            }
            try {
                session.close();
            } catch (IOException e) {
                LOG.debug("Closing a channel failed.", e);
            }
        }
    }
}
