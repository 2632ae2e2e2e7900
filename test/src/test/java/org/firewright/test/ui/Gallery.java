package org.firewright.test.ui;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.firewright.agent.linux.SystemCalls;
import org.firewright.lab.Lab;
import org.firewright.test.ui.lists.ListsPictures;
import org.firewright.test.ui.rules.RulesPictures;
import org.firewright.ui.Services;
import org.firewright.ui.Theme;
import org.firewright.ui.model.KeptFiles;

/**
 * Takes pictures of every place and of the states that matter into test/target/gallery. As root the hosts are a real
 * lab's, with real traffic; otherwise they are played.
 */
final class Gallery {
    private static final Path PICTURES = Path.of("test", "target", "gallery");
    private static final Path README = Path.of("docs", "pictures");
    private static final int SOON = 60;
    private static final int MINUTE = 120;

    private final Lab lab = new Lab("gallery-" + ProcessHandle.current().pid());
    private final Path home;
    private final boolean real = SystemCalls.effectiveUser() == 0;

    private Gallery(Path home) {
        this.home = home;
    }

    /** Takes them all; with {@code --readme} those that the README shows are copied to docs/pictures. */
    public static void main(String[] arguments) throws Exception {
        Path home = Files.createTempDirectory("firewright-gallery");
        Gallery gallery = new Gallery(home);
        try {
            for (Theme theme : Theme.values()) {
                gallery.take(theme);
            }
            if (List.of(arguments).contains("--readme")) {
                gallery.copyForReadme();
            }
        } finally {
            gallery.lab.down(step -> {});
            remove(home);
        }
        System.out.println("The pictures are in " + PICTURES.toAbsolutePath());
        System.exit(0); // JavaFX would stay for another window
    }

    private void take(Theme theme) throws Exception {
        String suffix = "-" + theme.name().toLowerCase(Locale.ROOT) + ".png";
        System.out.println("Taking pictures in " + theme.name().toLowerCase(Locale.ROOT));
        try (Display display = Display.open(services(), theme)) {
            new WorkingDay(display, camera(display, suffix)).live(real);
        }
        try (Display display = Display.open(StagedServices.with(home.resolve("staged" + suffix)), theme)) {
            new OddStates(display, home.resolve("odd" + suffix), camera(display, suffix)).take();
        }
        FrameStates.take(home.resolve("frame" + suffix), theme, (display, name) -> screen(display, name + suffix));
        RulesPictures.take(home.resolve("rules" + suffix), theme, (display, name, above) -> {
            if (above) {
                screen(display, name + suffix);
            } else {
                display.picture(PICTURES.resolve(name + suffix));
            }
        });
        ListsPictures.take(
                home.resolve("lists" + suffix), theme, (lists, name) -> lists.picture(PICTURES.resolve(name + suffix)));
    }

    private static void screen(Display display, String file) throws IOException {
        display.screen(PICTURES.resolve(file));
    }

    private static Camera camera(Display display, String suffix) {
        return name -> {
            display.moveAway();
            display.picture(PICTURES.resolve(name + suffix));
        };
    }

    private Services services() {
        return real
                ? Services.real(
                        lab,
                        lab.sshSettings(),
                        home.resolve("Lab"),
                        new KeptFiles(home.resolve("config"), home.resolve("state")))
                : StagedServices.with(home);
    }

    private void copyForReadme() throws IOException {
        Files.createDirectories(README);
        for (String name : List.of("rules-dark.png", "deploy-light.png", "inspect-light.png", "lists-dark.png")) {
            Files.copy(PICTURES.resolve(name), README.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /** Takes a picture under this name. */
    interface Camera {
        void take(String name) throws IOException;
    }

    /** The places as they look on a day with work: the lab's sample, deployed, counted. */
    record WorkingDay(Display display, Camera camera) {
        void live(boolean real) throws Exception {
            camera.take("welcome");
            display.press("Try the lab on this computer");
            display.awaitText("Bad actors", SOON);
            display.awaitText("lab1: 3 targets to deploy", SOON);
            camera.take("rules-not-deployed");
            display.press("Deploy");
            display.awaitText("lab1: 2 targets to deploy", SOON);
            display.choose("lab1/globex");
            display.press("Preview");
            display.awaitText("$ipsum (", SOON);
            camera.take("deploy-preview");
            display.press("Deploy chosen");
            display.awaitText("already on the host: $ipsum, $germany6", SOON);
            display.awaitText("lab1: 1 target to deploy", SOON);
            camera.take("deploy");
            display.choose("lab1/acme");
            display.open("Rules");
            if (real) {
                display.awaitMinute(MINUTE);
            }
            camera.take("rules");
            display.open("Inspect");
            display.awaitText("acme, globex", SOON);
            camera.take("inspect");
            display.clickOn("Tree");
            display.awaitText("table inet firewright · managed by Firewright", SOON);
            camera.take("inspect-tree");
            display.open("Lists");
            display.robot().clickOn(".list-ranges .text-field").write("185.220.101.7");
            display.awaitText("in 185.220.", SOON);
            camera.take("lists");
        }
    }
}
