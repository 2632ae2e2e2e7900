package org.firewright.ui;

import java.util.Locale;
import java.util.ResourceBundle;

/** The words of the windows. FXML gets them as {@code %key}. */
public final class Texts {
    /** All of them; what is missing fails at once. */
    public static final ResourceBundle BUNDLE = ResourceBundle.getBundle("org.firewright.ui.texts", Locale.ROOT);

    private Texts() {}

    /** The text of this key with its places filled as {@link String#format} does. */
    public static String text(String key, Object... values) {
        String text = BUNDLE.getString(key);
        return values.length == 0 ? text : String.format(Locale.ROOT, text, values);
    }

    /** The text of {@code key.one} or {@code key.many}, with the number as first value. */
    public static String count(String key, long number, Object... values) {
        Object[] all = new Object[values.length + 1];
        all[0] = number;
        System.arraycopy(values, 0, all, 1, values.length);
        return text(number == 1 ? key + ".one" : key + ".many", all);
    }
}
