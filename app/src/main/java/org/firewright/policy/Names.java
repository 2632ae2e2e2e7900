package org.firewright.policy;

import java.util.regex.Pattern;

/** What may be a name in a project. The windows ask here too before they take a name. */
public final class Names {
    /** The most characters of a name of a project, policy or rule. */
    public static final int MAX_NAME = 100;

    private static final int MAX_FILE_NAME = 255; // NAME_MAX in linux/limits.h; a namespace is a file in /run/netns
    private static final Pattern LIST = Pattern.compile("[a-z0-9_]([a-z0-9_.]{0,62}[a-z0-9_])?");
    private static final Pattern HOST = Pattern.compile("[\\p{L}\\p{N}_\\[:][\\p{L}\\p{N}_.:@%\\[\\]-]{0,252}");

    private Names() {}

    /** Whether a project, policy or rule can have this name. */
    public static boolean isName(String text) {
        return !text.isBlank()
                && text.length() <= MAX_NAME
                && text.strip().equals(text)
                && text.codePoints().noneMatch(Names::isControl);
    }

    /** Whether a list can have this name, given without the dollar sign. */
    public static boolean isList(String text) {
        return LIST.matcher(text).matches();
    }

    /** Whether this could be a host as one would say to ssh: {@code lab1}, {@code user@192.0.2.1}. */
    public static boolean isHost(String text) {
        return HOST.matcher(text).matches();
    }

    /** Whether this could be a network namespace. */
    public static boolean isNamespace(String text) {
        return isName(text)
                && text.length() <= MAX_FILE_NAME
                && text.indexOf('/') < 0
                && !text.equals(".")
                && !text.equals("..");
    }

    private static boolean isControl(int c) {
        return Character.isISOControl(c)
                || Character.getType(c) == Character.FORMAT
                || Character.getType(c) == Character.SURROGATE
                || Character.getType(c) == Character.LINE_SEPARATOR
                || Character.getType(c) == Character.PARAGRAPH_SEPARATOR;
    }
}
