package org.firewright.agent.api;

/** Parts of JSON for what is written at once instead of member by member. */
final class JsonText {
    private JsonText() {}

    /** The name of a member, behind a brace or comma. */
    static StringBuilder name(StringBuilder json, char before, String name) {
        return json.append(before).append('"').append(name).append("\":");
    }

    /** A text in quotes. */
    static void string(StringBuilder json, String text) {
        json.append('"');
        int written = 0;
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            if (each < ' ' || each == '"' || each == '\\') {
                json.append(text, written, i);
                written = i + 1;
                if (each < ' ') {
                    json.append("\\u%04x".formatted((int) each));
                } else {
                    json.append('\\').append(each);
                }
            }
        }
        json.append(text, written, text.length()).append('"');
    }
}
