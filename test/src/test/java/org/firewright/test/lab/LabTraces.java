package org.firewright.test.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.firewright.lab.Lab;

/**
 * What of a lab is to be found on this computer. It looks for the very namespaces, interfaces, folders and processes
 * that were the lab's, so that others may test at the same time.
 */
final class LabTraces {
    private final Lab lab;
    private final Set<String> namespaces = new TreeSet<>();
    private final Set<String> interfaces = new TreeSet<>();

    private LabTraces(Lab lab) {
        this.lab = lab;
    }

    /** Notes what there is of it now. */
    static LabTraces of(Lab lab) throws Exception {
        LabTraces traces = new LabTraces(lab);
        for (Path process : processes()) {
            if (environment(process).contains("\0FIREWRIGHT_LAB_MEMBER=" + lab.name() + "/")) {
                namespaces(process).forEach(traces.namespaces::add);
            }
        }
        // Its traffic looks at this computer's files, and so at namespaces of others.
        namespaces(Path.of("/proc/self")).forEach(traces.namespaces::remove);
        Path block = lab.folder().resolve("block");
        if (Files.exists(block)) {
            String start = "fw" + Files.readString(block).strip() + "h";
            interfaces().filter(name -> name.startsWith(start)).forEach(traces.interfaces::add);
        }
        return traces;
    }

    /** Network namespaces that were noted, those of customers included. */
    Set<String> namespaces() {
        return namespaces;
    }

    Set<String> cables() {
        return interfaces;
    }

    /** All of it that is still to be found, each thing in a few words. */
    List<String> left() throws IOException {
        List<String> left = new ArrayList<>();
        if (Files.exists(lab.folder())) {
            left.add("folder " + lab.folder());
        }
        interfaces().filter(interfaces::contains).forEach(name -> left.add("interface " + name));
        for (Path process : processes()) {
            if (environment(process).contains("\0FIREWRIGHT_LAB_MEMBER=" + lab.name())) {
                left.add("process " + process + " "
                        + text(process.resolve("cmdline")).replace('\0', ' '));
            }
            namespaces(process).filter(namespaces::contains).forEach(name -> left.add(process + " in " + name));
            String mounts = text(process.resolve("mountinfo"));
            if (mounts.contains(lab.folder() + "/")) {
                left.add(process + " sees a mount of the lab's");
            }
        }
        return left;
    }

    /** The processes of the lab whose mark ends so, such as "lab1"; empty for the script that brings it up. */
    static List<Long> members(Lab lab, String part) throws IOException {
        String mark = "\0FIREWRIGHT_LAB_MEMBER=" + lab.name() + (part.isEmpty() ? "" : "/" + part) + "\0";
        List<Long> members = new ArrayList<>();
        for (Path process : processes()) {
            if (environment(process).contains(mark)) {
                members.add(Long.valueOf(process.getFileName().toString()));
            }
        }
        return members;
    }

    /** The number of a host's sshd, which writes over its environment and so hides the mark. */
    static List<Long> sshd(Lab lab, String host) throws IOException {
        Path init = Path.of(
                "/proc",
                Files.readString(lab.folder().resolve(host).resolve("init")).strip());
        List<Long> servers = new ArrayList<>();
        for (Path process : processes()) {
            if (text(process.resolve("comm")).equals("sshd\n")
                    && pidNamespace(process).equals(pidNamespace(init))) {
                servers.add(Long.valueOf(process.getFileName().toString()));
            }
        }
        return servers;
    }

    private static String pidNamespace(Path process) {
        try {
            return Files.readSymbolicLink(process.resolve("ns/pid")).toString();
        } catch (IOException e) {
            return "ended"; // meanwhile
        }
    }

    private static List<Path> processes() throws IOException {
        try (Stream<Path> entries = Files.list(Path.of("/proc"))) {
            return entries.filter(entry -> entry.getFileName().toString().matches("[0-9]+"))
                    .toList();
        }
    }

    private static String environment(Path process) {
        return "\0" + text(process.resolve("environ")) + "\0";
    }

    /** The namespace it is in, and those that are mounted where it looks. */
    private static Stream<String> namespaces(Path process) {
        List<String> names = new ArrayList<>();
        try {
            names.add(Files.readSymbolicLink(process.resolve("ns/net")).toString());
        } catch (IOException e) {
            return Stream.empty(); // it has ended meanwhile
        }
        for (String line : text(process.resolve("mountinfo")).split("\n", -1)) {
            String[] fields = line.split(" ", -1);
            if (fields.length > 3 && fields[3].startsWith("net:")) {
                names.add(fields[3]);
            }
        }
        return names.stream();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return ""; // it has ended meanwhile
        }
    }

    private static Stream<String> interfaces() throws IOException {
        try (Stream<Path> entries = Files.list(Path.of("/sys/class/net"))) {
            return entries.map(entry -> entry.getFileName().toString()).toList().stream();
        }
    }
}
