package org.firewright.test.ui.lists;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.firewright.expression.IpAddress;

/** A project folder with lists: the sample's real ones, and others that chance made. */
final class ListProject {
    private final Path folder;
    private final StringBuilder lists = new StringBuilder("lists:\n");
    private String rules = "[]";

    private ListProject(Path folder) {
        this.folder = folder;
    }

    /** Begins one in a folder of its own. */
    static ListProject in(Path folder) throws IOException {
        Files.createDirectories(folder.resolve("lists"));
        return new ListProject(folder);
    }

    /** A list with this text. */
    ListProject with(String name, String text) throws IOException {
        Files.writeString(folder.resolve("lists/" + name + ".txt"), text);
        return listed(name);
    }

    /** A list that is the same as a file. */
    ListProject with(String name, Path file) throws IOException {
        Files.copy(file, folder.resolve("lists/" + name + ".txt"));
        return listed(name);
    }

    /** One of the sample project's lists. */
    ListProject sample(String name) throws IOException {
        try (InputStream in = ListProject.class.getResourceAsStream("/sample/lists/" + name + ".txt")) {
            Files.copy(in, folder.resolve("lists/" + name + ".txt"));
        }
        return listed(name);
    }

    /** So many random prefixes of IPv4: 70 % addresses, 20 % /24, the others /18 to /30. */
    ListProject random(String name, int count) throws IOException {
        Random random = new Random(count);
        try (BufferedWriter out = Files.newBufferedWriter(folder.resolve("lists/" + name + ".txt"))) {
            for (int i = 0; i < count; i++) {
                int kind = random.nextInt(10);
                int length = kind < 7 ? 32 : kind < 9 ? 24 : random.nextInt(18, 31);
                out.write(IpAddress.v4(random.nextInt()).network(length).text() + "/" + length + "\n");
            }
        }
        return listed(name);
    }

    /** A rule of the policy "edge". */
    ListProject rule(String name, String when) {
        rules = (rules.equals("[]") ? "" : rules) + "\n      - name: " + name + "\n        when: " + when
                + "\n        action: drop";
        return this;
    }

    /** Writes the project; its targets are the namespaces of two hosts. */
    Path write() throws IOException {
        Files.writeString(
                folder.resolve("firewright.yaml"),
                "firewright: 1\nname: Lists\n" + (lists.length() > 7 ? lists : "lists: {}\n")
                        + "policies:\n  edge:\n    hook: forward\n    default: accept\n    rules: " + rules
                        + "\ntargets:\n  lab1:\n    acme: edge\n    globex: edge\n  lab2:\n    acme: edge\n");
        return folder;
    }

    private ListProject listed(String name) {
        lists.append("  ").append(name).append(": lists/").append(name).append(".txt\n");
        return this;
    }
}
