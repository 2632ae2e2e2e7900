package org.firewright.test.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.ProblemException;
import org.firewright.compile.CompiledProject;
import org.firewright.compile.ProjectCompiler;
import org.firewright.deploy.DeployEvent;
import org.firewright.deploy.DeployReport;
import org.firewright.deploy.Deployer;
import org.firewright.lab.Lab;
import org.firewright.lab.Rates;
import org.firewright.policy.ProjectFile;
import org.firewright.remote.AgentSession;
import org.firewright.remote.Hosts;
import org.firewright.remote.Prompts;

/**
 * How long a deployment to a lab host takes over SSH, step by step: of a policy with a large list and of one with
 * 10,000 rules. Beside it, on the same host in the same run, {@code nft -f} of the same rules, the list as a set.
 */
public final class DeployBench {
    private static final int RULES = 10_000;
    private static final String HOST = "lab1";

    private final Map<String, List<Double>> figures = new LinkedHashMap<>();
    private final Lab lab = new Lab("bench-deploy");
    private final Path folder;

    private DeployBench(Path folder) {
        this.folder = folder;
    }

    /** Takes {@code --quick} for one run with a small list. Needs root. */
    public static void main(String[] arguments) throws Exception {
        boolean quick = List.of(arguments).contains("--quick");
        try (BenchFolder folder = BenchFolder.make()) {
            DeployBench bench = new DeployBench(folder.path());
            try {
                bench.measure(quick ? 1 : 3, quick ? 100_000 : 1_000_000);
            } finally {
                bench.lab.down(step -> {});
            }
        }
    }

    private void measure(int runs, int entries) throws Exception {
        lab.up(1, step -> {});
        lab.setRates(Rates.even(0)); // traffic would take its share of a small machine
        for (int run = 0; run < runs; run++) {
            String list = addresses(entries, run);
            Files.writeString(folder.resolve("list.txt"), list);
            String what = String.format(Locale.ROOT, "list of %,d", entries);
            deploy(what, "acme", project("lists:\n  bad: list.txt\n", List.of("ip.src in $bad and tcp.dstport == 22")));
            nft(what, set(list));
            String rules = String.format(Locale.ROOT, "%,d rules", RULES);
            CompiledProject compiled = deploy(rules, "globex", project("", conditions(run)));
            nft(rules, compiled.policy("edge").orElseThrow().nft());
        }
        Report report = new Report("deploy");
        figures.forEach((what, measured) -> report.add(
                what, "ms", measured.stream().mapToDouble(Double::doubleValue).toArray(), 0));
        report.publish();
    }

    /** Different single addresses, so that none can be merged with another. */
    private static String addresses(int entries, int run) {
        StringBuilder list = new StringBuilder();
        Random random = new Random(run);
        long step = (1L << 31) / entries;
        for (long i = 0; i < entries; i++) {
            long address = (16L << 24) + i * step + random.nextLong(step - 1);
            list.append(address >>> 24).append('.').append(address >>> 16 & 255).append('.');
            list.append(address >>> 8 & 255).append('.').append(address & 255).append('\n');
        }
        return list.toString();
    }

    private static List<String> conditions(int run) {
        List<String> conditions = new ArrayList<>();
        for (int i = 0; i < RULES; i++) {
            conditions.add("ip.src == 10." + run + "." + i / 250 + "." + i % 250 + " and tcp.dstport == " + (1000 + i));
        }
        return conditions;
    }

    private static String project(String lists, List<String> conditions) {
        StringBuilder text = new StringBuilder("firewright: 1\nname: Bench\n" + lists
                + "policies:\n  edge:\n    hook: forward\n    default: accept\n    rules:\n");
        int number = 0;
        for (String condition : conditions) {
            number++;
            text.append("      - name: Rule ")
                    .append(number)
                    .append("\n        when: ")
                    .append(condition);
            text.append("\n        action: drop\n");
        }
        return text + "targets:\n  " + HOST + ":\n    NAMESPACE: edge\n";
    }

    private CompiledProject deploy(String what, String namespace, String text) throws IOException, ProblemException {
        Files.writeString(folder.resolve("firewright.yaml"), text.replace("NAMESPACE", namespace));
        long start = System.nanoTime();
        CompiledProject compiled =
                new ProjectCompiler().compile(ProjectFile.read(folder).project().orElseThrow());
        start = note(what + ": read and compile", start);
        try (AgentSession session = new Hosts(lab.sshSettings(), Prompts.NONE).connect(HOST, step -> {})) {
            start = note(what + ": connect and start the agent", start);
            Steps steps = new Steps(start);
            DeployReport report = Deployer.deploy(
                    compiled,
                    compiled.project().targets(),
                    Map.of(HOST, session)::get,
                    Deployer.AfterFailure.STOP,
                    () -> false,
                    steps::accept);
            for (DeployEvent.Failed failed : report.failed()) {
                throw new ProblemException(failed.problem());
            }
            note(what + ": upload, prepare and commit in all", start);
            steps.spent.forEach((step, millis) -> add(what + ":   " + step, millis));
            add(
                    what + ":   of which the transaction",
                    report.committed().getFirst().commit().milliseconds());
        }
        return compiled;
    }

    /** How much time passed in each part of a push, by what its events tell. */
    private static final class Steps {
        private final Map<String, Double> spent = new LinkedHashMap<>();
        private String current = "ask what is there";
        private long since;

        Steps(long since) {
            this.since = since;
        }

        void accept(DeployEvent event) {
            long now = System.nanoTime();
            spent.merge(current, (now - since) / 1e6, Double::sum);
            since = now;
            if (event instanceof DeployEvent.Step step) {
                String first = step.step().split(" ", 2)[0];
                current = switch (first) {
                    case "Uploading" -> "upload";
                    case "Preparing" -> "send the rules";
                    case "Loading" -> "load the list into the kernel";
                    case "Checking" -> "try the batch";
                    case "Putting" -> "commit";
                    default -> current;
                };
            }
        }
    }

    private static String set(String list) {
        return "table inet firewright {\n\tset bad {\n\t\ttype ipv4_addr; flags interval;\n\t\telements = { "
                + list.strip().replace("\n", ", ")
                + " }\n\t}\n\tchain forward {\n\t\ttype filter hook forward priority 0; policy accept;\n"
                + "\t\tip saddr @bad tcp dport 22 counter drop\n\t}\n}\n";
    }

    /** Loads the text on the host, timed there, into the namespace that is nobody's so far, and takes it away again. */
    private void nft(String what, String text) throws IOException, InterruptedException, ProblemException {
        String script = "cat >/root/bench.nft && begin=$(date +%s%N) && ip netns exec initech nft -f /root/bench.nft"
                + " && end=$(date +%s%N) && ip netns exec initech nft delete table inet firewright && echo $((end - begin))";
        Process ssh = new ProcessBuilder("ssh", "-F", lab.sshConfig().toString(), HOST, script)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        ssh.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        ssh.getOutputStream().close();
        String printed = new String(ssh.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (ssh.waitFor() != 0) {
            throw ProblemException.of(Problem.Kind.REFUSED, "nft -f failed on " + HOST + ".", "");
        }
        add(what + ": nft -f of the same on the host", Long.parseLong(printed) / 1e6);
    }

    private long note(String what, long start) {
        long now = System.nanoTime();
        add(what, (now - start) / 1e6);
        return now;
    }

    private void add(String what, double millis) {
        figures.computeIfAbsent(what, key -> new ArrayList<>()).add(millis);
    }
}
