package org.firewright.agent.api;

import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;

/**
 * Counters of one namespace that are other than they were. What has changed is told, not what it has become, and
 * neighbours together: where every rule of many namespaces moves, that is far less to write.
 *
 * @param namespace its name
 * @param rules rules that have moved, as runs of neighbours: for each the first one's place in
 *     {@link NamespaceCounters#rules}, from 0 on, and how many they are
 * @param packets how many more packets each of them has counted, in the order of the runs; negative where a counter was set
 *     back
 * @param bytes the same of their bytes
 */
public record MovedCounters(String namespace, Numbers rules, Numbers packets, Numbers bytes) {
    private static final Numbers NONE = Numbers.of();

    /** None of a namespace's. */
    public static MovedCounters none(String namespace) {
        return new MovedCounters(namespace, NONE, NONE, NONE);
    }

    /** Told every second for each of many namespaces: written at once, without looking for members. */
    static final class Json extends TypeAdapter<MovedCounters> {
        private static final String NAMESPACE = "namespace";
        private static final String RULES = "rules";
        private static final String PACKETS = "packets";
        private static final String BYTES = "bytes";

        @Override
        public void write(JsonWriter out, MovedCounters moved) throws IOException {
            StringBuilder json = new StringBuilder(64 + 4 * moved.rules.size() + 16 * moved.packets.size());
            JsonText.string(JsonText.name(json, '{', NAMESPACE), moved.namespace);
            moved.rules.appendTo(JsonText.name(json, ',', RULES));
            moved.packets.appendTo(JsonText.name(json, ',', PACKETS));
            moved.bytes.appendTo(JsonText.name(json, ',', BYTES));
            out.jsonValue(json.append('}').toString());
        }

        @Override
        public MovedCounters read(JsonReader in) throws IOException {
            String namespace = "";
            Numbers rules = NONE;
            Numbers packets = NONE;
            Numbers bytes = NONE;
            in.beginObject();
            while (in.hasNext()) {
                switch (in.nextName()) {
                    case NAMESPACE -> namespace = in.nextString();
                    case RULES -> rules = Numbers.read(in);
                    case PACKETS -> packets = Numbers.read(in);
                    case BYTES -> bytes = Numbers.read(in);
                    default -> in.skipValue();
                }
            }
            in.endObject();
            return new MovedCounters(namespace, rules, packets, bytes);
        }
    }
}
