package org.firewright.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.firewright.agent.api.Ruleset;
import org.firewright.compile.PolicySet;
import org.firewright.compile.ProjectCompiler;
import org.firewright.policy.ProjectFile;

/** A project of two hosts, three targets and one list on disk. */
final class SmallProject {
    static final String TEXT = """
            firewright: 1
            name: Small
            lists:
              bad: {file: bad.txt, held-as: table}
            policies:
              edge:
                hook: forward
                default: accept
                rules:
                  - name: Bad actors
                    when: ip.src in $bad and tcp.dstport in {22 23}
                    action: drop
                  - name: Web
                    when: tcp.dstport == 80
                    action: count
            targets:
              fw1:
                acme: edge
                globex: edge
              fw2:
                acme: edge
            """;

    private SmallProject() {}

    /** Writes it into a folder; returns the folder. */
    static String in(Path folder) throws IOException {
        Files.writeString(folder.resolve("firewright.yaml"), TEXT);
        Files.writeString(folder.resolve("bad.txt"), "192.0.2.0/24\n198.51.100.7\n");
        return folder.toString();
    }

    /** Writes it with a change. */
    static String in(Path folder, String text, String replacement) throws IOException {
        in(folder);
        Files.writeString(folder.resolve("firewright.yaml"), TEXT.replace(text, replacement));
        return folder.toString();
    }

    /** What its policy comes to in a namespace. */
    static Ruleset ruleset(Path folder, String namespace) {
        return PolicySet.of(new ProjectCompiler()
                        .compile(ProjectFile.read(folder).project().orElseThrow())
                        .policy("edge")
                        .orElseThrow())
                .ruleset(namespace);
    }
}
