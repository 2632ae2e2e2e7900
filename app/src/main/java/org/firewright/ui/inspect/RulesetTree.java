package org.firewright.ui.inspect;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.collections.ObservableList;
import javafx.scene.control.TreeItem;
import org.firewright.agent.api.BlockListing;
import org.firewright.agent.api.RuleListing;
import org.firewright.agent.api.RulesetListing;
import org.firewright.agent.api.TableListing;
import org.firewright.ui.Texts;
import org.firewright.ui.parts.Format;

/** A ruleset as a tree of tables, what is in them, and rules. */
final class RulesetTree {
    /** What a named counter has counted; the columns say it. */
    private static final Pattern COUNTER = Pattern.compile("packets (\\d+) bytes (\\d+)");

    private RulesetTree() {}

    /**
     * A line of the tree.
     *
     * @param packets formatted, empty where nothing is counted
     * @param bytes likewise
     * @param ours whether it is part of the table that Firewright manages
     * @param more the set whose next elements it offers, otherwise null
     */
    record Row(String text, String packets, String bytes, boolean ours, SetPages.Name more) {
        Row(String text, String packets, String bytes, boolean ours) {
            this(text, packets, bytes, ours, null);
        }
    }

    /** A line and those below it. */
    record Branch(Row row, List<Branch> below) {}

    static Branch of(RulesetListing ruleset, SetPages pages) {
        return new Branch(
                new Row(ruleset.namespace(), "", "", false),
                ruleset.tables().stream().map(table -> table(table, pages)).toList());
    }

    private static Branch table(TableListing table, SetPages pages) {
        String name = "table " + table.family() + " " + table.name();
        return new Branch(
                new Row(table.ours() ? Texts.text("inspect.tree.ours", name) : name, "", "", table.ours()),
                table.blocks().stream().map(block -> block(block, table, pages)).toList());
    }

    private static Branch block(BlockListing block, TableListing table, SetPages pages) {
        boolean ours = table.ours();
        List<String> lines = block.head().strip().lines().map(String::strip).toList();
        String name = lines.getFirst().replaceFirst(" \\{$", "");
        List<Branch> below = new ArrayList<>();
        long packets = 0;
        long bytes = 0;
        boolean counted = false;
        for (String line : lines.subList(1, lines.size())) {
            Matcher figures = COUNTER.matcher(line);
            if (figures.matches()) {
                packets = Long.parseLong(figures.group(1));
                bytes = Long.parseLong(figures.group(2));
                counted = true;
            } else if (!line.equals("}")) {
                below.add(new Branch(new Row(line, "", "", ours), List.of()));
            }
        }
        Set<String> counters = new HashSet<>(); // several rules may count with one
        for (RuleListing rule : block.rules()) {
            below.add(rule(rule, ours));
            counted |= rule.counted();
            if (rule.counter().isEmpty() || counters.add(rule.counter())) {
                packets += rule.packets();
                bytes += rule.bytes();
            }
        }
        if (block.kind() == BlockListing.Kind.SET && block.elements() != 0) {
            below.addAll(elements(new SetPages.Name(table.family(), table.name(), block.name()), ours, pages));
        }
        String words = block.elements() < 0 ? name : Texts.count("inspect.tree.elements", block.elements(), name);
        return new Branch(
                new Row(words, counted ? Format.number(packets) : "", counted ? Format.bytes(bytes) : "", ours),
                List.copyOf(below));
    }

    private static List<Branch> elements(SetPages.Name set, boolean ours, SetPages pages) {
        SetPages.Seen seen = pages.sets().get(set);
        List<Branch> lines = new ArrayList<>();
        if (seen != null) {
            seen.elements().forEach(each -> lines.add(new Branch(new Row(each, "", "", ours), List.of())));
        }
        if (seen == null || seen.more()) {
            String words = Texts.text(seen == null ? "inspect.tree.show" : "inspect.tree.more");
            lines.add(new Branch(new Row(words, "", "", ours, set), List.of()));
        }
        return lines;
    }

    private static Branch rule(RuleListing rule, boolean ours) {
        String text = rule.text()
                .replaceFirst("counter (packets \\d+ bytes \\d+|name \"[^\"]*\") ?", "")
                .strip();
        return new Branch(
                new Row(
                        text,
                        rule.counted() ? Format.number(rule.packets()) : "",
                        rule.counted() ? Format.bytes(rule.bytes()) : "",
                        ours),
                List.of());
    }

    /** Makes the tree show the branch; what is open stays so where the tree keeps its form. */
    static void show(TreeItem<Row> item, Branch branch) {
        if (!branch.row().equals(item.getValue())) {
            item.setValue(branch.row());
        }
        ObservableList<TreeItem<Row>> items = item.getChildren();
        List<Branch> below = branch.below();
        if (items.size() > below.size()) {
            items.remove(below.size(), items.size());
        }
        for (int i = 0; i < items.size(); i++) {
            show(items.get(i), below.get(i));
        }
        if (items.size() < below.size()) {
            items.addAll(below.subList(items.size(), below.size()).stream()
                    .map(RulesetTree::made)
                    .toList());
        }
    }

    private static TreeItem<Row> made(Branch branch) {
        TreeItem<Row> item = new TreeItem<>(branch.row());
        item.setExpanded(true);
        item.getChildren().setAll(branch.below().stream().map(RulesetTree::made).toList());
        return item;
    }
}
