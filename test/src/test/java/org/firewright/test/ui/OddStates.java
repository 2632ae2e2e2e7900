package org.firewright.test.ui;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.scene.input.KeyCode;

/** What is rarer than a day with work: nothing there, too much there, wrong, and twice as large. */
record OddStates(Display display, Path folder, Gallery.Camera camera) {
    private static final int SOON = 60;
    private static final int MANY = 10_000;
    private static final int DOUBLE = 26;
    private static final String LONG =
            "Everything that the branch offices in Frankfurt and Munich still send by the old plan of addresses";

    void take() throws Exception {
        Files.createDirectories(folder);
        open("typo", "firewright: 1\nname: Typo\npolices: {}\n");
        display.awaitText("Did you mean", SOON);
        camera.take("welcome-problem");
        open("empty", project(""));
        display.awaitText("0 rules", SOON);
        camera.take("rules-empty");
        open(
                "long",
                project(rule(LONG, "ip.src in {" + addresses() + "} and tcp.dstport in {22 23 80 443 3389 8080 8443}")
                        + rule("Short", "tcp.dstport == 80")));
        display.awaitText("Everything that", SOON);
        camera.take("rules-long-names");
        open(
                "wrong",
                project(rule("Typing error", "tcp.dstprt == 80")
                        + rule("Missing list", "ip.src in $nowhere")
                        + rule("Takes all", "tcp.dstport >= 0")
                        + rule("Never reached", "tcp.dstport == 443")));
        display.awaitText("Typing error", SOON);
        display.awaitText("⚠", SOON);
        display.awaitText("decided before by rule 3 (Takes all)", SOON);
        camera.take("rules-errors");
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < MANY; i++) {
            many.append(rule(
                    "Customer " + i, "ip.dst in {10." + i / 256 + "." + i % 256 + ".0/24} and tcp.dstport == 443"));
        }
        open("many", project(many.toString()));
        display.awaitText("10,000 rules", SOON);
        display.awaitText("not deployed yet", SOON);
        camera.take("rules-many");
        open("two", project(rule("Web", "tcp.dstport in {80 443} and ip.src in {192.0.2.0/24}") + rule("Rest", "")));
        display.awaitText("2 rules", SOON);
        for (int size = 13; size < DOUBLE; size++) {
            display.push(KeyCode.SHORTCUT, KeyCode.EQUALS);
        }
        camera.take("rules-doubled");
        for (String place : new String[] {"Lists", "Deploy", "Inspect"}) {
            display.open(place);
            camera.take(place.toLowerCase(java.util.Locale.ROOT) + "-doubled");
        }
        display.push(KeyCode.F1);
        display.awaitText("Move a rule", SOON);
        camera.take("shortcuts-doubled");
        display.push(KeyCode.ESCAPE);
    }

    private void open(String name, String yaml) throws IOException {
        display.openProject(folder.resolve(name), yaml);
    }

    private static String project(String rules) {
        return "firewright: 1\nname: Odd\npolicies:\n  edge:\n    hook: forward\n    default: accept\n    rules:"
                + (rules.isEmpty() ? " []\n" : "\n" + rules) + "targets:\n  lab1:\n    acme: edge\n";
    }

    private static String rule(String name, String when) {
        return "      - {name: \"" + name + "\", when: '" + when + "', action: drop}\n";
    }

    private static String addresses() {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < 14; i++) {
            all.append(i == 0 ? "" : " ").append("10.").append(i * 7).append(".0.0/16");
        }
        return all.toString();
    }
}
