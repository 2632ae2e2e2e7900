package org.firewright.remote;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import org.firewright.agent.api.AgentService;
import org.firewright.agent.api.ListFile;
import org.firewright.agent.api.Place;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.ProblemException;

/**
 * The agent as it is brought to hosts.
 *
 * @param file the jar on this computer
 * @param digest its SHA-256
 * @param size its length in bytes
 */
record AgentJar(Path file, String digest, long size) {
    /** The jar that this program itself was built with. */
    static AgentJar own() throws ProblemException {
        CodeSource source = AgentService.class.getProtectionDomain().getCodeSource();
        try {
            Path file = Path.of(source.getLocation().toURI());
            if (Files.isDirectory(file)) {
                throw ProblemException.of(
                        Problem.Kind.INTERNAL,
                        "The agent's jar is not built: this Firewright runs from the folder " + file + ".",
                        "Start it by app/run or app/firewright, which build the jar first.");
            }
            byte[] bytes = Files.readAllBytes(file);
            return new AgentJar(file, ListFile.sha256(bytes), bytes.length);
        } catch (IOException | URISyntaxException e) {
            throw new ProblemException(
                    new Problem(
                            Problem.Kind.INTERNAL,
                            Place.HOST,
                            "The agent's jar cannot be read: " + e.getMessage() + ".",
                            "Install Firewright again."),
                    e);
        }
    }

    /** Such as "2.4 MB". */
    String sizeText() {
        return Math.round(size / 100_000.0) / 10.0 + " MB";
    }
}
