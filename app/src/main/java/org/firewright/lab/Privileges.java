package org.firewright.lab;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.ProblemException;
import org.firewright.agent.linux.SystemCalls;

/** How this user becomes root on this computer. */
final class Privileges {
    private Privileges() {}

    /** What to put before a command; nothing for root. Asks at a terminal by sudo, on a desktop by pkexec. */
    static List<String> prefix() throws ProblemException {
        if (SystemCalls.effectiveUser() == 0) {
            return List.of();
        }
        if (atTerminal() && installed("sudo")) {
            return List.of("sudo", "-p", "Firewright's lab needs root; password for %u: ", "--");
        }
        if (System.getenv("DISPLAY") != null && installed("pkexec")) {
            return List.of("pkexec");
        }
        if (installed("sudo")) {
            return List.of("sudo", "-n", "--"); // there is nobody to type a password
        }
        throw ProblemException.of(
                Problem.Kind.PERMISSION,
                "The lab makes network namespaces, which takes root, and neither sudo nor pkexec is installed.",
                "Start Firewright as root, or install sudo: apt-get install sudo");
    }

    @SuppressWarnings("SystemConsoleNull") // from JDK 25 on it is null again where there is no terminal
    static boolean atTerminal() {
        return System.console() != null && System.console().isTerminal();
    }

    private static boolean installed(String tool) {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, tool))) {
                return true;
            }
        }
        return false;
    }
}
