package org.firewright.ui.model;

/** The places of the workbench. */
public enum Area {
    RULES,
    LISTS,
    INSPECT,
    DEPLOY
}
