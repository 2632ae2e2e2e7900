package org.firewright.remote;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.util.Arrays;
import java.util.Base64;
import net.schmizz.sshj.Config;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.Factory;
import net.schmizz.sshj.common.SSHRuntimeException;
import net.schmizz.sshj.signature.Signature;
import net.schmizz.sshj.userauth.keyprovider.FileKeyProvider;
import net.schmizz.sshj.userauth.keyprovider.KeyFormat;
import net.schmizz.sshj.userauth.keyprovider.KeyProvider;
import net.schmizz.sshj.userauth.keyprovider.KeyProviderUtil;
import net.schmizz.sshj.userauth.password.PasswordUtils;

/** A private key in a file: OpenSSH's format, PEM or PKCS #8, with or without a passphrase. */
final class KeyFile implements Identity {
    private static final long MAX_BYTES = 64 << 10;
    private static final String OPENSSH = "-----BEGIN OPENSSH PRIVATE KEY-----";
    private static final byte[] MAGIC = "openssh-key-v1\0".getBytes(StandardCharsets.US_ASCII);

    private final Path file;
    private final Config config;
    private final boolean encrypted;
    private final byte[] publicHalf;
    private KeyProvider keys;

    private KeyFile(Path file, Config config, boolean encrypted, byte[] publicHalf) {
        this.file = file;
        this.config = config;
        this.encrypted = encrypted;
        this.publicHalf = publicHalf;
    }

    /** Looks at a file. Throws IOException, whose message says why, when it is no private key that can be read. */
    static KeyFile read(Path file, Config config) throws IOException {
        if (Files.size(file) > MAX_BYTES) {
            throw new IOException("it is larger than " + MAX_BYTES + " bytes");
        }
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        KeyFile key = text.startsWith(OPENSSH)
                ? ofOpenSsh(file, config, text)
                : new KeyFile(file, config, text.contains("ENCRYPTED"), beside(file));
        if (!key.encrypted) {
            key.unlock(null);
        }
        return key;
    }

    @Override
    public String text() {
        return file.toString();
    }

    /** The file's path. */
    Path file() {
        return file;
    }

    /** Whether the public half is known without the passphrase. */
    boolean publicHalfReadable() {
        return publicHalf != null || keys != null;
    }

    @Override
    public byte[] publicKey() throws IOException {
        return publicHalf != null
                ? publicHalf.clone()
                : new Buffer.PlainBuffer().putPublicKey(keys.getPublic()).getCompactData();
    }

    @Override
    public boolean ready() {
        return keys != null;
    }

    /**
     * Reads the private half.
     *
     * @param passphrase null where the file needs none; overwritten afterwards
     * @throws IOException when the passphrase is wrong or the file damaged
     */
    void unlock(char[] passphrase) throws IOException {
        try {
            KeyFormat format = KeyProviderUtil.detectKeyFileFormat(file.toFile());
            FileKeyProvider provider =
                    Factory.Named.Util.create(config.getFileKeyProviderFactories(), format.toString());
            if (provider == null) {
                throw new IOException("it is no private key of a known format");
            }
            File location = file.toFile();
            provider.init(location, passphrase == null ? null : PasswordUtils.createOneOff(passphrase));
            provider.getPrivate();
            keys = provider;
        } catch (SSHRuntimeException | IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public byte[] sign(String algorithm, byte[] data) throws IOException {
        PrivateKey key = keys.getPrivate();
        Signature signature = config.getKeyAlgorithms().stream()
                .map(Factory.Named::create)
                .filter(known -> known.getKeyAlgorithm().equals(algorithm))
                .findFirst()
                .orElseThrow(() -> new IOException(algorithm + " is not known"))
                .newSignature();
        signature.initSign(key);
        signature.update(data);
        return new Buffer.PlainBuffer()
                .putString(signature.getSignatureName())
                .putBytes(signature.encode(signature.sign()))
                .getCompactData();
    }

    /** PROTOCOL.key of OpenSSH: magic, cipher, key derivation and its options, number of keys, public key, … */
    private static KeyFile ofOpenSsh(Path file, Config config, String text) throws IOException {
        try {
            int end = text.indexOf("-----END");
            if (end < 0) {
                throw new IOException("it is cut short");
            }
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getMimeDecoder().decode(text.substring(OPENSSH.length(), end)));
            byte[] magic = new byte[MAGIC.length];
            bytes.get(magic);
            String cipher = new String(string(bytes), StandardCharsets.US_ASCII);
            string(bytes);
            string(bytes);
            if (!Arrays.equals(magic, MAGIC) || bytes.getInt() != 1) {
                throw new IOException("it is not one key in OpenSSH's format");
            }
            return new KeyFile(file, config, !cipher.equals("none"), string(bytes));
        } catch (RuntimeException e) {
            throw new IOException("it is damaged", e);
        }
    }

    private static byte[] string(ByteBuffer from) {
        byte[] bytes = new byte[Math.min(from.getInt(), (int) MAX_BYTES)];
        from.get(bytes);
        return bytes;
    }

    /** The public key in the file of the same name with .pub; null where there is none. */
    private static byte[] beside(Path file) throws IOException {
        Path other = Path.of(file + ".pub");
        if (!Files.exists(other)) {
            return null;
        }
        String[] words = Files.readString(other, StandardCharsets.ISO_8859_1).split("\\s+", 3);
        try {
            return words.length < 2 ? null : Base64.getDecoder().decode(words[1]);
        } catch (IllegalArgumentException e) {
            throw new IOException(other + " is no public key", e);
        }
    }
}
