package org.firewright.ui.lists;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.zip.GZIPOutputStream;
import org.firewright.agent.api.Hook;
import org.firewright.compile.ProjectCompiler;
import org.firewright.iplist.ListDifference;
import org.firewright.iplist.ListFetcher;
import org.firewright.iplist.ListLibrary;
import org.firewright.policy.Action;
import org.firewright.policy.ListDefinition;
import org.firewright.policy.Policy;
import org.firewright.policy.PolicyRule;
import org.firewright.policy.Project;
import org.firewright.policy.ProjectFile;
import org.firewright.policy.ProjectRead;
import org.firewright.ui.model.HostsModel;
import org.firewright.ui.model.Navigation;
import org.firewright.ui.model.Notices;
import org.firewright.ui.model.ProjectModel;
import org.firewright.ui.model.Tasks;
import org.firewright.ui.model.Threads;
import org.firewright.ui.model.UnsavedWork;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The models of the place on a project in a folder; what would run in the background waits until it is let run. */
class ImportModelTest {
    @TempDir
    Path folder;

    private final Queue<Runnable> background = new ArrayDeque<>();
    private ProjectModel project;
    private ListsModel lists;
    private ImportModel imports;
    private ListChanges changes;

    @BeforeEach
    void open() throws IOException {
        ListFetcher fetcher = new ListFetcher(folder.resolve("copies"), Duration.ofSeconds(20));
        Threads threads = new Threads(Runnable::run, background::add);
        Tasks tasks = new Tasks(threads);
        project = new ProjectModel(
                threads,
                tasks,
                new OnDisk(),
                new UnsavedWork(folder, new OnDisk()),
                new ProjectCompiler(new ListLibrary(fetcher))::compile);
        HostsModel hosts = new HostsModel(
                threads,
                tasks,
                (host, steps) -> {
                    throw new IllegalStateException("nobody connects here");
                },
                new Notices(),
                () -> 1);
        lists = new ListsModel(threads, project, hosts, new Navigation(), fetcher);
        imports = new ImportModel(threads, tasks, project, lists, fetcher);
        changes = new ListChanges(project);
        Files.createDirectories(folder.resolve("lists"));
        Files.writeString(folder.resolve("lists/bad.txt"), "192.0.2.1\n192.0.2.2\n198.51.100.0/24\n");
        PolicyRule rule = new PolicyRule("Bad", "ip.src in $bad and not ip.dst in $badly", Action.DROP, true, "");
        Policy policy = new Policy("edge", Hook.FORWARD, 0, Action.ACCEPT, List.of(rule));
        project.begin(new Project(
                folder,
                "Test",
                List.of(new ListDefinition("bad", Path.of("lists/bad.txt"))),
                List.of(policy),
                List.of()));
        runAll();
    }

    private static final class OnDisk implements ProjectModel.Disk {
        @Override
        public ProjectRead read(Path folderOrFile) {
            return ProjectFile.read(folderOrFile);
        }

        @Override
        public void write(Project project) {}
    }

    private void runAll() {
        while (!background.isEmpty()) {
            background.remove().run();
            Thread.interrupted(); // as a pool does between two pieces of work
        }
    }

    private Path file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    @Test
    void showsWhatIsBadBeforeAnythingIsWritten() throws IOException {
        imports.begin("");
        imports.take(new ImportSource.OfFile(file("Scanners List.txt", "203.0.113.9\nexample.org\n10.0.0.300\n")));
        assertThat(imports.busyProperty().get()).isTrue();
        runAll();
        ImportPreview preview = imports.previewProperty().get();
        assertThat(imports.nameProperty().get()).isEqualTo("scanners_list");
        assertThat(preview.list().entries()).isEqualTo(1);
        assertThat(preview.list().badLines()).extracting("number").containsExactly(2L, 3L);
        assertThat(preview.difference()).isEmpty();
        assertThat(project.projectProperty().get().lists()).hasSize(1);
        assertThat(folder.resolve("lists/scanners_list.txt")).doesNotExist();
    }

    @Test
    void addsAListThatUndoTakesAwayAgain() throws IOException {
        imports.begin("");
        imports.take(new ImportSource.OfText("203.0.113.9\n"));
        runAll();
        imports.nameProperty().set("fresh");
        imports.use(() -> {});
        runAll();
        assertThat(folder.resolve("lists/fresh.txt")).hasContent("203.0.113.9\n");
        assertThat(lists.entries()).extracting(ListEntry::name).containsExactly("bad", "fresh");
        assertThat(project.history().undoNameProperty().get()).isEqualTo("add list $fresh");
        project.history().undo();
        runAll();
        assertThat(folder.resolve("lists/fresh.txt")).doesNotExist();
        assertThat(lists.entries()).extracting(ListEntry::name).containsExactly("bad");
        project.history().redo();
        runAll();
        assertThat(lists.entry("fresh").orElseThrow().ranges().count()).isEqualTo(1);
    }

    @Test
    void showsWhatComesAndGoesAndUndoBringsTheOldContentBack() throws IOException {
        imports.begin("bad");
        imports.take(new ImportSource.OfText("192.0.2.2\n192.0.2.3\n198.51.100.0/25\n"));
        runAll();
        ListDifference difference = imports.previewProperty().get().difference().orElseThrow();
        assertThat(difference.added()).isEqualTo(Lists.of("192.0.2.3"));
        assertThat(difference.removed()).isEqualTo(Lists.of("192.0.2.1", "198.51.100.128/25"));
        imports.use(() -> {});
        runAll();
        assertThat(lists.entry("bad").orElseThrow().ranges()).isEqualTo(Lists.of("192.0.2.2/31", "198.51.100.0/25"));
        assertThat(lists.lastChange("bad").orElseThrow().difference()).isEqualTo(difference);
        assertThat(project.history().undoNameProperty().get()).isEqualTo("new content of $bad");
        project.history().undo();
        runAll();
        assertThat(folder.resolve("lists/bad.txt")).hasContent("192.0.2.1\n192.0.2.2\n198.51.100.0/24\n");
        assertThat(lists.entry("bad").orElseThrow().ranges())
                .isEqualTo(Lists.of("192.0.2.1", "192.0.2.2", "198.51.100.0/24"));
    }

    @Test
    void whatWasCancelledIsNotShown() throws IOException {
        imports.begin("");
        imports.take(new ImportSource.OfText("203.0.113.9\n"));
        imports.cancel();
        runAll();
        assertThat(imports.previewProperty().get()).isNull();
        assertThat(imports.busyProperty().get()).isFalse();
    }

    @Test
    void whatWasShownIsUsedWhateverBecomesOfItsSource() throws IOException {
        Path source = file("scanners.txt", "203.0.113.9\n");
        imports.begin("");
        imports.take(new ImportSource.OfFile(source));
        runAll();
        Files.writeString(source, "192.0.2.0/24\n");
        imports.use(() -> {});
        runAll();
        assertThat(folder.resolve("lists/scanners.txt")).hasContent("203.0.113.9\n");
        assertThat(lists.entry("scanners").orElseThrow().ranges()).isEqualTo(Lists.of("203.0.113.9"));
    }

    @Test
    void whatIsNotUsedIsNotKept() throws IOException {
        imports.begin("");
        imports.take(new ImportSource.OfFile(file("one.txt", "203.0.113.9\n")));
        runAll();
        Path kept = imports.previewProperty().get().content();
        assertThat(kept).hasContent("203.0.113.9\n");
        imports.take(new ImportSource.OfText("203.0.113.10\n"));
        runAll();
        assertThat(kept).doesNotExist();
        Path next = imports.previewProperty().get().content();
        imports.begin("");
        runAll();
        assertThat(next).doesNotExist();
    }

    @Test
    void tellsHowFarALongFileIsRead() throws IOException {
        List<Double> told = new ArrayList<>();
        imports.progressProperty().addListener((observable, before, now) -> told.add(now.doubleValue()));
        imports.begin("");
        imports.take(new ImportSource.OfFile(file("long.txt", "203.0.113.9 # once more\n".repeat(300_000))));
        runAll();
        assertThat(imports.previewProperty().get().list().entries()).isEqualTo(300_000);
        assertThat(told).hasSizeGreaterThan(3).isSorted().allMatch(part -> part > 0 && part <= 1);
    }

    @Test
    void whatHasNoEndIsRefused() {
        imports.begin("");
        imports.take(new ImportSource.OfFile(Path.of("/dev/zero")));
        runAll();
        assertThat(imports.problemProperty().get().sentence()).isEqualTo("/dev/zero is a device.");
    }

    @Test
    void contentWithoutAnAddressIsAProblem() throws IOException {
        imports.begin("");
        imports.take(new ImportSource.OfText("hello\n"));
        runAll();
        assertThat(imports.problemProperty().get().sentence())
                .contains("no address in pasted text", "Line 1", "host name");
        imports.take(new ImportSource.OfFile(folder.resolve("nowhere.txt")));
        runAll();
        assertThat(imports.problemProperty().get().sentence()).contains("There is no file");
        imports.take(new ImportSource.OfFile(folder));
        runAll();
        assertThat(imports.problemProperty().get().sentence()).contains("is a folder");
    }

    @Test
    void fetchesUnpacksAndRefreshesWhatIsInTheWeb() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        String[] content = {"203.0.113.1\n203.0.113.2\n"};
        server.createContext("/feed.txt.gz", exchange -> {
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
                gzip.write(content[0].getBytes(StandardCharsets.UTF_8));
            }
            exchange.sendResponseHeaders(200, packed.size());
            exchange.getResponseBody().write(packed.toByteArray());
            exchange.close();
        });
        server.createContext("/page", exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        try {
            String base = "http://127.0.0.1:" + server.getAddress().getPort();
            imports.begin("");
            imports.takePlace(base + "/feed.txt.gz");
            runAll();
            assertThat(imports.nameProperty().get()).isEqualTo("feed");
            content[0] = "192.0.2.1\n";
            imports.use(() -> {});
            runAll();
            assertThat(lists.entry("feed").orElseThrow().origin()).contains(URI.create(base + "/feed.txt.gz"));
            content[0] = "203.0.113.2\n203.0.113.3\n203.0.113.9\n";
            // What the server has by now was not shown, and so is not what is used.
            assertThat(lists.entry("feed").orElseThrow().ranges()).isEqualTo(Lists.of("203.0.113.1", "203.0.113.2"));
            imports.begin("feed");
            imports.refresh();
            runAll();
            ListDifference difference =
                    imports.previewProperty().get().difference().orElseThrow();
            assertThat(difference.added()).isEqualTo(Lists.of("203.0.113.3", "203.0.113.9"));
            assertThat(difference.removed()).isEqualTo(Lists.of("203.0.113.1"));
            imports.takePlace(base + "/page");
            runAll();
            assertThat(imports.problemProperty().get().sentence()).contains("with a web page and not with a list");
            imports.takePlace(base + "/nothing");
            runAll();
            assertThat(imports.problemProperty().get().sentence()).contains("it answers 404");
        } finally {
            server.stop(0);
        }
        imports.takePlace("http://127.0.0.1:" + server.getAddress().getPort() + "/gone");
        runAll();
        assertThat(imports.problemProperty().get().sentence()).contains("cannot be reached");
    }

    @Test
    void renamingReachesTheRulesAndCanBeUndone() {
        ListEntry bad = lists.entry("bad").orElseThrow();
        assertThat(bad.use().rules()).containsExactly(new ListUse.UsingRule("edge", 1, "Bad"));
        assertThat(changes.renameFault(bad, "Not A Name")).isNotEmpty();
        changes.rename(bad, "worse");
        assertThat(project.projectProperty()
                        .get()
                        .policies()
                        .getFirst()
                        .rules()
                        .getFirst()
                        .when())
                .isEqualTo("ip.src in $worse and not ip.dst in $badly");
        assertThat(project.history().undoNameProperty().get()).isEqualTo("rename list $bad");
        project.history().undo();
        assertThat(project.projectProperty().get().lists().getFirst().name()).isEqualTo("bad");
    }

    @Test
    void removingLeavesTheFile() {
        changes.remove(lists.entry("bad").orElseThrow());
        runAll();
        assertThat(lists.entries()).isEmpty();
        assertThat(folder.resolve("lists/bad.txt")).exists();
        project.history().undo();
        runAll();
        assertThat(lists.entries()).hasSize(1);
    }

    @Test
    void aListThatCannotBeReadStandsThereWithTheReason() throws IOException {
        Files.delete(folder.resolve("lists/bad.txt"));
        project.readListsAgain();
        runAll();
        ListEntry bad = lists.entry("bad").orElseThrow();
        assertThat(bad.list()).isEmpty();
        assertThat(bad.problem()).contains("no readable list file");
    }
}
