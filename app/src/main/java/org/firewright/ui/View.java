package org.firewright.ui;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import javafx.fxml.FXMLLoader;
import javafx.scene.Parent;

/** Every FXML file; each has a controller of its name. */
public enum View {
    FRAME("Frame"),
    SIDEBAR("Sidebar"),
    STATUS_LINE("StatusLine"),
    QUESTION("Question"),
    NOTICES("Notices"),
    FINDER("Finder"),
    SETTINGS("Settings"),
    SHORTCUTS("Shortcuts"),
    WELCOME("Welcome"),
    RULES("Rules"),
    RULE_TABLE("RuleTable"),
    RULE_EDITOR("RuleEditor"),
    PALETTE("Palette"),
    LISTS("Lists"),
    LIST_TABLE("ListTable"),
    LIST_RANGES("ListRanges"),
    LIST_MAP("ListMap"),
    LIST_FACTS("ListFacts"),
    LIST_IMPORT("ListImport"),
    LIST_PREVIEW("ListPreview"),
    LIST_CONTAINS("ListContains"),
    LIST_RENAME("ListRename"),
    LIST_REMOVE("ListRemove"),
    LIST_EXPORT("ListExport"),
    LIST_BAD_LINES("ListBadLines"),
    INSPECT("Inspect"),
    RULESET("Ruleset"),
    DEPLOY("Deploy");

    private final String file;

    View(String file) {
        this.file = file;
    }

    /** Where its file is. */
    public URL url() {
        String path = "/fxml/" + file + ".fxml";
        URL url = View.class.getResource(path);
        if (url == null) {
            throw new IllegalStateException("The window's file " + path + " is missing from the program.");
        }
        return url;
    }

    /** The name that its file and, with "Controller" behind it, its controller carry. */
    public String file() {
        return file;
    }

    /** Builds a new copy of it. */
    public Parent load(Controllers controllers) {
        try {
            return new FXMLLoader(url(), Texts.BUNDLE, null, controllers).load();
        } catch (IOException e) {
            throw new UncheckedIOException("The window's file " + file + ".fxml cannot be loaded.", e);
        }
    }
}
