package org.firewright.remote;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.firewright.agent.api.AgentFlags;

/**
 * What the probe found on a host.
 *
 * @param system the kernel's name, such as Linux
 * @param architecture the machine's name as uname gives it
 * @param root whether commands run as root
 * @param cache the folder that is ours, empty where none could be made
 * @param missing why there is no such folder; otherwise empty
 * @param jar digest of the agent's jar that is there, empty where there is none
 * @param javas every Java, the newest first
 */
record HostFacts(
        String system, String architecture, boolean root, String cache, String missing, String jar, List<Java> javas) {
    /**
     * A Java on the host.
     *
     * @param path of its program java
     * @param version as it tells it, such as 21.0.5
     * @param feature the number that counts, such as 21; 0 where the version makes no sense
     */
    record Java(String path, String version, int feature) {
        static Java of(String version, String path) {
            // Up to Java 8 versions began with "1.".
            String[] parts = (version.startsWith("1.") ? version.substring(2) : version).split("[^0-9]", 2);
            boolean number = !parts[0].isEmpty() && parts[0].length() < 6;
            return new Java(path, version, number ? Integer.parseInt(parts[0]) : 0);
        }
    }

    /** The newest Java that is new enough. */
    Optional<Java> java() {
        return javas.stream()
                .filter(java -> java.feature() >= AgentFlags.MINIMUM_JAVA)
                .findFirst();
    }

    /** Reads the probe's output; lines that are not the probe's (a talkative login shell) are passed over. */
    static Optional<HostFacts> read(String output) {
        String system = "";
        String architecture = "";
        boolean root = false;
        String cache = "";
        String missing = "";
        String jar = "";
        boolean whole = false;
        List<Java> javas = new ArrayList<>();
        for (String line : output.lines().toList()) {
            String[] words = line.split(" ", 4);
            if (words.length < 2 || !words[0].equals("firewright")) {
                continue;
            }
            String rest =
                    line.substring("firewright ".length() + words[1].length()).strip();
            switch (words[1]) {
                case "system" -> {
                    system = words.length > 2 ? words[2] : "";
                    architecture = words.length > 3 ? words[3] : "";
                }
                case "uid" -> root = rest.equals("0");
                case "cache" -> cache = rest;
                case "nohome" -> {
                    missing =
                            rest.isEmpty() ? "the user has no home folder" : "the home folder " + rest + " is missing";
                    whole = true;
                }
                case "nocache" -> {
                    missing = "the folder " + rest + " cannot be made";
                    whole = true;
                }
                case "jar" -> jar = rest;
                case "java" -> {
                    if (words.length == 4) {
                        javas.add(Java.of(words[2], words[3]));
                    }
                }
                case "end" -> whole = true;
                default -> {
                    // a newer probe's fact
                }
            }
        }
        javas.sort(Comparator.comparingInt(Java::feature).reversed());
        return whole
                ? Optional.of(new HostFacts(system, architecture, root, cache, missing, jar, List.copyOf(javas)))
                : Optional.empty();
    }
}
