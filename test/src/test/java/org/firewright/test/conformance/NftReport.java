package org.firewright.test.conformance;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** A comparison with nft over the whole corpus, as a table and as a file. */
final class NftReport {
    private static final int SHOWN = 20;

    private NftReport() {}

    static void write(String name, BiFunction<NftSession, NftCorpus.Text, NftResult> comparison) throws IOException {
        NftResult total = new NftResult();
        List<NftCorpus.Text> texts = new ArrayList<>(NftCorpus.rules());
        texts.addAll(NftCorpus.rulesets());
        System.out.printf("%-28s %9s %9s %11s %9s%n", name, "agreed", "different", "unsupported", "not tried");
        try (NftSession session = new NftSession()) {
            for (NftCorpus.Text text : texts) {
                NftResult result = comparison.apply(session, text);
                row(text.name(), result);
                total.add(result);
            }
        }
        row("all", total);
        total.different.stream().limit(SHOWN).forEach(System.out::println);
        List<String> unsupported = new ArrayList<>(total.unsupported);
        total.refused.forEach(text -> unsupported.add("not tried, since nft or the kernel here refuses it: " + text));
        unsupported.forEach(System.out::println);
        Path folder = Files.createDirectories(Path.of("test/target/conformance"));
        String json = "{\"agreed\":%d,\"different\":%d,\"unsupported\":[%s]}%n"
                .formatted(
                        total.agreed,
                        total.different.size(),
                        unsupported.stream().map(NftReport::quoted).collect(joining(",\n")));
        Files.writeString(folder.resolve(name + ".json"), json);
        System.exit(total.different.isEmpty() ? 0 : 1);
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("\\s+", " ") + '"';
    }

    private static void row(String name, NftResult result) {
        System.out.printf(
                "%-28s %,9d %,9d %,11d %,9d%n",
                name, result.agreed, result.different.size(), result.unsupported.size(), result.refused.size());
    }
}
