package org.firewright.test.conformance;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A comparison with nft over the whole corpus, or over the tests of a copy of nftables' source whose folder is given: a
 * table, with all that is not the same and all that is not understood one by one, also as a file, and JSON.
 */
final class NftReport {
    private static final Path FOLDER = Path.of("test/target/conformance");

    private NftReport() {}

    static void write(String name, String[] arguments, BiFunction<NftSession, NftCorpus.Text, NftResult> comparison)
            throws IOException {
        List<NftCorpus.Text> texts = new ArrayList<>();
        if (arguments.length > 0) {
            texts.addAll(NftRegression.texts(Path.of(arguments[0])));
        } else {
            texts.addAll(NftCorpus.rules());
            texts.addAll(NftCorpus.rulesets());
        }
        write(name, session -> texts, comparison);
    }

    static void write(
            String name,
            Function<NftSession, List<NftCorpus.Text>> texts,
            BiFunction<NftSession, NftCorpus.Text, NftResult> comparison)
            throws IOException {
        NftResult total = new NftResult();
        Path file = Files.createDirectories(FOLDER).resolve(name + ".txt");
        try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(file))) {
            Consumer<String> line = text -> {
                System.out.println(text);
                out.println(text);
            };
            line.accept("%-60s %9s %9s %11s %9s".formatted(name, "agreed", "different", "unsupported", "not tried"));
            try (NftSession session = new NftSession()) {
                for (NftCorpus.Text text : texts.apply(session)) {
                    NftResult result = comparison.apply(session, text);
                    line.accept(row(text.name(), result));
                    total.add(result);
                }
            }
            line.accept(row("all", total));
            total.different.forEach(difference -> line.accept("different: " + difference));
            total.unsupported.forEach(text -> line.accept("unsupported: " + text));
            total.refused.forEach(text -> line.accept("not tried, since nft or the kernel here refuses it: " + text));
        }
        List<String> unsupported = new ArrayList<>(total.unsupported);
        total.refused.forEach(text -> unsupported.add("not tried, since nft or the kernel here refuses it: " + text));
        String json = "{\"agreed\":%d,\"different\":%d,\"unsupported\":[%s]}%n"
                .formatted(
                        total.agreed,
                        total.different.size(),
                        unsupported.stream().map(NftReport::quoted).collect(joining(",\n")));
        Files.writeString(FOLDER.resolve(name + ".json"), json);
        System.out.println("also in " + file);
        System.exit(total.different.isEmpty() ? 0 : 1);
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("\\s+", " ") + '"';
    }

    private static String row(String name, NftResult result) {
        return "%-60s %,9d %,9d %,11d %,9d"
                .formatted(
                        name, result.agreed, result.different.size(), result.unsupported.size(), result.refused.size());
    }
}
