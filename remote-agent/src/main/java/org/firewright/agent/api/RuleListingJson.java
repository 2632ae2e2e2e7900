package org.firewright.agent.api;

import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Rules are told by ten thousands: they are written and read without looking for their members anew each time. */
final class RuleListingJson extends TypeAdapter<RuleListing> {
    private static final String TEXT = "text";
    private static final String HANDLE = "handle";
    private static final String ID = "id";
    private static final String COUNTED = "counted";
    private static final String COUNTER = "counter";
    private static final String PACKETS = "packets";
    private static final String BYTES = "bytes";
    private static final String PINS = "pins";

    /** Characters that most rules take. */
    private static final int USUAL_LENGTH = 256;

    private final boolean whole;

    /**
     * Both are read alike.
     *
     * @param whole whether members are written that say nothing: for people they belong there, between the two sides of a
     *     connection they would be a third of a listing
     */
    RuleListingJson(boolean whole) {
        this.whole = whole;
    }

    /** Writes the rule at once, as it is done with counters that have moved. */
    @Override
    public void write(JsonWriter out, RuleListing rule) throws IOException {
        StringBuilder json = new StringBuilder(USUAL_LENGTH);
        JsonText.string(JsonText.name(json, '{', TEXT), rule.text());
        JsonText.name(json, ',', HANDLE).append(rule.handle());
        if (whole || !rule.id().isEmpty()) {
            JsonText.string(JsonText.name(json, ',', ID), rule.id());
        }
        if (whole || rule.counted()) {
            JsonText.name(json, ',', COUNTED).append(rule.counted());
        }
        if (whole || !rule.counter().isEmpty()) {
            JsonText.string(JsonText.name(json, ',', COUNTER), rule.counter());
        }
        if (whole || rule.packets() != 0) {
            JsonText.name(json, ',', PACKETS).append(rule.packets());
        }
        if (whole || rule.bytes() != 0) {
            JsonText.name(json, ',', BYTES).append(rule.bytes());
        }
        if (whole || !rule.pins().isEmpty()) {
            strings(JsonText.name(json, ',', PINS), rule.pins());
        }
        out.jsonValue(json.append('}').toString());
    }

    private static void strings(StringBuilder json, List<String> texts) {
        json.append('[');
        for (int i = 0; i < texts.size(); i++) {
            json.append(i == 0 ? "" : ",");
            JsonText.string(json, texts.get(i));
        }
        json.append(']');
    }

    @Override
    public RuleListing read(JsonReader in) throws IOException {
        String text = "";
        long handle = 0;
        String id = "";
        boolean counted = false;
        String counter = "";
        long packets = 0;
        long bytes = 0;
        List<String> pins = List.of();
        in.beginObject();
        while (in.hasNext()) {
            switch (in.nextName()) {
                case TEXT -> text = in.nextString();
                case HANDLE -> handle = in.nextLong();
                case ID -> id = in.nextString();
                case COUNTED -> counted = in.nextBoolean();
                case COUNTER -> counter = in.nextString();
                case PACKETS -> packets = in.nextLong();
                case BYTES -> bytes = in.nextLong();
                case PINS -> pins = texts(in);
                default -> in.skipValue();
            }
        }
        in.endObject();
        return new RuleListing(text, handle, id, counted, counter, packets, bytes, pins);
    }

    private static List<String> texts(JsonReader in) throws IOException {
        List<String> texts = new ArrayList<>();
        in.beginArray();
        while (in.hasNext()) {
            texts.add(in.nextString());
        }
        in.endArray();
        return List.copyOf(texts);
    }
}
