package org.firewright.remote;

import java.util.List;
import java.util.function.Consumer;
import net.schmizz.sshj.DefaultConfig;
import net.schmizz.sshj.common.Factory;

/**
 * The algorithms that are offered: sshj's own without those that OpenSSH has dropped from its defaults (SHA-1 and MD5
 * signatures and MACs, DSA, CBC and RC4 ciphers, small groups), and without host certificates, which are not checked
 * here.
 */
final class SshAlgorithms extends DefaultConfig {
    private static final List<String> DROPPED = List.of(
            "sha1",
            "md5",
            "ripemd",
            "-cbc",
            "arcfour",
            "blowfish",
            "cast128",
            "idea",
            "serpent",
            "twofish",
            "3des",
            "ssh-dss",
            "cert-v01");

    SshAlgorithms() {
        keep(getKeyExchangeFactories(), this::setKeyExchangeFactories);
        keep(getCipherFactories(), this::setCipherFactories);
        keep(getMACFactories(), this::setMACFactories);
        keep(
                getKeyAlgorithms().stream()
                        .filter(algorithm -> !algorithm.getName().equals("ssh-rsa")) // signs with SHA-1
                        .toList(),
                this::setKeyAlgorithms);
    }

    private static <T> void keep(List<Factory.Named<T>> all, Consumer<List<Factory.Named<T>>> set) {
        set.accept(all.stream()
                .filter(named -> DROPPED.stream().noneMatch(named.getName()::contains))
                .toList());
    }
}
