package org.firewright.test.ui.rules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A project of seven rules and two lists in one policy, and of one rule in another. */
final class CustomersProject {
    private static final String YAML = """
            firewright: 1
            name: Customers
            lists:
              ipsum: ipsum.txt
              partners: partners.txt
            policies:
              edge:
                hook: forward
                default: accept
                rules:
                  - name: Bad actors
                    when: ip.src in $ipsum and tcp.dstport in {22 23 3389}
                    action: drop
                  - name: Partners first
                    when: ip.src in $partners
                    action: accept
                  - name: Web
                    when: tcp.dstport in {80 443} or tcp.dstport == 8080
                    action: accept
                  - name: Names for the office
                    when: udp.dstport == 53 and (ip.dst in {10.7.0.0/24} or ip.dst == 10.9.0.1)
                    action: count
                  - name: Odd one out
                    when: tcp.dstport == 25 xor ip.ttl < 5
                    action: count
                    enabled: false
                  - name: Handshakes from outside
                    when: tcp.flags.syn and not tcp.flags.ack
                    action: drop
                    enabled: false
                  - name: Old telnet rule
                    when: tcp.dstport == 23
                    action: drop
                    enabled: false
              inner:
                hook: forward
                default: accept
                rules:
                  - name: Logins
                    when: tcp.dstport == 22
                    action: count
            targets:
              lab1:
                acme: edge
                globex: inner
                initech: edge
            """;

    private CustomersProject() {}

    /** Writes it into this folder and returns that. */
    static Path in(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("firewright.yaml"), YAML);
        Files.writeString(folder.resolve("ipsum.txt"), "192.0.2.0/25\n198.51.100.7\n203.0.113.0/24\n");
        Files.writeString(folder.resolve("partners.txt"), "192.0.2.200\n2001:db8::/32\n");
        return folder;
    }
}
