package org.firewright.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.firewright.remote.KnownHosts.Finding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownHostsTest {
    @TempDir
    Path folder;

    private static byte[] key(String type, String rest) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        byte[] body = rest.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(4 + name.length + body.length)
                .putInt(name.length)
                .put(name)
                .put(body)
                .array();
    }

    private static String line(String names, String type, String rest) {
        return names + " " + type + " " + Base64.getEncoder().encodeToString(key(type, rest)) + " a comment\n";
    }

    private KnownHosts known(String text) throws IOException {
        Path file = folder.resolve("known_hosts");
        Files.writeString(file, text);
        return new KnownHosts(List.of(folder.resolve("missing"), file));
    }

    private static Finding find(KnownHosts known, String name, String type, String rest) throws IOException {
        return known.find(name, key(type, rest));
    }

    @Test
    void namesPatternsAndNegation() throws IOException {
        KnownHosts known = known(line("one,*.example,!secret.example,[two]:2222", "ssh-ed25519", "a"));

        for (String name : List.of("one", "www.example", "[two]:2222")) {
            assertThat(find(known, name, "ssh-ed25519", "a")).as(name).isInstanceOf(Finding.Known.class);
        }
        for (String name : List.of("secret.example", "two", "[one]:2222", "other")) {
            assertThat(find(known, name, "ssh-ed25519", "a")).as(name).isInstanceOf(Finding.Unknown.class);
        }
    }

    @Test
    void severalKeysOfAHostAreAllRight() throws IOException {
        KnownHosts known = known(line("one", "ssh-ed25519", "a") + line("one", "ssh-ed25519", "b"));

        assertThat(find(known, "one", "ssh-ed25519", "a")).isInstanceOf(Finding.Known.class);
        assertThat(find(known, "one", "ssh-ed25519", "b")).isInstanceOf(Finding.Known.class);
        assertThat(known.types("one")).containsExactly("ssh-ed25519");
    }

    @Test
    void anotherKeyIsAChangeAlsoOfAnotherType() throws IOException {
        KnownHosts known = known("\n# comment\n" + line("one", "ssh-rsa", "r") + line("one", "ssh-ed25519", "a"));

        assertThat(find(known, "one", "ssh-ed25519", "x"))
                .isInstanceOfSatisfying(
                        Finding.Changed.class,
                        changed -> assertThat(changed.known().line()).isEqualTo(4));
        assertThat(find(known, "one", "ecdsa-sha2-nistp256", "x"))
                .isInstanceOfSatisfying(
                        Finding.Changed.class,
                        changed -> assertThat(changed.known().line()).isEqualTo(3));
    }

    @Test
    void revokedKeysAndAuthorities() throws IOException {
        KnownHosts known = known(line("one", "ssh-ed25519", "a")
                + line("@revoked *", "ssh-ed25519", "a")
                + line("@cert-authority *", "ssh-ed25519", "ca"));

        assertThat(find(known, "one", "ssh-ed25519", "a")).isInstanceOf(Finding.Revoked.class);
        assertThat(find(known, "two", "ssh-ed25519", "ca")).isInstanceOf(Finding.Unknown.class);
    }

    @Test
    void linesThatAreNoneKnowNothing() throws IOException {
        KnownHosts known = known("one\none ssh-ed25519\none ssh-ed25519 !!!!\n|1|x|y ssh-ed25519 AAAA\n|1||| a b\n"
                + "one ssh-rsa " + Base64.getEncoder().encodeToString(key("ssh-ed25519", "a")) + "\n");

        assertThat(find(known, "one", "ssh-ed25519", "a")).isInstanceOf(Finding.Unknown.class);
        assertThat(find(known, "one", "ssh-ed25519", "a")).isInstanceOf(Finding.Unknown.class);
    }

    @Test
    void addingKeepsWhatIsThereAndBeginsALine() throws IOException {
        Path file = folder.resolve("sub/known_hosts");
        KnownHosts known = new KnownHosts(List.of(file));
        known.add("one", key("ssh-ed25519", "a"), false);
        assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
        assertThat(Files.getPosixFilePermissions(file.getParent())).hasSize(3);
        Files.writeString(file, Files.readString(file).strip());

        known.add("two", key("ssh-ed25519", "b"), true);

        assertThat(Files.readAllLines(file)).hasSize(2);
        assertThat(find(known, "one", "ssh-ed25519", "a")).isInstanceOf(Finding.Known.class);
        assertThat(find(known, "two", "ssh-ed25519", "b")).isInstanceOf(Finding.Known.class);
        assertThat(Files.readString(file)).doesNotContain("two");
    }

    @Test
    void keysThatAreTooShortHaveNoType() {
        assertThat(KnownHosts.type(new byte[0])).isEmpty();
        assertThat(KnownHosts.type(new byte[] {0, 0, 0, 9, 'a'})).isEmpty();
        assertThat(KnownHosts.type(new byte[] {-1, -1, -1, -1, 'a'})).isEmpty();
    }
}
