package org.firewright.ui.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import org.firewright.policy.Policy;
import org.firewright.ui.Texts;

/** Which of a namespace's policies is shown, where it has several, and which it has at all. */
final class PolicySwitch {
    private final RulesModel model;
    private final HBox strip;
    private final MenuButton menu;
    private final ToggleGroup group = new ToggleGroup();
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
        strip.managedProperty().bind(strip.visibleProperty());
        menu.showingProperty().subscribe(showing -> {
            if (showing) {
                fill();
            }
        });
        menu.getItems().setAll(new MenuItem()); // without an item it would not open
    }

    void show() {
        List<Policy> policies = model.policies();
        strip.setVisible(policies.size() > 1);
        if (!alike(policies)) {
            List<ToggleButton> buttons = policies.stream().map(this::button).toList();
            group.getToggles().setAll(buttons);
            strip.getChildren().setAll(buttons);
        }
        shown = policies;
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

    private ToggleButton button(Policy policy) {
        ToggleButton button = new ToggleButton(label(policy));
        button.setId("policy-" + policy.name());
        button.setMnemonicParsing(false);
        button.getStyleClass().add("tab-button");
        button.selectedProperty().subscribe(selected -> {
            if (selected && shown.contains(policy)) {
                model.choosePolicy(policy.name());
            }
        });
        // One of them is always shown.
        button.setOnAction(event -> button.setSelected(true));
        return button;
    }

    private void fill() {
        List<Policy> here =
                model.policies().stream().filter(policy -> !policy.isGroup()).toList();
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
                    model.leavePolicy(policy.name());
                } else {
                    model.usePolicy(policy.name());
                }
            });
            items.add(item);
        }
        menu.getItems().setAll(items);
    }
}
