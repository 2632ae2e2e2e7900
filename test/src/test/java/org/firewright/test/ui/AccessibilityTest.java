package org.firewright.test.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.image.PixelReader;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.stage.Window;
import org.firewright.test.ui.rules.RulesWindow;
import org.firewright.ui.Theme;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Everybody can use the window: what is there can be seen, read at twice the size, named, and reached by keyboard. */
@Tag("ui")
@Tag(FxGuard.RESTYLED)
class AccessibilityTest {
    private static final int DOUBLE = 26;
    private static final int SOON = 20;
    private static final Map<KeyCode, String> PLACES = Map.of(
            KeyCode.DIGIT1, "Rules", KeyCode.DIGIT2, "Lists", KeyCode.DIGIT3, "Inspect", KeyCode.DIGIT4, "Deploy");

    @TempDir
    Path folder;

    /** What is wrong, and where it was seen first. */
    private final TreeMap<String, String> faults = new TreeMap<>();

    @ParameterizedTest
    @EnumSource(Theme.class)
    void everythingStandsOutFromWhatLiesBelow(Theme theme) throws Exception {
        try (Display display = Display.open(StagedServices.with(folder.resolve("home")), theme)) {
            inspect(display, "welcome", Contrast::fault);
        }
        try (RulesWindow rules = RulesWindow.open(folder, theme)) {
            everyPlace(rules, Contrast::fault);
        }
        assertThat(faults).isEmpty();
    }

    /** At twice the size the window is twice as large, too, as it is on a screen that needs it. */
    @ParameterizedTest
    @EnumSource(Theme.class)
    void nothingIsCutOffAtTwiceTheSize(Theme theme) throws Exception {
        atTwiceTheSize(theme, 3200, 2000, " large");
    }

    /** Nor is it where the window stays as it was: panels that only accompany make room, and the rest scrolls. */
    @ParameterizedTest
    @EnumSource(Theme.class)
    void nothingIsCutOffAtTwiceTheSizeInAnOrdinaryWindow(Theme theme) throws Exception {
        atTwiceTheSize(theme, 1600, 1000, " doubled " + theme.name().toLowerCase(Locale.ROOT));
    }

    private void atTwiceTheSize(Theme theme, double width, double height, String state) throws Exception {
        try (RulesWindow rules = RulesWindow.open(folder, theme)) {
            for (int size = 13; size < DOUBLE; size++) {
                rules.press(KeyCode.SHORTCUT, KeyCode.EQUALS);
            }
            assertThat(Display.onFx(rules.display()::fontSize)).isEqualTo(DOUBLE);
            rules.display().resize(width, height);
            for (Map.Entry<KeyCode, String> place : PLACES.entrySet()) {
                rules.press(KeyCode.SHORTCUT, place.getKey());
                rules.display().awaitOpen(place.getValue());
                inspect(rules.display(), place.getValue() + state, Accessible::cutOff);
            }
            rules.press(KeyCode.SHORTCUT, KeyCode.COMMA);
            inspect(rules.display(), "settings" + state, Accessible::cutOff);
            rules.press(KeyCode.ESCAPE);
            rules.press(KeyCode.F1);
            inspect(rules.display(), "shortcuts" + state, Accessible::cutOff);
            rules.press(KeyCode.ESCAPE);
            assertThat(faults).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Theme.class)
    void everythingThatTakesTheKeyboardHasANameAndShowsIt(Theme theme) throws Exception {
        try (RulesWindow rules = RulesWindow.open(folder, theme)) {
            everyPlace(rules, Accessible::nameless);
            assertThat(faults).isEmpty();
            for (String place : List.of("Rules", "Lists", "Deploy", "Inspect")) {
                rules.display().open(place);
                tabThrough(rules.display(), place);
            }
            assertThat(faults).isEmpty();
        }
    }

    private void everyPlace(RulesWindow rules, Function<Node, Optional<String>> check) throws Exception {
        Display display = rules.display();
        rules.deploy();
        inspect(display, "rules", check);
        rules.click("#explanationTab");
        inspect(display, "explanation", check);
        rules.click("#nftTab");
        inspect(display, "nft", check);
        rules.click("#expressionTab");
        rules.robot().clickOn(rules.chip(1, 2));
        display.awaitText("Done", SOON);
        inspect(display, "chip editor", check);
        rules.press(KeyCode.ESCAPE);
        for (String place : List.of("Lists", "Deploy", "Inspect")) {
            display.open(place);
            inspect(display, place, check);
        }
        display.clickOn("Tree");
        inspect(display, "inspect tree", check);
        rules.press(KeyCode.F1);
        display.awaitText("Move a rule", SOON);
        inspect(display, "shortcuts", check);
        rules.press(KeyCode.ESCAPE);
        rules.press(KeyCode.SHORTCUT, KeyCode.COMMA);
        display.awaitText("As the system", SOON);
        inspect(display, "settings", check);
        rules.press(KeyCode.ESCAPE);
        display.find("edge");
        inspect(display, "palette", check);
        rules.press(KeyCode.ESCAPE);
    }

    private void inspect(Display display, String state, Function<Node, Optional<String>> check) throws Exception {
        display.moveAway();
        display.picture("accessible-" + state.replace(' ', '-'));
        Display.onFx(() -> {
            for (Window window : Window.getWindows()) {
                if (window.isShowing()) {
                    walk(window.getScene().getRoot(), state, check);
                }
            }
            return null;
        });
    }

    private void walk(Node node, String state, Function<Node, Optional<String>> check) {
        // What is disabled need not be read, and says so by being pale.
        if (node.isVisible() && !node.isDisabled()) {
            check.apply(node).ifPresent(fault -> faults.putIfAbsent(fault, state));
            if (node instanceof Parent parent) {
                parent.getChildrenUnmodifiable().forEach(child -> walk(child, state, check));
            }
        }
    }

    /** Goes once around by Tab; whatever has the keyboard looks different from when it has not. */
    private void tabThrough(Display display, String place) {
        Node first = null;
        for (int i = 0; i < 80; i++) {
            display.push(KeyCode.TAB);
            Node owner = Display.onFx(AccessibilityTest::focused);
            if (owner == null || owner.equals(first)) {
                break;
            }
            first = first == null ? owner : first;
            WritableImage with = Display.onFx(() -> around(owner));
            display.push(KeyCode.TAB);
            Node next = Display.onFx(AccessibilityTest::focused);
            WritableImage without = Display.onFx(() -> around(owner));
            display.robot().press(KeyCode.SHIFT).push(KeyCode.TAB).release(KeyCode.SHIFT);
            if (!owner.equals(next) && same(with, without)) {
                faults.putIfAbsent(owner + " does not show that it has the keyboard", place);
            }
        }
        assertThat(first).as(place + " takes the keyboard").isNotNull();
    }

    private static Node focused() {
        return Window.getWindows().stream()
                .filter(Window::isFocused)
                .map(window -> window.getScene().getFocusOwner())
                .findFirst()
                .orElse(null);
    }

    /** The window's picture where the node is, and a little around it. */
    private static WritableImage around(Node node) {
        WritableImage all = node.getScene().snapshot(null);
        Bounds bounds = node.localToScene(node.getLayoutBounds());
        int x = (int) Math.clamp(bounds.getMinX() - 4, 0, all.getWidth() - 1);
        int y = (int) Math.clamp(bounds.getMinY() - 4, 0, all.getHeight() - 1);
        int width = (int) Math.clamp(bounds.getWidth() + 8, 1, all.getWidth() - x);
        int height = (int) Math.clamp(bounds.getHeight() + 8, 1, all.getHeight() - y);
        return new WritableImage(all.getPixelReader(), x, y, width, height);
    }

    private static boolean same(WritableImage one, WritableImage other) {
        PixelReader a = one.getPixelReader();
        PixelReader b = other.getPixelReader();
        boolean sized = one.getWidth() == other.getWidth() && one.getHeight() == other.getHeight();
        for (int y = 0; sized && y < one.getHeight(); y++) {
            for (int x = 0; x < one.getWidth(); x++) {
                if (a.getArgb(x, y) != b.getArgb(x, y)) {
                    return false;
                }
            }
        }
        return sized;
    }
}
