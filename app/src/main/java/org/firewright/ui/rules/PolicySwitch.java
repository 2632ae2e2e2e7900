package org.firewright.ui.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.firewright.policy.Policy;
import org.firewright.ui.Texts;

/** Which of a namespace's policies is shown, where it has several, and which it has at all. */
final class PolicySwitch {
    private final RulesModel model;
    private final HBox strip;
    private final MenuButton menu;
    private final ToggleGroup group = new ToggleGroup();
    private final Label from = new Label();
    private final PolicyBox box;
    private List<Policy> shown = List.of();

    /**
     * Fills the parts of a place's head.
     *
     * @param strip gets a button for each policy, and is not there while there is only one
     * @param menu gets all policies of the project, those that the namespace has ticked
     */
    PolicySwitch(RulesModel model, HBox strip, MenuButton menu) {
        this.model = model;
        this.strip = strip;
        this.menu = menu;
        box = new PolicyBox(model.targetPolicies());
        from.getStyleClass().add("muted");
        from.setMinWidth(0);
        strip.managedProperty().bind(strip.visibleProperty());
        menu.showingProperty().subscribe(showing -> {
            if (showing) {
                fill();
            }
        });
        menu.getItems().setAll(new MenuItem()); // without an item it would not open
    }

    void show() {
        List<Policy> policies = model.targetPolicies().all();
        strip.setVisible(policies.size() > 1);
        if (!alike(policies)) {
            List<ToggleButton> buttons = policies.stream().map(this::button).toList();
            group.getToggles().setAll(buttons);
            strip.getChildren().setAll(buttons);
            strip.getChildren().addAll(spacer(), from);
        }
        shown = policies;
        showFrom();
        for (int i = 0; i < policies.size(); i++) {
            ToggleButton button = (ToggleButton) strip.getChildren().get(i);
            Policy policy = policies.get(i);
            button.setSelected(policy.equals(model.policyProperty().get()));
            button.setAccessibleText(
                    Texts.count("rules.switch", policy.rules().size(), policy.name(), RuleWords.hook(policy)));
        }
    }

    /** Whether the buttons are those of these policies, so that they stay under the keyboard. */
    private boolean alike(List<Policy> policies) {
        return shown.stream()
                .map(PolicySwitch::label)
                .toList()
                .equals(policies.stream().map(PolicySwitch::label).toList());
    }

    private static String label(Policy policy) {
        return policy.name() + "  ·  " + RuleWords.hook(policy);
    }

    /** Of a group, who jumps to it. */
    private void showFrom() {
        Policy policy = model.policyProperty().get();
        boolean group = policy != null && policy.isGroup();
        List<String> jumps = group ? model.groups().jumpsTo(policy.name()) : List.of();
        String words = jumps.isEmpty() ? Texts.text("groups.unreached") : String.join("; ", jumps);
        from.setText(group ? Texts.text("groups.from", words) : "");
        from.setTooltip(group ? new Tooltip(from.getText()) : null);
    }

    private static Region spacer() {
        Region spacer = new Region();
        HBox.setHgrow(spacer, Priority.ALWAYS);
        return spacer;
    }

    private ToggleButton button(Policy policy) {
        ToggleButton button = new ToggleButton(label(policy));
        button.setId("policy-" + policy.name());
        button.setMnemonicParsing(false);
        button.getStyleClass().add("tab-button");
        button.selectedProperty().subscribe(selected -> {
            if (selected && shown.contains(policy)) {
                model.targetPolicies().choose(policy.name());
            }
        });
        // One of them is always shown.
        button.setOnAction(event -> button.setSelected(true));
        return button;
    }

    private void fill() {
        List<Policy> here = model.targetPolicies().all().stream()
                .filter(policy -> !policy.isGroup())
                .toList();
        List<MenuItem> items = new ArrayList<>();
        for (Policy policy : model.project().hooked()) {
            boolean has = here.stream().anyMatch(each -> each.name().equals(policy.name()));
            Optional<Policy> inTheWay =
                    here.stream().filter(policy::meetsWith).filter(each -> !has).findFirst();
            CheckMenuItem item = new CheckMenuItem(
                    inTheWay.map(other -> Texts.text("rules.policies.taken", label(policy), other.name()))
                            .orElseGet(() -> label(policy)));
            item.setMnemonicParsing(false);
            item.setSelected(has);
            item.setDisable(inTheWay.isPresent() || (has && here.size() == 1));
            item.setOnAction(event -> {
                if (has) {
                    model.targetPolicies().leave(policy.name());
                } else {
                    model.targetPolicies().use(policy.name());
                }
            });
            items.add(item);
        }
        items.add(new SeparatorMenuItem());
        items.add(item(Texts.text("policy.new"), () -> box.begin(menu)));
        Policy shownNow = model.policyProperty().get();
        if (shownNow != null && !shownNow.isGroup()) {
            items.add(item(Texts.text("policy.change", shownNow.name()), () -> box.change(menu, shownNow)));
        }
        for (Policy policy : model.project().hooked()) {
            if (PolicyEdits.targets(model.project(), policy.name()).isEmpty()) {
                items.add(item(
                        Texts.text("policy.remove", policy.name()),
                        () -> model.targetPolicies().remove(policy.name())));
            }
        }
        if (shownNow != null && shownNow.isGroup()) {
            items.add(item(Texts.text("groups.rename", shownNow.name()), model.groups()::rename));
        }
        items.addAll(unused());
        menu.getItems().setAll(items);
    }

    private static MenuItem item(String words, Runnable work) {
        MenuItem item = new MenuItem(words);
        item.setMnemonicParsing(false);
        item.setOnAction(event -> work.run());
        return item;
    }

    /** An entry to remove each group; of one that is used it says by whom, and does nothing. */
    private List<MenuItem> unused() {
        return model.project().groups().byName().keySet().stream()
                .map(group -> {
                    List<String> from = model.groups().jumpsTo(group);
                    MenuItem item = new MenuItem(
                            from.isEmpty()
                                    ? Texts.text("groups.remove", group)
                                    : Texts.text("groups.remove.used", group, String.join("; ", from)));
                    item.setMnemonicParsing(false);
                    item.setDisable(!from.isEmpty());
                    item.setOnAction(event -> model.groups().remove(group));
                    return item;
                })
                .toList();
    }
}
