package org.firewright.ui.frame;

/**
 * Something that a search finds.
 *
 * @param kind what it is
 * @param title its name
 * @param detail where it stands, or what it is about
 * @param go leads there, or does it
 */
record Find(Kind kind, String title, String detail, Runnable go) {
    /** What can be found, in the order in which equally good finds stand. */
    enum Kind {
        ADDRESS("mdi2m-map-marker-outline"),
        RULE("mdi2f-filter-outline"),
        LIST("mdi2f-format-list-bulleted"),
        TARGET("mdi2s-server-network"),
        DEED("mdi2c-chevron-right");

        private final String icon;

        Kind(String icon) {
            this.icon = icon;
        }

        /** Its icon's name. */
        String icon() {
            return icon;
        }
    }
}
